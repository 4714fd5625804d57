"""Minutes that stand in one text twice, first whole in one language and then whole in the other, as one text in
both.
"""

from itertools import accumulate

from meetings.deciphering.parts import CALLED
from meetings.phrases.moments import days_in
from meetings.phrases.sheet import SIDES, Block, Section, Sheet
from meetings.phrases.sides import lean

SURE = 0.85  # of the lines of a half are in its language


def in_two(text):
    """Return (English, Welsh) of a text whose halves are each whole minutes in one language, else None."""
    whole = text.splitlines(keepends=True)
    ends = accumulate(map(len, whole))
    lines = [(end - len(line), line) for end, line in zip(ends, whole, strict=True) if line.strip()]
    leans = [lean(line) for _start, line in lines]
    for place, (start, line) in enumerate(lines):
        if (
            4 < place < len(lines) - 4
            and CALLED.search(line)
            and days_in("\n".join(line for _start, line in lines[place : place + 6]))
        ):
            first, second = _share(leans[:place]), _share(leans[place:])
            if min(first, second) < 1 - SURE and max(first, second) > SURE:
                halves = text[:start], text[start:]
                return halves if first < second else halves[::-1]
    return None


def _share(leans) -> int | float:
    """Return which share of the lines that lean at all lean to Welsh."""
    told = [one for one in leans if one]
    return sum(one > 0 for one in told) / len(told) if told else 0.5


def joined(english, welsh):
    """Return two Readings as one in both languages: item by item and paragraph by paragraph where they have as
    many, else one after the other.
    """
    sheet = Sheet(
        english.sheet.present,
        english.sheet.in_attendance,
        english.sheet.apologies,
        _sections(english.sheet.sections, welsh.sheet.sections),
    )
    facts = english.facts | {"title": SIDES.join(one.facts.get("title", "") for one in (english, welsh))}
    if welsh.facts.get("place") and english.facts.get("place"):
        facts["place"] = SIDES.join((english.facts["place"], welsh.facts["place"]))
    people = [str(one) for name in ("present", "in_attendance", "apologies") for one in getattr(welsh.sheet, name)]
    english.facts, english.sheet = facts, sheet
    english.marks += [*welsh.marks, *people]
    english.not_understood += welsh.not_understood
    english.doubts += [doubt for doubt in welsh.doubts if doubt["code"] not in {one["code"] for one in english.doubts}]
    return english


def _sections(english, welsh) -> list:
    if len(english) != len(welsh):
        return [*english, *welsh]
    return [
        Section(SIDES.join((one.title, other.title)), _blocks(one.blocks, other.blocks), one.number)
        for one, other in zip(english, welsh, strict=True)
    ]


def _blocks(english, welsh) -> list:
    if len(english) != len(welsh):
        return [*english, *welsh]
    return [
        Block(_both(one.text, other.text), _entries(one.entries, other.entries))
        for one, other in zip(english, welsh, strict=True)
    ]


def _both(one, other):
    return SIDES.join((one, other)) if one and other else one or other


def _entries(english, welsh) -> list:
    if [kind for kind, _text in english] != [kind for kind, _text in welsh]:
        return [*english, *welsh]
    return [(kind, SIDES.join((one, other))) for (kind, one), (_kind, other) in zip(english, welsh, strict=True)]
