"""The texts of Task and Finish Groups that come to the translation desk, until the report of the group is adopted."""

from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.access import keeps_the_record
from members.translating.texts import Texts
from taskgroups import access
from taskgroups.models import GroupAction, GroupMeeting, GroupPaper, Milestone, TaskGroup

REMOVED = _("This has been removed in the meantime.")
OF_GROUP = ("group__name_en", "group__name_cy")


def texts(reader) -> list[Texts]:
    """Return the tables of this app whose texts somebody may translate."""
    if not keeps_the_record(reader):
        return []
    rows, stands = TaskGroup.objects.visible_to(reader), partial(access.against_keeping, reader)
    return [
        Texts(rows=rows, open=Q(adopted_by=None), against=stands),
        *(_of(reader, model) for model in (Milestone, GroupMeeting, GroupAction)),
        _of(reader, GroupPaper, also=Q(removed_at=None)),
    ]


def _of(reader, model, also=None) -> Texts:
    """Return the texts of a table whose rows belong to a group."""
    is_open = Q(group__adopted_by=None) & ~Q(group__state=TaskGroup.State.PROPOSED) & (also or Q())
    rows = model.objects.visible_to(reader)
    return Texts(rows=rows, open=is_open, against=partial(_against, reader), about=OF_GROUP, within=("group",))


def _against(reader, row) -> str:
    """Return what stands against changing a row of a group's work."""
    if getattr(row, "removed_at", None):
        return str(REMOVED)
    return access.against_working(reader, row.group)
