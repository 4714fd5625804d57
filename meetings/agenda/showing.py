"""An agenda as it is read: by one circle, in one language, on one day; made once, and shown everywhere.

Page, letter, calendar file, pack, link page, home, PDF and Word show a ReadAgenda. It holds nothing of who reads it
(their answer, their buttons) and asks the database nothing, so that it can be kept.
"""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import override

from common.both_languages import reading_language
from meetings.agenda import building, numbering
from meetings.agenda.below import Arising, ReadPaper, arising_at, papers_below
from meetings.agenda.building import TimeBar
from meetings.agenda.ties import NO_TIES, Ties, ties_at
from meetings.models import sees_reserved

PAPERS, TIES, ARISING = "papers", "ties", "arising"
ALL = (PAPERS, TIES, ARISING)


@dataclass(frozen=True)
class ReadItem:
    """One item. Of one that is reserved from the circle there is no `pk`, and nothing but its place and length.

    `starts_at` is None for an item that is taken as read.
    """

    pk: int | None
    position: int
    number: str
    title: str
    kind: str
    kind_label: str
    minutes: int | None
    starts_at: datetime.datetime | None
    taken_as_read: bool
    presented_by: str
    text: str
    shared_with_partners: bool
    pulled_by: str
    pull_reason: str
    ballot_url: str
    is_led_to: bool
    is_asked_about: bool
    writes_itself: str
    actual_minutes: int | None
    version: int | None
    begun_at: datetime.datetime | None
    papers: tuple[ReadPaper, ...]
    ties: Ties
    arising: Arising | None


@dataclass(frozen=True)
class ReadAgenda:
    """The items in order, with how they spend the time (`bar` is None while there are none), and in one line what is
    not as it was sent (`changed_since`, or "").
    """

    items: tuple[ReadItem, ...] = ()
    bar: TimeBar | None = None
    changed_since: str = ""

    @property
    def discussed(self) -> list[ReadItem]:
        """The items that the meeting spends time on."""
        return building.discussed(self.items)

    @property
    def as_read(self) -> list[ReadItem]:
        """The items of the lane that is taken in one line."""
        return building.taken_as_read(self.items)


def read_agenda(meeting, circle, language=None, *, below=ALL, rows=None, files=None) -> ReadAgenda:
    """Return the agenda of a meeting as a circle reads it in a language (that of the page or letter unless told).

    Whether it may be read at all is `access.agenda_is_open_to`. What hangs below its items is read as far as `below`
    says: nothing of it for calendars and lists, papers alone for letters. `rows` are the items and `files` those of
    their papers, where somebody has them already.
    """
    with override(language or reading_language()):
        rows = building.items_at(meeting.pk) if rows is None else list(rows)
        seen = building.seen_by(circle, rows)
        changed = numbering.changed_since(meeting, seen, rows[0].gone) if rows else ""
        return _read(meeting, seen, building.rules_along(rows) if rows else None, circle, below, changed, files)


def read_agendas(meetings, circle, language=None) -> dict[int, ReadAgenda]:
    """Return the agendas of several meetings, by their keys, with nothing below the items; one query."""
    of_each = {}
    for row in building.whole_items().filter(meeting__in=meetings):
        of_each.setdefault(row.meeting_id, []).append(row)
    return {
        meeting.pk: read_agenda(meeting, circle, language, below=(), rows=of_each.get(meeting.pk, []))
        for meeting in meetings
    }


def _read(meeting, rows, rules, circle, below, changed, files) -> ReadAgenda:
    papers = papers_below(meeting, rows, circle, files) if PAPERS in below else {}
    ties = ties_at(meeting, rows, circle) if TIES in below else {}
    arising = arising_at(meeting, rows, circle) if ARISING in below else {}
    starts = {slot.item.position: slot.starts_at for slot in building.timetable(meeting, rows)}
    items = [
        _item(
            row,
            circle,
            starts_at=starts.get(row.position),
            papers=papers.get(row.pk, ()),
            ties=ties.get(row.pk, NO_TIES),
            arising=arising.get(row.writes_itself),
        )
        for row in rows
    ]
    return ReadAgenda(tuple(items), building.time_bar(meeting, items, rules), changed)


def _ballot_url(row) -> str:
    """Return where members decided what an item reports, or ""; as little open to partners as what is reserved."""
    return reverse("meetings:ballot", args=[row.from_ballot_id]) if row.from_ballot_id else ""


def _item(row, circle, **found) -> ReadItem:
    names = ("pk", "position", "number", "title", "kind", "minutes", "taken_as_read", "presented_by", "text")
    names += ("pull_reason", "shared_with_partners", "writes_itself", "actual_minutes")
    return ReadItem(
        **{name: getattr(row, name) for name in names},
        kind_label=row.get_kind_display(),
        pulled_by=row.pulled_by.name if row.pulled_by_id else "",
        ballot_url=_ballot_url(row) if sees_reserved(circle) else "",
        is_led_to=bool(row.pk) and row.is_led_to,
        is_asked_about=bool(row.pk) and row.is_asked_about,
        begun_at=row.started_at,
        version=row.version if row.pk else None,
        **found,
    )
