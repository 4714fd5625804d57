"""How far a meeting has come: the item it is at, how long is left of that, and what comes next."""

import datetime
import math
from dataclasses import dataclass

from meetings.agenda.showing import ReadAgenda, ReadItem

MINUTE = datetime.timedelta(minutes=1)


@dataclass(frozen=True)
class Course:
    """Where a meeting is, as one circle reads its agenda.

    `ends_at` is when the item that runs ends by its own minutes, `minutes_left` how many of them are left (below zero:
    it is over its time), `minutes_late` by how many it began later than planned (below zero: earlier).
    """

    before: ReadItem | None
    now: ReadItem | None
    next: ReadItem | None
    ends_at: datetime.datetime | None = None
    minutes_left: int | None = None
    minutes_late: int = 0

    @property
    def minutes_over(self) -> int:
        """Minutes that the item has taken beyond its own."""
        return -min(self.minutes_left or 0, 0)

    @property
    def minutes_early(self) -> int:
        """Minutes by which the item began earlier than planned."""
        return -min(self.minutes_late, 0)

    @property
    def mark(self) -> str:
        """What changes as soon as something else is to be shown, but for the clock."""
        shown = (self.now and (self.now.number, self.now.begun_at), self.next and self.next.number)
        papers = [paper.title for item in (self.now, self.next) if item for paper in item.papers]
        return f"{shown} {papers}"


def course_of(agenda: ReadAgenda, moment) -> Course:
    """Return the Course of a meeting at a moment: the item that has begun, or, where none runs, what comes after the
    last one that has taken any time.
    """
    items = agenda.discussed
    at = next((place for place, item in enumerate(items) if item.begun_at), None)
    if at is None:
        done = max((place for place, item in enumerate(items) if item.actual_minutes), default=-1)
        return Course(_at(items, done), None, _at(items, done + 1))
    now = items[at]
    ends_at = now.begun_at + now.minutes * MINUTE if now.minutes else None
    left = math.ceil((ends_at - moment) / MINUTE) if ends_at else None
    late = round((now.begun_at - now.starts_at) / MINUTE) if now.starts_at else 0
    return Course(_at(items, at - 1), now, _at(items, at + 1), ends_at, left, late)


def _at(items, place) -> ReadItem | None:
    return items[place] if 0 <= place < len(items) else None
