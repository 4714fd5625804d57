"""Taking in past minutes: a text is read and kept as a draft; checked, it becomes a meeting with its register and
minutes.

All of a meeting is made in one transaction; `other_side.py` writes a text as the other language of minutes that are
there.
"""

import datetime
import re
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from common.both_languages import LANGUAGES
from common.editing import locked
from meetings.agenda import building
from meetings.deciphering.reading import read
from meetings.importing.matching import GUEST, columns_of, names_of, owners_of, with_taken
from meetings.importing.other_side import fill_other_side, rows_of
from meetings.importing.register import fill_register, left_as_text
from meetings.minutes import writing
from meetings.models import Action, AgendaItem, Decision, Meeting, MinutesImport, Paragraph
from meetings.models.kinds import kind_of
from meetings.phrases.outcomes import votes_in
from meetings.phrases.rich import html_of
from meetings.phrases.sheet import SIDES, sheet_of, sides, written
from members.models import Person

EMPTIED = (  # once the minutes are made
    "source", "source_name", "text", "facts", "choices", "not_understood", "marks", "doubts",
)  # fmt: skip
LONG_AGO = datetime.timedelta(days=365)  # actions of minutes so old are taken to be done with, unless told
LONGEST, LONGEST_ENTRY, LONGEST_TITLE = 20_000, 5_000, 200


@dataclass
class Making:
    """What one import is made from: the sheet, its language, who each name is, and what was chosen on the page."""

    sheet: object
    language: str
    choices: dict
    is_closed: bool = False
    people: dict = field(default_factory=dict)
    meeting: Meeting | None = None

    def __post_init__(self) -> None:
        chosen = [*self.who.values(), *self.choices.get("owners", {}).values()]
        self.people = Person.objects.in_bulk([int(pk) for pk in chosen if pk.isdecimal()])

    @property
    def who(self):
        """Return {name: key of a person, GUEST or TEXT}."""
        return self.choices.get("people", {})

    @property
    def day(self):
        """Return the day of the meeting."""
        return timezone.localtime(self.meeting.starts_at).date() if self.meeting else None

    def person(self, one):
        """Return the Person that an Attender is, None if nobody of ours."""
        pk = self.who.get(one.name, GUEST)
        return self.people.get(int(pk)) if pk.isdecimal() else None


def begin(*, source, language, by, source_name="", doubts=()) -> MinutesImport:
    """Read a text and keep it with what was understood; return the MinutesImport. `doubts` are those about its file."""
    reading = read(source, language)
    facts = {key: value for key, value in reading.facts.items() if key not in ("title", "place")}
    for name in ("title", "place"):
        said = sides(reading.facts.get(name, ""), "en" if language == MinutesImport.Language.BOTH else language)
        facts |= {f"{name}_{side}": text[:200] for side, text in said.items()}
    facts["are_closed"] = facts.get("date", "9") < str(timezone.localdate() - LONG_AGO)
    return MinutesImport.objects.create(
        language=language,
        source=source,
        source_name=source_name,
        text=written(reading.sheet, get_language()),
        facts=facts,
        not_understood=reading.not_understood,
        marks=reading.marks,
        doubts=[*doubts, *reading.doubts],
        made_by=by,
    )


def make(*, draft, facts, choices):
    """Make the meeting, its register and its minutes as a draft, and return the meeting; a second press finds it made.

    `facts` are the meeting's ("meeting" is one that is there already), `choices` say who is who, of which kind the
    items are, and which offers were taken.
    """
    with transaction.atomic():
        draft = locked(draft, "meeting")
        if draft.meeting_id:
            return draft.meeting
        language = "en" if draft.language == MinutesImport.Language.BOTH else draft.language
        draft.meeting = _made(sheet_of(draft.text), language, choices, dict(facts))
        draft.source = draft.source_name = draft.text = ""
        draft.facts, draft.choices, draft.not_understood, draft.marks, draft.doubts = {}, {}, [], [], []
        draft.save(update_fields=["meeting", *EMPTIED])
        return draft.meeting


def _made(sheet, language, choices, facts):
    """Return the meeting that a sheet was made into, or whose other language it became."""
    meeting, is_closed = facts.pop("meeting", None), facts.pop("are_closed", False)
    making = Making(sheet, language, choices, is_closed)
    if meeting and any(paragraphs for _item, paragraphs in rows_of(meeting)):
        return fill_other_side(meeting, sheet, language)
    making.meeting = _meeting(making, meeting, facts)
    making.sheet = with_taken(sheet, choices.get("taken"), making.day)
    fill_register(making)
    writing.begin(meeting=making.meeting)
    for section in making.sheet.sections:
        _write_section(making, section)
    return making.meeting


def _meeting(making, meeting, facts):
    """Return the meeting, locked if it is there already; one that is new was held, and has no agenda of its own."""
    if meeting is None:
        chairs = [making.person(one) for _list, one in names_of(making.sheet) if one.is_chair]
        facts["chair"] = facts.get("chair") or next(iter(chairs), None)
        return Meeting.objects.create(state=Meeting.State.HELD, **facts)
    return locked(meeting)


def _write_section(making, section) -> None:
    """Write an item with its paragraphs; names that were to stay text, and a title too long for one, go before them."""
    title = sides(section.title, making.language) if section.title else _untitled()
    item = _item(making, title)
    texts = left_as_text(making) if item.position == 1 else []
    texts += [section.title] if any(len(side) > LONGEST_TITLE for side in title.values()) else []
    for text in texts:
        _write_paragraph(item, sides(text, making.language))
    for block in section.blocks:
        _write_block(making, item, block)


def _item(making, title):
    """Return the item of that title that the meeting has already, else a new one; how long it was to take nobody
    knows.
    """
    for item in making.meeting.items.all():
        titles = (item.title_en.casefold(), item.title_cy.casefold())
        if any(text and text.casefold() in titles for text in title.values()):
            return item
    short = {f"title_{side}": text[:LONGEST_TITLE] for side, text in title.items()}
    chosen = making.choices.get("kinds", {}).get(SIDES.join(filter(None, title.values())))
    kind = chosen or kind_of(*title.values())
    return building.add_item(meeting=making.meeting, item=AgendaItem(kind=kind, minutes=None, **short))


def _untitled() -> dict:
    """Return the title, in both languages, of what stands under no item."""
    titles = {}
    for language in LANGUAGES:
        with override(language):
            titles[language] = _("Minutes")
    return titles


def _write_block(making, item, block) -> None:
    """Write a paragraph with its decisions and actions; what cannot be one of these is kept as text."""
    entries, kept = [], [block.text] if block.text else []
    for kind, text in block.entries:
        rows = _rows(making, kind, text)
        entries += rows
        if not rows:
            kept.append(f"{kind.upper()}: {text}")
    if not kept and not entries:
        return
    first = block.entries[0][1] if block.entries else ""
    paragraph = _write_paragraph(item, together(kept or [first], making.language))
    for row in entries:
        if isinstance(row, Decision):
            writing.add_decision(paragraph=paragraph, decision=row)
        else:
            writing.add_action(paragraph=paragraph, action=row)


def _rows(making, kind, text) -> list:
    """Return the Decision, or the Actions (one an owner), of a text, not saved; [] if it is too long or nobody's."""
    said = {f"text_{side}": one for side, one in sides(text, making.language).items()}
    if not 0 < max(map(len, said.values())) <= LONGEST_ENTRY:
        return []
    if kind == "decision":
        return [Decision(**said, **votes_in(text))]
    owners = making.__dict__.setdefault("owners", None) or owners_of(making.sheet, making.who)
    making.__dict__["owners"] = owners
    closed = {"status": Action.Status.DONE, "closed_at": making.meeting.ends_at} if making.is_closed else {}
    rows = columns_of(text, owners, making.people, making.choices.get("owners", {}), making.day)
    return [Action(**said, **columns, **closed) for columns in rows]


def together(texts, language) -> dict:
    """Return both sides of several texts, each on a line."""
    both = [sides(text, language) for text in texts]
    return {side: "\n".join(one[side] for one in both if one[side]) for side in LANGUAGES}


def _write_paragraph(item, text):
    """Write a paragraph, as several if it is longer than one may be; return the last."""
    chunks = {side: _chunks(one) for side, one in text.items()}
    for place in range(max(len(one) for one in chunks.values())):
        said = {f"text_{side}": html_of(one[place]) if place < len(one) else "" for side, one in chunks.items()}
        paragraph = writing.add_paragraph(item=item, paragraph=Paragraph(**said))
    return paragraph


def _chunks(text) -> list:
    """Return a text in pieces that each fit into a paragraph, divided between words."""
    pieces = [""]
    for word in re.split(r"(\s+)", text) if len(text) > LONGEST else [text]:
        if len(pieces[-1]) + len(word) > LONGEST:
            pieces.append("")
        pieces[-1] += word[:LONGEST]
    return pieces
