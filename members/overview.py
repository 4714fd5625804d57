"""What the members app hands upward."""

from django.urls import reverse
from django.utils.translation import gettext as _

from common.doors.overview import Door, News, SetUp
from members import figures, finding, owned, sample, waiting, year
from members.data import erasure
from members.enquiries import telling
from members.history import kinds
from members.letters.trying import TEST
from members.models import (
    Application,
    Area,
    Identity,
    Invite,
    Letter,
    MembershipRules,
    Person,
)
from members.texts import texts


def of_year(start, end, circle) -> list:
    """Return what members and enquiries tell of the days between two dates, for a circle."""
    return [*year.year(start, end, circle), *telling.year(start, end, circle)]


def asked(since, reader) -> list[News]:
    """Return the applications that came since a moment and wait for an answer, for who keeps the record."""
    rows = Application.objects.visible_to(reader).waiting().filter(made_at__gte=since)[:20]
    said = _("An application to join, from:")
    return [
        News("application", row.name, reverse("members:application", args=[row.pk]), row.made_at, said) for row in rows
    ]


def set_up(person) -> list[SetUp]:
    """Return the steps of moving in that are about the Forum itself and its people."""
    is_written, has_rules = Identity.now().is_written, MembershipRules.objects.exists()
    has_people = Invite.objects.exists() or Person.objects.count() > 1
    is_tried = Letter.objects.filter(kind=TEST, state=Letter.State.SENT).exists()
    names = _("The Forum’s names and languages, the address that people write to, its colour.")
    held = _("Who holds which office.")
    people = _("Invite them, one or a whole list, or read them in from a file.")
    rows = [
        (1, _("Who we are"), names, "identity", is_written),
        (1, _("Areas"), _("Parts of where the Forum works, if it has any."), "areas", Area.objects.exists()),
        (2, _("Offices"), held, "offices_all", True),
        (3, _("Membership"), _("Partners, associates, how people join and renew."), "membership_rules", has_rules),
        (6, _("People"), people, "invites", has_people),
        (8, _("A test letter"), _("To yourself, so that you know that letters arrive."), "letters", is_tried),
    ]
    return [SetUp(order, label, why, reverse(f"members:{name}"), done) for order, label, why, name, done in rows]


def histories(reader) -> list:
    """Return the models of this app whose history this reader may read."""
    return kinds("members", reader)


def waits(person) -> list:
    """Return what of people, and of enquiries, waits for a person."""
    return [*waiting.kinds(person), *telling.waits(person)]


DOOR = Door(
    app="members",
    at="people/",
    findable=finding.findable,
    called=finding.called,
    waits=waits,
    year=of_year,
    figures=figures.figures,
    duties=year.duties,
    asked=asked,
    own_data=owned.own_data,
    histories=histories,
    texts=texts,
    recorded={
        "members:person": "members.Person",
        "members:organisation": "members.Organisation",
        "members:stakeholder": "members.Stakeholder",
        "members:application": "members.Application",
        "members:network": "members.Network",
        "members:edit_interest": "members.RegisteredInterest",
        "members:edit_area": "members.Area",
    },
    going=erasure.going,
    staying=erasure.staying,
    set_up=set_up,
    sample=sample.make,
)
