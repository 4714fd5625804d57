"""Who may set up a group, keep its pages, and take part in it. Seeing it is `TaskGroup.objects.visible_to(person)`."""

from django.utils.translation import gettext as _

from members.access import belongs, keeps_the_record


def may_set_up(person) -> bool:
    """The record keepers set groups up, as a meeting decided."""
    return keeps_the_record(person)


def may_keep(person, group) -> bool:
    """The record keepers; and the convenor, until the group has finished."""
    return is_keeper_of(person, group) and not against_keeping(person, group)


def is_keeper_of(person, group) -> bool:
    """Whether a group's pages are theirs to keep, while it works: the record keepers, and its convenor."""
    return keeps_the_record(person) or (belongs(person) and group.convenor_id == person.pk)


def against_keeping(person, group) -> str:
    """Return what stands against keeping a group's pages: it has finished, and only the record keepers go on; or ""."""
    is_late = group.is_finished and not keeps_the_record(person)
    return _("This group has finished its work. The administrator can take it up again.") if is_late else ""


def may_join(person, group) -> bool:
    """Members and partners who see the group join it and leave it themselves while it works;
    its convenor is in it anyway.
    """
    return takes_part(person, group) and not against_joining(group)


def takes_part(person, group) -> bool:
    """Whether somebody joins a group and leaves it themselves: its convenor is in it anyway."""
    return belongs(person) and group.convenor_id != person.pk


def against_joining(group) -> str:
    """Return what stands against joining or leaving a group: it has finished; or ""."""
    return _("This group has finished its work, so nobody joins or leaves it any more.") if group.is_finished else ""
