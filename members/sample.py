"""The people of the sample Forum: the fixed cast (one person a role, also the cast of the tests),
the others, their bodies.
"""

import datetime
import tomllib
from dataclasses import dataclass
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from common.doors.overview import Sampled
from members import sample_around
from members.access import Audience
from members.data.areas import make_areas_of_wales
from members.models import (
    Identity,
    Interest,
    MembershipRules,
    Organisation,
    OrganisationStanding,
    Page,
    Person,
    Representative,
    Standing,
    Term,
)
from members.standing.founding import USUAL_OFFICES, office

DATA = Path(__file__).parent / "sample_data"
DOMAIN = "forum.example"
BEGAN = datetime.date(2011, 12, 13)  # "over the past 5 years", says the summary of 2016
STAFF_GROUP = "Site staff"


@dataclass(frozen=True)
class Part:
    """One role of the cast; its e-mail address is the role at forum.example."""

    role: str
    name: str
    language: str
    area: str
    organisation: str = ""
    role_there: str = ""
    capacity: str = ""
    office: str = ""
    is_staff: bool = False
    has_ended: bool = False


CAST = (
    Part("administrator", "Lowri Prysor", "en", "south_east", "Wales Co-operative Centre", "Forum administrator",
         office="administrator", is_staff=True),
    Part("chair", "Gwenllian Trefeurig", "cy", "mid", "Gofal Bro Ddyfi", "Cadeirydd y bwrdd",
         capacity="member", office="chair"),
    Part("member", "Margaret Ellicott", "en", "south_east", "Usk Valley Care Co-operative", "Secretary",
         capacity="member"),
    Part("partner", "Daniel Whitcombe", "en", "south_east", "Care to Cooperate",
         "South Wales development manager", capacity="partner"),
    Part("convenor", "Iwan Penllyn", "cy", "north", "Cyd-ofal Arfon", "Cydlynydd", capacity="member"),
    Part("lapsed", "Sioned Crwys-Hughes", "cy", "south_west", "Teifi Lunch Club Co-operative", "Cyn-drysorydd",
         capacity="member", has_ended=True),
    Part("staff", "Robert Ashdown", "en", "all", "Wales Co-operative Centre", "Web officer", is_staff=True),
)  # fmt: skip


def address(key):
    """Return the e-mail address of a sample person: a role of the cast, or "name.surname"."""
    return f"{key}@{DOMAIN}"


def staff_group(app_labels):
    """Return the group of the Django admin's staff, made if it is not there, with every permission on these apps."""
    group, is_new = Group.objects.get_or_create(name=STAFF_GROUP)
    if is_new:
        group.permissions.set(Permission.objects.filter(content_type__app_label__in=app_labels))
    return group


def play(part, password, **facts):
    """Add the person of one part, with standing and office as of today, and return them; `password` comes hashed."""
    person = Person.objects.create(
        email=address(part.role), name=part.name, language=part.language, area=part.area, role_there=part.role_there,
        is_staff=part.is_staff, is_sample=True, password=password, **facts,
    )  # fmt: skip
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    ends_on = datetime.date(timezone.localdate().year - 1, 12, 31) if part.has_ended else None
    if part.capacity:
        Standing.objects.create(person=person, capacity=part.capacity, starts_on=began(part.capacity), ends_on=ends_on)
    if part.office:
        Term.objects.create(person=person, office=office(part.office), starts_on=BEGAN)
    return person


def began(capacity):
    """Return the first day of a capacity: partners came with Care to Cooperate's staff in May 2016."""
    return datetime.date(2016, 5, 3) if capacity == Standing.Capacity.PARTNER else BEGAN


def is_there():
    """Return whether the sample has been made: its people are marked, whatever was changed since."""
    return Person.objects.filter(is_sample=True).exists()


def people():
    """Return the people of the sample by the key that the data knows them by:
    the part of their address before the @.
    """
    return {person.email.partition("@")[0]: person for person in Person.objects.filter(is_sample=True)}


def read(folder, name):
    """Return what a file of sample data holds; `folder` is that of the app's own data."""
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


def make(today, rows) -> Sampled:
    """Add bodies, offices, the cast (with SAMPLE_PASSWORD) and the others;
    the row `staff` is the group of who works in the admin.
    """
    facts = read(DATA, "forum")["identity"]
    Identity.objects.create(pk=1, email=settings.MAIL_REPLY_TO, set_up_at=timezone.now(), **facts)
    MembershipRules.objects.create(pk=1, cost_en="Membership is free.", cost_cy="Nid yw aelodaeth yn costio dim.")
    Page.objects.create(key=Page.Key.WELCOME, **read(DATA, "forum")["welcome"])
    make_areas_of_wales()
    bodies = {row["en"]: _organisation(**row) for row in read(DATA, "organisations")["organisation"]}
    for key in USUAL_OFFICES:  # nobody is the treasurer
        office(key)
    password = make_password(settings.SAMPLE_PASSWORD)
    for part in CAST:
        audience = Audience.KEEPERS if part.role == "member" else Audience.SHARED
        named = Audience.PUBLIC if part.office else Audience.SHARED
        facts = {"email_audience": audience, "office_audience": named}
        person = play(part, password, organisation=bodies[part.organisation], **facts)
        person.groups.set([rows["staff"]] if part.is_staff else [])
    for row in read(DATA, "people")["person"]:
        _person(bodies, **row)
    _earlier_terms()
    for row in read(DATA, "bodies")["body"]:
        _membership(bodies[row.pop("name")], people(), **row)
    _about_people(people())
    sample_around.make(read(DATA, "around"), people())
    return Sampled(f"{len(bodies)} organisations, {Person.objects.filter(is_sample=True).count()} people")


def _about_people(cast):
    """Add the interests with who takes them, and what some people say about themselves."""
    for order, row in enumerate(read(DATA, "interests")["interest"]):
        interest = Interest.objects.create(name_en=row["en"], name_cy=row["cy"], order=order)
        interest.people.set(cast[key] for key in row["people"])
    for row in read(DATA, "interests")["about"]:
        Person.objects.filter(pk=cast[row["person"]].pk).update(about_en=row["en"], about_cy=row["cy"])


def _organisation(en, cy, kind, area):
    """Return a body by its name, made (and marked as sample) if it is not there."""
    facts = {"name_cy": cy, "kind": kind, "area": area, "is_sample": True}
    return Organisation.objects.get_or_create(name_en=en, defaults=facts)[0]


def _person(bodies, key, organisation="", member=(), partner=(), holds="", term=(), **facts):
    """Add a person who cannot log in, with the periods of their standing and office."""
    person = Person(email=address(key), organisation=bodies.get(organisation), is_sample=True, **facts)
    person.set_unusable_password()
    person.save(force_insert=True)
    for capacity, period in (("member", member), ("partner", partner)):
        if period:
            Standing.objects.create(person=person, capacity=capacity, **_days(period))
    if holds:
        Term.objects.create(person=person, office=office(holds), **_days(term))


def _earlier_terms():
    """Write down that the Chair was chosen again: terms of five years, the last of which goes on."""
    term = Term.objects.get(office=office("chair"), person__is_sample=True)
    again = [datetime.date(year, 3, 8) for year in (2016, 2021, 2026)]
    Term.objects.filter(pk=term.pk).update(starts_on=again[-1])
    for first, last in zip([BEGAN, *again], again, strict=False):
        Term.objects.create(
            office=term.office, person=term.person, starts_on=first, ends_on=last - datetime.timedelta(days=1)
        )


def _membership(body, known, *, since, voting, others):
    """Make a body a member with its representatives, of whom one votes."""
    OrganisationStanding.objects.create(organisation=body, capacity=Standing.Capacity.MEMBER, starts_on=since)
    for key in (voting, *others):
        Representative.objects.create(organisation=body, person=known[key], is_voting=key == voting, starts_on=since)


def _days(period):
    return dict(zip(("starts_on", "ends_on"), period, strict=False))
