"""Reading past minutes, step by step: lines, parts, who was there, items with their paragraphs, facts, and what
there is to ask.

Each step is a module of its own that can be read and tried alone: lines → headings → parts → attendance → items →
facts → doubts.
"""

from dataclasses import dataclass, field

from meetings.deciphering import doubts
from meetings.deciphering.attendance import attendance_of
from meetings.deciphering.facts import end_in, head_of
from meetings.deciphering.items import blocks_of, sections_of, with_numbers
from meetings.deciphering.lines import lines_of
from meetings.deciphering.parts import divided
from meetings.deciphering.wholes import in_two, joined
from meetings.phrases.known import Known
from meetings.phrases.sheet import LISTS, Block, Section, Sheet


@dataclass
class Reading:
    """What was read: the sheet, the meeting's facts, what was not understood or is doubtful, and the words that
    only marked what something is.
    """

    sheet: Sheet
    facts: dict
    not_understood: list = field(default_factory=list)
    marks: list = field(default_factory=list)
    doubts: list = field(default_factory=list)


def read(text, language):
    """Return the Reading of minutes in "en", "cy" or "both"."""
    halves = in_two(text) if language == "both" else None
    if halves:
        return joined(*(read(half, side) for half, side in zip(halves, ("en", "cy"), strict=True)))
    lines, left_out = lines_of(text)
    parts = divided(lines)
    there = attendance_of(parts)
    known = Known(one for name in LISTS for one in there.people[name])
    sections, marks = sections_of(parts.items, known, language)
    opening = blocks_of(parts.opening, known, marks, language)
    head = head_of(
        [line.plain for line in parts.head], others=[line.plain for line in _first(parts)], language=language
    )
    end, said = end_in([line.plain for line in lines], head.facts.get("starts", ""))
    facts = head.facts | ({"ends": _after(head.facts.get("starts", ""), end)} if end else {})
    unclear = head.not_understood + there.not_understood
    sheet = Sheet(**there.people, sections=_with_opening(sections, head.kept + unclear + there.unnamed, opening))
    asked = doubts.of_reading(parts, there, head, lines, language)
    asked += [{"code": "left_out", "said": ", ".join(dict.fromkeys(left_out))}] if left_out else []
    with_numbers(sheet.sections)
    return Reading(sheet, facts, unclear, [*head.marks, *there.marks, *marks, *left_out, said], asked)


def _after(start, end) -> str:
    """Return when a meeting ended; a time without "pm" that is before it began, but not twelve hours later, is of the
    evening.
    """
    later = f"{int(end[:2]) + 12:02d}{end[2:]}"
    return later if start and end < start < later < "24" else end


def _first(parts):
    return [*parts.opening, *(line for item in parts.items[:2] for line in item.lines)][:20]


def _with_opening(sections, kept, opening):
    """Return the sections with what stands before the first item at its beginning, so that nothing is lost."""
    before = [*([Block("\n".join(kept))] if kept else []), *opening]
    if not before:
        return sections
    if not sections:
        return [Section("", before)]
    first = sections[0]
    if kept and not opening and first.blocks:
        first.blocks[0].text = "\n".join([*kept, first.blocks[0].text]).strip()
    else:
        first.blocks = before + first.blocks
    return sections
