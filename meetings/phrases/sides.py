"""Minutes in two languages at once: which language a text is in, and which two are sides of one."""

import re
from itertools import groupby

from common.languages.telling import lean
from meetings.phrases.sheet import SIDES, Block

BETWEEN = re.compile(r"\s*(?:\t|\s\|\s|\s?/\s|\s/)\s*")
DASH = re.compile(r"\s+[–—-]\s+")
NUMBER = re.compile(r"(#*\s*)((?:item |eitem )?\d[\d./]*[.):]?\s+)?", re.IGNORECASE)


def language_of(text) -> str:
    """Return "en" or "cy", by its small words and how its others look."""
    return "cy" if lean(text) > 0 else "en"


def are_in_two(one, other) -> bool:
    """Whether two texts are in different languages, as far as they differ."""
    difference = lean(one) - lean(other)
    return abs(difference) >= 1 and lean(one) * lean(other) <= 0


def both(one, other) -> str:
    """Return two texts as sides of one, English first."""
    return SIDES.join((one, other) if lean(other) > lean(one) else (other, one))


def divided(text):
    """Return a line whose halves are in two languages with the mark between them; any other as it is."""
    if SIDES in text or len(text) > 5_000:
        return text
    for mark in (BETWEEN, DASH):
        parts = [part for part in mark.split(text) if part]
        if len(parts) == 2 and are_in_two(NUMBER.sub("", parts[0], count=1), NUMBER.sub("", parts[1], count=1)):
            halves = [NUMBER.sub("", part, count=1) for part in parts]
            ratio = len(halves[0]) / max(1, len(halves[1]))
            if 0.3 < ratio < 3.3:
                return (NUMBER.match(parts[0])[0] or "") + both(*halves)
    return text


def divided_alike(texts) -> list:
    """Return lines with the mark between their two languages; one that does not tell which half is which ("Mynwent /
    Cemetery") has them in the order that the others have.
    """
    found = [divided(text) for text in texts]
    halves = [[part for part in BETWEEN.split(text) if part] for text in texts]
    told = [
        language_of(parts[0]) for text, parts in zip(found, halves, strict=True) if SIDES in text and len(parts) == 2
    ]
    first = max(("en", "cy"), key=told.count) if len(told) > 1 else ""
    return [
        _in_order(parts, first) if first and SIDES not in text and len(parts) == 2 else text
        for text, parts in zip(found, halves, strict=True)
    ]


def _in_order(parts, first) -> str:
    one, other = (NUMBER.sub("", part, count=1) for part in parts)
    return SIDES.join((one, other) if first == "en" else (other, one))


def _are_sides(one, other) -> bool:
    return (
        SIDES not in one.text + other.text
        and bool(one.text and other.text)
        and are_in_two(one.text, other.text)
        and 0.35 < len(one.text) / len(other.text) < 2.9
    )


def merged(blocks):
    """Return the paragraphs of an item, those that are said in both languages as one, with their decisions and actions.

    They may take turns, or all of one language may come before all of the other.
    """
    runs = [
        list(run)
        for _language, run in groupby(blocks, key=lambda block: SIDES in block.text or language_of(block.text))
    ]
    result, place = [], 0
    while place < len(runs):
        run, after = runs[place], runs[place + 1] if place + 1 < len(runs) else []
        if after and len(run) == len(after) and all(map(_are_sides, run, after)):
            result += [_joined(one, other) for one, other in zip(run, after, strict=True)]
            place += 2
        else:
            result += _neighbours(run)
            place += 1
    return result


def _neighbours(run) -> list:
    """Return paragraphs one after the other, two neighbours in the two languages still as one."""
    result = []
    for block in run:
        if result and _are_sides(result[-1], block):
            result[-1] = _joined(result[-1], block)
        else:
            result.append(Block(block.text, _merged_entries(block.entries), block.number))
    return result


def _joined(one, other) -> Block:
    return Block(both(one.text, other.text), _merged_entries(one.entries + other.entries), one.number)


def _merged_entries(entries) -> list:
    """Return decisions and actions, each with its other side where there is one."""
    result = []
    for kind, text in entries:
        before = next(
            (
                place
                for place, (other, said) in enumerate(result)
                if other == kind and SIDES not in said and are_in_two(said, text)
            ),
            None,
        )
        if before is not None and SIDES not in text:
            result[before] = (kind, both(result[before][1], text))
        else:
            result.append((kind, text))
    return result
