"""Minutes as they are read: by one circle, in one language, on one day; made once, and shown everywhere.

Page, PDF and Word show a ReadMinutes. It holds nothing of who reads it (whether they may correct it, their buttons) and
asks the database nothing, so that it can be kept.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import override

from common.both_languages import reading_language
from common.queries.written import written
from meetings import access
from meetings.agenda.showing import ReadAgenda, ReadItem, read_agenda
from meetings.agenda.ties import NO_TIES, Ties, record_ties
from meetings.day.time_spent import TimeSpent, time_spent
from meetings.declaring import declarations
from meetings.declaring.declarations import ReadDeclaration
from meetings.minutes import succession
from meetings.minutes.roll import ReadRoll, read_roll
from meetings.minutes.succession import Succession
from meetings.minutes.wording import how_decided, who_by_when
from meetings.models import Action, Decision, Paragraph
from meetings.models.agenda import not_reserved
from meetings.models.kinds import is_pause
from members.access import Circle, is_within


@dataclass(frozen=True)
class ReadDecision:
    """A decision: its number in the register, its words, how it was taken and when it comes back, and what took its
    place.
    """

    pk: int
    number: str
    text: str
    facts: str
    succession: Succession = succession.NONE


@dataclass(frozen=True)
class ReadAction:
    """An action: its number, its words, whose it is and until when; `status_label` is "" while it is open.

    `now_with` is whom it was passed to since, and `has_left` whether nobody who belongs has it today, while it is open;
    neither is told to visitors.
    """

    pk: int
    number: str
    text: str
    facts: str
    status_label: str
    now_with: str = ""
    has_left: bool = False


@dataclass(frozen=True)
class ReadParagraph:
    """A numbered paragraph with what was taken under it."""

    pk: int
    number: str
    text: str
    decisions: tuple[ReadDecision, ...]
    actions: tuple[ReadAction, ...]


@dataclass(frozen=True)
class ReadSection:
    """An agenda item with what was minuted under it; nothing where it is reserved from the circle."""

    item: ReadItem
    paragraphs: tuple[ReadParagraph, ...] = ()
    ties: Ties = NO_TIES
    declarations: tuple[ReadDeclaration, ...] = ()


@dataclass(frozen=True)
class ReadNote:
    """What was written beside minutes that stand."""

    written_at: datetime.datetime
    text: str


@dataclass(frozen=True)
class ReadMinutes:
    """The sections in order, and what stands around them, as far as the circle sees that.

    `ties` lead to where these minutes were the last ones; `roll` and `spent` are None where there is nothing to see.
    """

    sections: tuple[ReadSection, ...]
    ties: Ties
    roll: ReadRoll | None
    spent: TimeSpent | None
    notes: tuple[ReadNote, ...]

    @property
    def items(self) -> list[ReadItem]:
        """What stands above each section."""
        return [section.item for section in self.sections]

    @property
    def actions(self) -> list[ReadAction]:
        """The actions of all sections, in their order."""
        paragraphs = [paragraph for section in self.sections for paragraph in section.paragraphs]
        return [action for paragraph in paragraphs for action in paragraph.actions]


def read_minutes(minutes, circle, language=None, *, ties=True, declares=True) -> ReadMinutes:
    """Return minutes as a circle reads them in a language (that of the page unless told).

    Whether it may read them at all is `access.minutes_are_open_to`. On paper `ties` lead nowhere, and are left out.
    Where it is known that nobody declared an interest (not `declares`), none is asked for.
    """
    meeting = minutes.meeting
    with override(language or reading_language()):
        agenda, paragraphs = read_agenda(meeting, circle, below=()), _paragraphs(meeting, circle)
        tied = record_ties(meeting, agenda.items, paragraphs, circle) if ties else {}
        declared = declarations.read(meeting, circle) if declares else {}
        return ReadMinutes(
            sections=_sections(agenda, paragraphs, tied, circle, declared),
            ties=tied.get(None, NO_TIES),
            roll=read_roll(meeting) if access.register_is_open_to(circle, meeting) else None,
            spent=time_spent(agenda.items) if is_within(circle, shared=meeting.shared_with_partners) else None,
            notes=_notes(minutes),
        )


def sections_of(meeting, agenda: ReadAgenda, circle) -> tuple[ReadSection, ...]:
    """Return what is minuted so far under each item of an agenda; five queries, however many items."""
    return _sections(agenda, _paragraphs(meeting, circle), {}, circle, declarations.read(meeting, circle))


@dataclass(frozen=True)
class Minuted:
    """A paragraph as it was written, with the rows of what was taken under it."""

    row: Paragraph
    decisions: list[Decision]
    actions: list[Action]


def _paragraphs(meeting, circle) -> dict:
    """Return {item's key: what was Minuted of it}, all rows knowing what they stand under; three queries."""
    paragraphs, found = {row.pk: row for row in _paragraphs_of(meeting.pk, circle)}, {}
    below = {key: ([], []) for key in paragraphs}
    for place, rows in enumerate((_decisions_of(meeting.pk, circle), _actions_of(meeting.pk))):
        for row in rows:
            if row.paragraph_id in paragraphs:
                row.paragraph = paragraphs[row.paragraph_id]
                below[row.paragraph_id][place].append(row)
    for key, paragraph in paragraphs.items():
        paragraph.item.meeting = meeting
        found.setdefault(paragraph.item_id, []).append(Minuted(paragraph, *below[key]))
    return found


@written
def _paragraphs_of(meeting, circle):
    rows = Paragraph.objects.filter(not_reserved(circle, "item__"), item__meeting=meeting)
    return rows.select_related("item").order_by("item__position", "position")


@written
def _decisions_of(meeting, circle):
    rows = succession.with_superseded(Decision.objects.filter(paragraph__item__meeting=meeting), circle)
    return rows.select_related("proposed_by", "seconded_by").order_by("position")


@written
def _actions_of(meeting):
    return Action.objects.with_holders().filter(paragraph__item__meeting=meeting).order_by("position")


def _sections(agenda, paragraphs, ties, circle, declared) -> tuple:
    """Return a ReadSection for each item; a pause has one only if something was minuted of it."""
    decisions = [one for rows in paragraphs.values() for row in rows for one in row.decisions]
    chain = succession.of(decisions, circle)
    return tuple(
        ReadSection(
            item,
            tuple(_paragraph(row, circle, chain) for row in paragraphs.get(item.pk, ())),
            ties.get(item.pk, NO_TIES),
            declared.get(item.pk, ()),
        )
        for item in agenda.items
        if item.pk in paragraphs or item.pk in declared or not is_pause(item.kind)
    )


def _paragraph(minuted, circle, chain) -> ReadParagraph:
    decisions = tuple(
        ReadDecision(one.pk, one.number, one.text, how_decided(one), chain.get(one.pk, succession.NONE))
        for one in minuted.decisions
    )
    actions = tuple(_action(one, is_inside=circle > Circle.VISITOR) for one in minuted.actions)
    row = minuted.row
    return ReadParagraph(row.pk, row.number, row.text, decisions, actions)


def _action(row, *, is_inside) -> ReadAction:
    label = "" if row.status == row.Status.OPEN else row.get_status_display()
    is_told = is_inside and row.is_open
    now_with = row.passed_to.name if is_told and row.passed_to else ""
    return ReadAction(row.pk, row.number, row.text, who_by_when(row), label, now_with, is_told and row.is_adrift)


def _notes(minutes) -> tuple:
    rows = minutes.later_notes.all() if minutes.state == minutes.State.CONFIRMED else ()
    return tuple(ReadNote(row.written_at, row.text) for row in rows)
