"""What of people and organisations a search finds, and of enquiries for who answers them."""

from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common.finding.asking import Findable, Found, both_sides, columns, in_words
from members.access import keeps_the_record
from members.models import Enquiry, EnquiryWord, Organisation, Person, Stakeholder, Term, indexes


def findable(reader) -> list[Findable]:
    """Return the people and organisations that this reader may see, with what each person shows to them, the enquiries
    that are theirs to answer, and for who keeps the record the contacts.
    """
    organisations = Findable(
        what="organisation",
        label=_("Organisations"),
        index=indexes.ORGANISATION,
        rows=Organisation.objects.visible_to(reader),
        facts={"pk": "pk", **columns(name="name")},
        show=_organisation,
        named=3,
    )
    contacts = [_contacts(reader)] if keeps_the_record(reader) else []
    enquiries = _enquiries(Enquiry.objects.visible_to(reader))
    return [*_people(Person.objects.visible_to(reader), reader), organisations, *contacts, *enquiries]


def _people(people, reader):
    """People by their names, by what they show of themselves to this reader, and by their offices."""
    shared = {"what": "person", "label": _("People"), "show": _person}
    of_person = {"pk": "pk", "name": "name", **columns(body="organisation__name")}
    texts = (
        (indexes.PERSON_ROLE, "role_there", {"role": "role_there"}),
        (indexes.PERSON_ABOUT, "about", columns(about="about")),
    )
    shown = [
        Findable(index=index, rows=people.showing(field, reader), facts={**of_person, **more}, person="pk", **shared)
        for index, field, more in texts
    ]
    by_name = Findable(index=indexes.PERSON, rows=people, facts=of_person, person="pk", named=2, **shared)
    return [by_name, *shown, _in_office(people, shared)]


def _in_office(people, shared):
    of_person = {"pk": "person_id", "name": "person__name"}
    return Findable(
        index=indexes.TERM,
        rows=Term.objects.current().filter(person__in=people.order_by().values("pk")),
        thing="person_id",
        person="person_id",
        facts={**of_person, **columns(body="person__organisation__name", office="office__name")},
        named=2,
        **shared,
    )


def _contacts(reader):
    return Findable(
        what="contact",
        label=_("Contacts"),
        index=indexes.STAKEHOLDER,
        rows=Stakeholder.objects.visible_to(reader),
        facts={
            "pk": "pk",
            "name": "name",
            "role": "role_there",
            "next": "next_step",
            **columns(body="organisation__name"),
        },
        show=_contact,
        named=2,
    )


def _enquiries(enquiries):
    """Enquiries by what somebody asks, and by what was said and noted on them."""
    shared = {"what": "enquiry", "label": _("Enquiries"), "show": _enquiry}
    words = EnquiryWord.objects.filter(enquiry__in=enquiries.order_by().values("pk"))
    asked = {"pk": "pk", "name": "name", "text": "text", "place": "place"}
    said = {"pk": "enquiry_id", "name": "enquiry__name", "text": "text", "place": "enquiry__place"}
    return [
        Findable(
            index=indexes.ENQUIRY, rows=enquiries, facts=asked, day=TruncDate("received_at"), person="answerer_id",
            **shared,
        ),
        Findable(
            index=indexes.ENQUIRY_WORD, rows=words, facts=said, day=TruncDate("at"), person="enquiry__answerer_id",
            thing="enquiry_id", **shared,
        ),
    ]  # fmt: skip


def _enquiry(facts) -> Found:
    page, name = reverse("members:enquiry", args=[facts["pk"]]), facts["name"] or _("an enquiry whose time is over")
    return Found(_("Enquiry"), name, page, (facts["text"],), facts["place"])


def _person(facts) -> Found:
    """Return somebody as a Found; a name has no language."""
    texts = (facts["role"],) if facts.get("role") else ()
    for text in ("office", "about"):
        texts += both_sides(facts, text) if f"{text}_en" in facts else ()
    page = reverse("members:person", args=[facts["pk"]])
    return Found(_("Person"), facts["name"], page, texts, in_words(facts, "body"))


def _organisation(facts) -> Found:
    page = reverse("members:organisation", args=[facts["pk"]])
    return Found(_("Organisation"), in_words(facts, "name"), page, both_sides(facts, "name")[1:])


def _contact(facts) -> Found:
    texts = tuple(text for text in (facts["role"], facts["next"]) if text)
    page = reverse("members:stakeholder", args=[facts["pk"]])
    return Found(pgettext("person", "Contact"), facts["name"], page, texts, in_words(facts, "body"))


def called(keys, reader) -> dict[int, str]:
    """Return the names of those people, by their keys, whom this reader may see."""
    return dict(Person.objects.visible_to(reader).filter(pk__in=keys).order_by().values_list("pk", "name"))
