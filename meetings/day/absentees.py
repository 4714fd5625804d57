"""Those of whom nothing is known when the register is done: they were absent, by one press for all of them."""

from dataclasses import dataclass

from django.db import transaction

from meetings.day import attendance
from meetings.models import Attendance


@dataclass(frozen=True)
class Marked:
    """What came of it: the names of those marked as absent, and of those who were ticked by somebody in between."""

    absent: tuple[str, ...]
    ticked: tuple[str, ...]


def rows_of(meeting) -> list:
    """Return the RegisterRows of everybody expected of whom nothing is recorded, and who has not answered either."""
    return [row for row in attendance.register_of(meeting) if row.person_id and not row.shown]


@transaction.atomic
def mark(*, meeting, keys) -> Marked:
    """Record those with these keys as absent and return what was Marked; whoever was ticked in between, by anybody, is
    left alone, and so is whoever is not on the register. Raises IllegalChange on a confirmed record.
    """
    keys = set(keys)
    seen = [row for row in attendance.save_register(meeting=meeting, modes={}) if row.key in keys and row.person_id]
    free = [row for row in seen if not row.mode]
    attendance.save_register(meeting=meeting, modes={row.key: Attendance.Mode.ABSENT for row in free})
    return Marked(tuple(row.name for row in free), tuple(row.name for row in seen if row.mode))
