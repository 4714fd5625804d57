"""The timeline of groups as a picture: a bar for each from its start to its end, its milestones on it, and today.

Places across are in per cent of the picture, places down in points, so that words stay as large as on the page.
"""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format

DONE, TO_COME, LATE = "done", "to-come", "late"  # how a milestone stands
ROW, HEAD, FOOT = 46, 26, 6  # points: of each group, of the line of dates above, and below all
LEAST = datetime.timedelta(days=60)  # that a picture shows
MOST_TICKS = 5
LATELY = datetime.timedelta(days=365)
RECENT = 5  # groups that have ended are drawn beside those at work
ROOM = 0.14  # of the picture, for the words of the last date


@dataclass(frozen=True)
class Tick:
    """A first of a month, as it is written above the picture."""

    x: str
    label: str


@dataclass(frozen=True)
class Mark:
    """A milestone: where it stands, how, and what it is."""

    x: str
    y: int
    state: str
    title: str


@dataclass(frozen=True)
class Bar:
    """A group: its name with its state, where its bar begins and how long it is; `over` the day on which it was due,
    where the work goes on beyond it.
    """

    name: object
    state: str
    url: str
    y: int
    x: str
    width: str
    marks: tuple[Mark, ...] = ()
    over: str = ""
    over_width: str = ""

    @property
    def name_y(self) -> int:
        """Where the name stands, above the bar."""
        return self.y - 6


@dataclass(frozen=True)
class Timeline:
    """The picture: its height, the dates above it, its bars, and where today is ("" where that is outside)."""

    height: int
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    today: str
    states: frozenset[str] = field(default_factory=frozenset)


def shown_with(open_groups, ended) -> list:
    """Return the groups that a picture shows: those at work, and of those that have ended the ones of the last year, so
    that old ones do not make the rest small; the last ones of all where nobody is at work.
    """
    since = timezone.now() - LATELY
    lately = [group for group in ended if group.finished_at and group.finished_at >= since] if open_groups else ended
    return [*open_groups, *lately[:RECENT]]


def draw(groups) -> Timeline | None:
    """Return the Timeline of groups, each with its `milestones` read along, or None without any."""
    groups = list(groups)
    if not groups:
        return None
    today = timezone.localdate()
    days = [day for group in groups for day in _days(group, today)]
    first, last = min(days).replace(day=1), max([*days, min(days) + LEAST])
    last += (last - first) * 0.04
    bars = tuple(_bar(group, HEAD + 20 + place * ROW, first, last, today) for place, group in enumerate(groups))
    here = _x(today, first, last) if first <= today <= last else ""
    states = frozenset(mark.state for bar in bars for mark in bar.marks)
    return Timeline(HEAD + len(groups) * ROW + FOOT, _ticks(first, last), bars, here, states)


def _end(group, today) -> datetime.date:
    """Return the day on which the bar of a group ends: of one at work the day it is due, and beyond that today."""
    if group.finished_at:
        return timezone.localdate(group.finished_at)
    return max(group.due_on or today, today if group.is_at_work else group.starts_on, group.starts_on)


def _days(group, today):
    milestones = [row.done_on or row.due_on for row in group.milestones.all()]
    return [group.starts_on, max(_end(group, today), group.starts_on), *milestones]


def _x(day, first, last) -> str:
    """Return where a day stands, in per cent as an SVG attribute takes it."""
    return f"{round(100 * ((day - first) / (last - first)), 2):g}"


def _bar(group, y, first, last, today) -> Bar:
    end = max(_end(group, today), group.starts_on)
    due = group.due_on if group.due_on and group.starts_on <= group.due_on < end else None
    x, until = float(_x(group.starts_on, first, last)), float(_x(due or end, first, last))
    over = f"{round(float(_x(end, first, last)) - until, 2):g}" if due else ""
    marks = tuple(
        Mark(_x(row.done_on or row.due_on, first, last), y + 6, _state(row), row.title)
        for row in group.milestones.all()
    )
    width = f"{max(round(until - x, 2), 0.5):g}"
    return Bar(
        group.name, group.state, group.get_absolute_url(), y, f"{x:g}", width, marks, f"{until:g}" if due else "", over
    )


def _state(row) -> str:
    if row.done_on:
        return DONE
    return LATE if row.is_overdue else TO_COME


def _ticks(first, last) -> tuple[Tick, ...]:
    """Return the firsts of months that fit above a picture: every one, or every second, third, sixth or twelfth."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months / step <= MOST_TICKS), 120)
    ticks = []
    for number in range(0, months, step):
        year, month = divmod(first.month - 1 + number, 12)
        day = datetime.date(first.year + year, month + 1, 1)
        if first <= day <= last - (last - first) * ROOM:
            ticks.append(Tick(_x(day, first, last), date_format(day, "M Y")))
    return tuple(ticks)
