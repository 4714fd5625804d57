"""What the page of a framework works out by itself: whom to ask in which area, and what the two share at present."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from library.models import Document, DocumentVersion
from meetings.models import Meeting
from members.access import Audience, may_see
from members.models import Person, Standing, Term
from members.models.areas import choices, whole_key
from taskgroups.models import GroupMember, TaskGroup

MEETINGS, DOCUMENTS = 3, 5


@dataclass(frozen=True)
class Contact:
    """Somebody to ask: the offices or the post they hold,
    and only those ways to reach them that this reader may know.
    """

    person: Person
    posts: list
    email: str
    phone: str
    is_partner: bool


def contacts_by_area(framework, reader) -> list:
    """Return [(name of the area, Contacts)], the Forum's officers first; people without an area stand under the whole
    of it, which has no name ("") where there is no such area.
    """
    partners = Standing.objects.current().filter(capacity=Standing.Capacity.PARTNER).values("person")
    posts = Prefetch(
        "terms", Term.objects.current().select_related("office").order_by("office__order"), to_attr="terms_today"
    )
    officers = Q(pk__in=Term.objects.current().values("person"))
    people = Person.objects.visible_to(reader).filter(
        officers | Q(organisation=framework.organisation_id, pk__in=partners), is_active=True
    )
    names, whole = dict(choices()), whole_key()
    found = {area: [] for area in (*names, whole)}
    for person in people.prefetch_related(posts):
        found[(may_see(reader, person, "area") and person.area) or whole].append(_contact(person, reader))
    return [(names.get(area, ""), sorted(rows, key=lambda row: row.is_partner)) for area, rows in found.items() if rows]


def _contact(person, reader) -> Contact:
    offices = [term.office.name for term in person.terms_today]
    email = person.email if may_see(reader, person, "email") else ""
    phone = person.phone if may_see(reader, person, "phone") else ""
    return Contact(
        person,
        offices or [person.role_there if may_see(reader, person, "role_there") else ""],
        email,
        phone,
        not offices,
    )


def shared_now(framework, reader) -> dict:
    """Return what the two have in common at present, as far as this reader sees it: {"meetings", "groups",
    "documents"}.
    """
    theirs = Person.objects.standing_now().filter(organisation=framework.organisation_id).values("pk")
    in_it = GroupMember.objects.filter(person__in=theirs).values("group")
    out = DocumentVersion.objects.adopted().values("document")
    documents = Document.objects.visible_to(reader).filter(audience__in=[Audience.PUBLIC, Audience.SHARED], pk__in=out)
    return {
        "meetings": Meeting.objects.visible_to(reader).filter(shared_with_partners=True).upcoming()[:MEETINGS],
        "groups": TaskGroup.objects.visible_to(reader).open().filter(Q(convenor__in=theirs) | Q(pk__in=in_it)),
        "documents": documents.order_by("-created_at", "-pk")[:DOCUMENTS],
    }
