"""The item that a meeting is at, and who came in or left while it was."""

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from meetings.day import attendance
from meetings.models import AgendaItem, Attendance

COLUMNS = {  # what a button says of somebody: the column it is about, and whether it is noted or taken back
    "late": ("arrived_at_item", True),
    "on-time": ("arrived_at_item", False),
    "left": ("left_at_item", True),
    "stayed": ("left_at_item", False),
}


SHOWN = ("position", "kept_number", "title_en", "title_cy")


def with_item(meetings) -> QuerySet:
    """Return meetings (a QuerySet), each with what is shown of the item that it is at, by the same query."""
    running = AgendaItem.objects.filter(meeting=OuterRef("pk"), started_at__isnull=False).order_by("position")
    return meetings.annotate(at_item=Subquery(running.values(found=JSONObject(**{name: name for name in SHOWN}))[:1]))


def shown_of(meeting) -> AgendaItem | None:
    """Return the item that a meeting is at (read `with_item`), with its number and title alone, or None."""
    return AgendaItem(**meeting.at_item) if meeting.at_item else None


def item_of(meeting) -> AgendaItem | None:
    """Return the item that has begun and not ended, or None."""
    return meeting.items.filter(started_at__isnull=False).order_by("position").first()


@transaction.atomic
def note(*, meeting, said) -> tuple:
    """Note that somebody came in or left during the item that runs now, or take that back; return their RegisterRow and
    all of them.

    `said` is one of COLUMNS and the key of a row, "late:person-7". Whoever came late or left was there: in person,
    unless something else is ticked. Raises IllegalChange where no item runs, and where the name is off the register.
    """
    what, _colon, key = said.partition(":")
    rows = attendance.save_register(meeting=meeting, modes={})  # under the lock of the meeting
    row, item = _row(rows, key), item_of(meeting)
    column, is_noted = COLUMNS.get(what, ("", False))
    if row is None or not column:
        raise IllegalChange(_("This name is not on the register any more."))
    if is_noted and item is None:
        raise IllegalChange(_("No item is running now. Please begin one on the page for today first."))
    if is_noted and row.mode not in attendance.THERE:
        mode = row.answered if not row.mode and row.answered in attendance.THERE else Attendance.Mode.IN_PERSON
        row = _row(attendance.save_register(meeting=meeting, modes={key: mode}), key)
    Attendance.objects.filter(pk=row.attendance_id).update(**{column: item if is_noted else None})
    rows = attendance.save_register(meeting=meeting, modes={})
    return _row(rows, key), rows


def _row(rows, key):
    return next((row for row in rows if row.key == key), None)
