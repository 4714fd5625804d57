"""What reading minutes leaves to be asked: numbers that jump, nobody in the chair, a day that is not its weekday,
filler, no decision.
"""

import re

from meetings.deciphering.headings import FILLER
from meetings.phrases.lists import label_of
from meetings.phrases.sheet import LISTS
from meetings.phrases.sides import language_of

OTHER_LANGUAGE = 0.3  # of the lines of a text in one language may be in the other before it is asked


def of_reading(parts, there, head, lines, language) -> list:
    """Return [{"code": …, "said": …}] of what is asked about a text as it came."""
    found = [{"code": code, "said": head.facts.get("date", "") if code == "weekday" else ""} for code in head.doubts]
    found += _of_numbers(parts.items, language)
    found += [
        {"code": "filler", "said": line.plain} for line in lines if len(line.plain) < 60 and _is_filler(line.plain)
    ][:5]
    found += [{"code": "several_chairs", "said": ", ".join(there.marked)}] if len(there.marked) > 1 else []
    if language != "both":
        longer = [line.plain for line in lines if len(line.plain) > 30 and not label_of(line.plain)]
        other = [line for line in longer if language_of(line) != language]
        found += (
            [{"code": "language", "said": other[0]}]
            if len(longer) > 5 and len(other) > OTHER_LANGUAGE * len(longer)
            else []
        )
    return found


def _is_filler(text) -> bool:
    return bool(FILLER.fullmatch(re.sub(r"^[•*–-]\s*", "", text)) and re.search(r"(?i)x{3}|tbc|insert|\?", text))


def _of_numbers(items, language) -> list:
    """Return the doubts about the numbers of items: one that stands twice, and those that are missing."""
    counted = [item.heading.number for item in items if item.heading.number]
    values = [[int(part) for part in re.findall(r"\d+", number)] for number in counted]
    steps = list(zip(counted, values, counted[1:], values[1:], strict=False))
    twice = [other for one, _v, other, _w in steps if one == other and language != "both"]
    jumps = [
        f"{one} → {other}"
        for one, v, other, w in steps
        if len(v) == len(w) and max((b - a for a, b in zip(v, w, strict=True)), default=0) > 1
    ]
    return [
        {"code": code, "said": ", ".join(said)}
        for code, said in (("number_twice", twice), ("number_jumps", jumps))
        if said
    ]


def of_sheet(sheet, facts, offers) -> list:
    """Return the doubts about a sheet as it stands: nobody present, nobody in the chair, no item, no decision, no
    action, no date or time.
    """
    people = [one for name in LISTS for one in getattr(sheet, name)]
    kinds = {kind for section in sheet.sections for block in section.blocks for kind, _text in block.entries} | {
        offer.kind for offer in offers
    }
    checks = {
        "no_present": bool(sheet.present),
        "no_chair": any(one.is_chair for one in people),
        "no_items": any(section.title for section in sheet.sections),
        "no_decisions": "decision" in kinds,
        "no_actions": "action" in kinds,
        "no_date": bool(facts.get("date")),
        "no_time": bool(facts.get("starts")),
    }
    return [{"code": code, "said": ""} for code, is_there in checks.items() if not is_there]
