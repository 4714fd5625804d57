"""Who someone is, and what that lets them do with people and organisations.

Every function takes any request's user, also one who is not logged in.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may see a field of a person."""

    KEEPERS = "keepers", _("Only the administrator and the Chair")
    MEMBERS = "members", _("Members")
    SHARED = "shared", _("Members and partners")


def _rights(person):
    return person.rights if person.is_authenticated and person.is_active else frozenset()


def is_member(person):
    """A member of the Forum today."""
    return "member" in _rights(person)


def is_partner(person):
    """A partner today: takes part in ideas, talks and groups, never decides."""
    return "partner" in _rights(person)


def is_associate(person):
    """An associate today: reads what partners read, never decides."""
    return "associate" in _rights(person)


def shares(person):
    """Sees what is shared with partners, without being a member: partners and associates."""
    return is_partner(person) or is_associate(person)


def decides(person):
    """Decides, and counts to the quorum: members in their own right,
    and the one who votes for a member organisation.
    """
    return "voter" in _rights(person)


def is_administrator(person):
    """Holds an office with the administrator's rights today."""
    return "administrator" in _rights(person)


def is_chair(person):
    """Holds the Chair today."""
    return "chair" in _rights(person)


def keeps_the_record(person):
    """Plans meetings, sees drafts and writes the record: the administrator or the Chair."""
    return is_administrator(person) or is_chair(person)


def belongs(person):
    """Member, partner, associate or officer: whoever has a part in the Forum today."""
    return bool(_rights(person))


def may_enter(person):
    """May be logged in at all: those who belong, and staff of the Django admin."""
    return belongs(person) or (person.is_authenticated and person.is_active and person.is_staff)


def may_read_directory(person):
    """Members, partners and officers share the directory."""
    return belongs(person)


def audiences_of(reader):
    """Return the audiences that somebody belongs to."""
    if keeps_the_record(reader):
        return list(Audience)
    if belongs(reader):
        return [Audience.SHARED] if shares(reader) and not is_member(reader) else [Audience.MEMBERS, Audience.SHARED]
    return []


def may_see(reader, person, field):
    """Whether somebody may see a field of a person that has its own audience ("email", "phone", "area" …); one's own
    always.
    """
    return reader == person or getattr(person, f"{field}_audience") in audiences_of(reader)


def may_read_history(reader, model):
    """Who keeps the record reads all histories; staff those of kinds that the admin shows them,
    apart from what may be a draft.
    """
    if keeps_the_record(reader):
        return True
    name = model._meta
    if name.app_label == "meetings" or not (reader.is_active and reader.is_staff):
        return False
    return reader.has_perm(f"{name.app_label}.view_{name.model_name}")


def must_have_second_factor(person):
    """Staff, administrators and the Chair log in with a second factor (safeguards)."""
    return person.is_authenticated and (person.is_staff or person.is_superuser or keeps_the_record(person))


def may_help_with_factors(person):
    """May be one of the two who remove a lost second factor: who keeps the record, and staff with the right to."""
    if keeps_the_record(person):
        return True
    return (
        person.is_authenticated and person.is_active and person.is_staff and person.has_perm("members.add_lostfactor")
    )
