"""What hangs below the items of an agenda, as one circle reads it: papers, and what arises from the record."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from common.both_languages import LANGUAGE_NAMES, reading_language
from common.queries.written import written
from meetings.agenda.standing_items import fill
from meetings.models import Paper, PaperSide, Writes
from members.access import is_within

SIDES_ORDER = ("-paper__read_first", "paper__position", "paper_id", "-language")


@dataclass(frozen=True)
class ReadSide:
    """The file of a paper in one language; `stored_as` is its name in the storage."""

    pk: int
    language: str
    language_label: str
    url: str
    stored_as: str
    content_type: str
    size: int
    reading_minutes: int
    replaced_at: datetime.datetime | None  # another file stood here before, when its readers knew it already


@dataclass(frozen=True)
class ReadPaper:
    """A paper below an item, with its sides."""

    pk: int
    title: str
    read_first: bool
    is_late: bool
    shared_with_partners: bool
    sides: tuple[ReadSide, ...]


@written
def sides_at(meeting: int) -> QuerySet:
    """Return the files of all papers of a meeting (its key), whoever reads them, in their order; one query."""
    rows = PaperSide.objects.filter(paper__in=Paper.objects.not_removed(), paper__item__meeting=meeting)
    return rows.select_related("paper").order_by(*SIDES_ORDER)


def papers_below(meeting, items, circle, files=None) -> dict[int, tuple[ReadPaper, ...]]:
    """Return the papers below each of the items that a circle reads anyway, by the item's key; one query, unless their
    `files` are given (`sides_at`).
    """
    keys, sides = {item.pk for item in items}, {}
    for side in sides_at(meeting.pk) if files is None else files:
        if side.paper.item_id in keys and is_within(circle, shared=side.paper.shared_with_partners):
            sides.setdefault(side.paper, []).append(_side(side))
    found = {}
    for paper, of_paper in sides.items():
        found[paper.item_id] = (*found.get(paper.item_id, ()), _paper(paper, of_paper))
    return found


def _paper(row, sides) -> ReadPaper:
    sides.sort(key=lambda side: side.language != reading_language())  # the reader's own first
    return ReadPaper(row.pk, row.title, row.read_first, row.is_late, row.shared_with_partners, tuple(sides))


def _side(row) -> ReadSide:
    return ReadSide(
        pk=row.pk,
        language=row.language,
        language_label=str(LANGUAGE_NAMES[row.language]),
        url=row.get_absolute_url(),
        stored_as=row.file.name,
        content_type=row.content_type,
        size=row.size,
        reading_minutes=row.reading_minutes,
        replaced_at=row.replaced_at,
    )


@dataclass(frozen=True)
class LastMinutes:
    """The minutes of the meeting before: where they are, of when, and how far they have come."""

    url: str
    starts_at: datetime.datetime
    state: str
    state_label: str


@dataclass(frozen=True)
class OpenAction:
    """An action of an earlier meeting that is open, with how it stands in its owner's words."""

    number: str
    url: str
    text: str
    owner_name: str
    has_left: bool
    due_on: datetime.date | None
    is_overdue: bool
    not_done: str
    progress: str


@dataclass(frozen=True)
class DueReview:
    """A decision of an earlier meeting that comes back."""

    number: str
    url: str
    text: str
    due_on: datetime.date


@dataclass(frozen=True)
class Arising:
    """What an item holds that fills itself."""

    last_minutes: LastMinutes | None = None
    actions: tuple[OpenAction, ...] = ()
    reviews: tuple[DueReview, ...] = ()
    done: tuple[OpenAction, ...] = ()  # since the last meeting; for who keeps the record alone


def arising_at(meeting, items, circle) -> dict[str, Arising]:
    """Return what the items of a meeting hold that fill themselves, by what fills them; three queries at most."""
    filled = fill(meeting, items, circle)
    last = filled.get("last_minutes")
    actions, reviews, done = (filled.get(name, ()) for name in ("matters_arising", "reviews", "done"))
    arising = Arising(
        actions=tuple(map(_action, actions)), reviews=tuple(map(_review, reviews)), done=tuple(map(_action, done))
    )
    return {Writes.LAST_MINUTES: Arising(last_minutes=last and _last(last)), Writes.MATTERS_ARISING: arising}


def _last(row) -> LastMinutes:
    return LastMinutes(row.get_absolute_url(), row.meeting.starts_at, row.state, row.get_state_display())


def _at_paragraph(row) -> str:
    """Return the address of the paragraph that a decision or an action stands under."""
    return f"{reverse('meetings:minutes', args=[row.paragraph.item.meeting_id])}#p{row.paragraph.number}"


def _action(row) -> OpenAction:
    return OpenAction(
        number=row.number,
        url=_at_paragraph(row),
        text=row.text,
        owner_name=row.owner_name,
        has_left=row.is_adrift,
        due_on=row.due_on,
        is_overdue=row.is_overdue,
        not_done=row.get_status_display() if row.status == row.Status.NOT_DONE else "",
        progress=row.progress_line,
    )


def _review(row) -> DueReview:
    return DueReview(row.number, _at_paragraph(row), row.text, row.due_on)
