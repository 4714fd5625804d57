"""Who someone is, in which circle they read, and what that lets them do with people and organisations.

Every function that takes a person takes any request's user, also one who is not logged in.
"""

import enum
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

EVERYTHING, NOTHING = ~Q(pk__in=[]), Q(pk__in=[])  # an empty Q() would vanish when joined to another by "or"


class Circle(enum.IntEnum):
    """Whoever reads the same: each circle reads what the smaller number reads, and more."""

    VISITOR = 0
    PARTNER = 1  # associates read what partners read
    MEMBER = 2
    KEEPER = 3


class Audience(models.TextChoices):
    """For whom something is, as it is kept with it (each thing offers those that make sense for it)."""

    KEEPERS = "keepers", _("Only the administrator and the Chair")
    MEMBERS = "members", _("Members")
    SHARED = "shared", _("Members and partners")
    PUBLIC = "public", _("Everybody")


OF_AUDIENCE = {
    Audience.PUBLIC: Circle.VISITOR,
    Audience.SHARED: Circle.PARTNER,
    Audience.MEMBERS: Circle.MEMBER,
    Audience.KEEPERS: Circle.KEEPER,
}


def _read_by(circle, everything, out, shared, public):
    """The rule of who reads what, for conditions (Q) on rows and for the facts (bool) of one row alike.

    Keepers read all, members all but drafts, partners of that what is shared or public, visitors what is public.
    """
    return {
        Circle.VISITOR: out & public,
        Circle.PARTNER: out & (shared | public),
        Circle.MEMBER: out,
        Circle.KEEPER: everything,
    }[circle]


def within(circle, path="", *, out=EVERYTHING, shared=None, public=NOTHING) -> Q:
    """Return the condition (Q) that a circle reads rows.

    `out` is true of what is no draft, `public` of what everybody may read, `shared` of what is shared with partners: of
    its own column, to whose row `path` leads ("meeting__"), unless told otherwise.
    """
    shared = Q(**{f"{path}shared_with_partners": True}) if shared is None else shared
    return _read_by(circle, EVERYTHING, out, shared, public)


def is_within(circle, *, out=True, shared=False, public=False) -> bool:
    """Whether a circle reads one thing of which these are the facts."""
    return _read_by(circle, True, out, shared, public)


class ForCircles(models.QuerySet):
    """Rows that each circle reads its part of: a table says which in `visible_within`, and has one door for people."""

    def visible_within(self, circle):
        """The rows that a circle reads."""
        return self.filter(within(circle))

    def visible_to(self, person):
        """The rows that somebody reads, whoever asks."""
        return self.visible_within(circle_of(person))


def rights_of(person) -> frozenset[str]:
    """Return what somebody is today, in the words of `Person.rights`; nothing for a visitor."""
    return person.rights if person.is_authenticated and person.is_active else frozenset()


def is_member(person) -> bool:
    """A member of the Forum today."""
    return "member" in rights_of(person)


def is_partner(person) -> bool:
    """A partner today: takes part in ideas, talks and groups, never decides."""
    return "partner" in rights_of(person)


def is_associate(person) -> bool:
    """An associate today: reads what partners read, never decides."""
    return "associate" in rights_of(person)


def decides(person) -> bool:
    """Decides, and counts to the quorum: members in their own right,
    and the one who votes for a member organisation.
    """
    return "voter" in rights_of(person)


def is_administrator(person) -> bool:
    """Holds an office with the administrator's rights today."""
    return "administrator" in rights_of(person)


def is_chair(person) -> bool:
    """Holds the Chair today."""
    return "chair" in rights_of(person)


def keeps_the_record(person) -> bool:
    """Plans meetings, sees drafts and writes the record: the administrator or the Chair."""
    return is_administrator(person) or is_chair(person)


def circle_of(person) -> Circle:
    """Return the circle in which somebody reads today."""
    if keeps_the_record(person):
        return Circle.KEEPER
    if is_member(person):
        return Circle.MEMBER
    return Circle.PARTNER if is_partner(person) or is_associate(person) else Circle.VISITOR


def reads_as(person) -> tuple[Circle, int | None]:
    """Return what somebody's reading depends on where partners, besides what is shared, read what they have a part in:
    the circle, and of partners who it is.
    """
    circle = circle_of(person)
    return circle, person.pk if circle == Circle.PARTNER else None


@dataclass(frozen=True)
class Reader:
    """What lists that are kept know of who reads them, and to their templates the `user`: no person."""

    circle: Circle
    is_authenticated: bool
    rights: frozenset[str]

    @classmethod
    def of(cls, person):
        """Return what they know of somebody."""
        return cls(circle_of(person), person.is_authenticated, rights_of(person))


def belongs(person) -> bool:
    """Member, partner, associate or officer: whoever has a part in the Forum today."""
    return bool(rights_of(person))


def may_enter(person) -> bool:
    """May be logged in at all: those who belong, and staff of the Django admin."""
    return belongs(person) or (person.is_authenticated and person.is_active and person.is_staff)


def may_read_directory(person) -> bool:
    """Members, partners and officers share the directory."""
    return belongs(person)


def audiences_of(circle) -> list[Audience]:
    """Return the audiences that a circle belongs to."""
    return [audience for audience in Audience if OF_AUDIENCE[audience] <= circle]


def reads_people_in(reader) -> Circle:
    """Return the circle in which somebody reads the directory: it is shared with whoever belongs, also with officers
    whose office gives them no other rights.
    """
    return max(circle_of(reader), Circle.PARTNER) if belongs(reader) else Circle.VISITOR


def may_see(reader, person, field) -> bool:
    """Whether somebody may see a field of a person that has its own audience ("email", "phone", "area" …); one's own
    always.
    """
    return reader == person or is_open_to(reads_people_in(reader), person, field)


def is_open_to(circle, person, field) -> bool:
    """Whether somebody shows a circle a field that has its own audience."""
    return getattr(person, f"{field}_audience") in audiences_of(circle)


def may_read_history(reader, model) -> bool:
    """Who keeps the record reads all histories; staff those of kinds that the admin shows them,
    apart from what may be a draft.
    """
    if keeps_the_record(reader):
        return True
    name = model._meta
    if name.app_label == "meetings" or not (reader.is_active and reader.is_staff):
        return False
    return reader.has_perm(f"{name.app_label}.view_{name.model_name}")


def may_keep_up(person, network) -> bool:
    """May note contact with a network or an initiative: whoever keeps up with it, and who keeps the record."""
    return keeps_the_record(person) or (belongs(person) and network.keeper_id == person.pk)


def must_have_second_factor(person) -> bool:
    """Staff, administrators and the Chair log in with a second factor (safeguards)."""
    return person.is_authenticated and (person.is_staff or person.is_superuser or keeps_the_record(person))


def may_help_with_factors(person) -> bool:
    """May be one of the two who remove a lost second factor: who keeps the record, and staff with the right to."""
    if keeps_the_record(person):
        return True
    return (
        person.is_authenticated and person.is_active and person.is_staff and person.has_perm("members.add_lostfactor")
    )
