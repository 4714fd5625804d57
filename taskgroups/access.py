"""Who may propose and set up a group, keep its pages, and take part in it; and the sentences that stand against it as
the group is. Seeing it is `TaskGroup.objects.visible_to(person)`.
"""

from django.utils.translation import gettext as _

from members.access import belongs, circle_of, keeps_the_record
from taskgroups.models.frozen import ADOPTED


def may_set_up(person) -> bool:
    """The record keepers set groups up, as a meeting decided."""
    return keeps_the_record(person)


def may_propose(person) -> bool:
    """Members and partners propose groups, for a meeting or a ballot to decide on."""
    return circle_of(person) > 0


def may_keep(person, group) -> bool:
    """The record keepers; and its convenor and deputy, until it has ended. Nobody, once its report is adopted."""
    return is_keeper_of(person, group) and not against_keeping(person, group)


def is_keeper_of(person, group) -> bool:
    """Whether a group's pages are theirs to keep, while it works: the record keepers, its convenor and the deputy."""
    return keeps_the_record(person) or (belongs(person) and person.pk in (group.convenor_id, group.deputy_id))


def against_keeping(person, group) -> str:
    """Return what stands against keeping a group's pages: its report is adopted; or it has ended, and only the record
    keepers go on; or "".
    """
    if group.is_adopted:
        return _(ADOPTED)
    is_late = group.is_finished and not keeps_the_record(person)
    return _("This group has finished its work. The administrator can take it up again.") if is_late else ""


def against_working(person, group) -> str:
    """Return what stands against adding to a group's work: besides what stands against keeping it, that nobody has
    decided on it yet; or "".
    """
    early = _("This group is proposed. It begins its work once a meeting or a ballot has decided on it.")
    return against_keeping(person, group) or (early if group.state == group.State.PROPOSED else "")


def works_in(person, group) -> bool:
    """Whether somebody adds to a group's work: who keeps it, and whoever is in it."""
    return is_keeper_of(person, group) or (belongs(person) and group.places.filter(person=person).exists())


def wrote(person, message) -> bool:
    """Whether a message is somebody's to change."""
    return message.author_id == person.pk


def against_extending(person, group) -> str:
    """Return what stands against moving the day of a group's report: it is not at work; or ""."""
    over = _("This group is not at work, so its date stands as it is.")
    return against_working(person, group) or ("" if group.is_at_work else over)


def against_bringing(person, group) -> str:
    """Return what stands against bringing a group to a meeting: that is for the record keepers while nobody has
    decided on it, and of its report once it is at work; or "".
    """
    return "" if group.is_proposed and keeps_the_record(person) else against_extending(person, group)


def against_asking(person, group) -> str:
    """Return what stands against asking somebody into a group, and against answering who asks; or ""."""
    return against_keeping(person, group) or against_joining(group)


def may_join(person, group) -> bool:
    """Members and partners who see the group ask to join it, and leave it themselves, while it works; its convenor and
    the deputy are in it anyway.
    """
    return takes_part(person, group) and not against_joining(group)


def takes_part(person, group) -> bool:
    """Whether somebody asks to join a group and leaves it themselves: its convenor and deputy are in it anyway."""
    return belongs(person) and person.pk not in (group.convenor_id, group.deputy_id)


def against_joining(group) -> str:
    """Return what stands against joining or leaving a group: it has ended, or not begun; or ""."""
    if group.is_finished:
        return _("This group has finished its work, so nobody joins or leaves it any more.")
    early = _("This group is proposed. It begins its work once a meeting or a ballot has decided on it.")
    return early if group.state == group.State.PROPOSED else ""
