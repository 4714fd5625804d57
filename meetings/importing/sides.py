"""Minutes in two languages at once: which language a text is in, and which two are sides of one."""

import re

from meetings.importing.facts import words_of
from meetings.importing.sheet import SIDES, Block

WELSH = set(
    words_of(
        "y yr yn a ac ar am at i o gan gyda wedi oedd bod mae ei eu roedd nad nid hyn hwn hon bydd sydd fel wrth dros "
        "drwy yng ym "
        "cyfarfod croeso croesawodd cadeirydd cofnodion materion codi nesaf unrhyw fater arall ymddiheuriadau"
    )
)
ENGLISH = set(
    words_of(
        "the of and to in that was were is are for be with by on at from as it had has this which would an not will "
        "chair welcome apologies minutes matters arising any other business next meeting date"
    )
)
BETWEEN = re.compile(r"\s*(?:\t|\s\|\s|\s/\s)\s*")


def language_of(text):
    """Return "en" or "cy", by its small words."""
    words = re.findall(r"[\w'’]+", text.lower())
    welsh, english = sum(word in WELSH for word in words), sum(word in ENGLISH for word in words)
    letters = len(re.findall(r"[ŵŷâêîôû]|\bll|dd\b|\bgw|(?<=[aeiouwyŵŷ])['’](?:r|n|i|u|w|ch)\b", text.lower()))
    return "cy" if welsh + letters / 2 > english else "en"


def both(one, other):
    """Return two texts as sides of one, English first."""
    return SIDES.join((one, other) if language_of(other) == "cy" else (other, one))


def divided(text):
    """Return a line whose halves are in two languages with the mark between them; any other as it is."""
    if SIDES in text:
        return text
    parts = [part for part in BETWEEN.split(text) if part]
    if len(parts) == 2 and language_of(parts[0]) != language_of(parts[1]):
        number = re.match(r"(#*\s*)(\d[\d.]*[.)]?\s+)?", parts[0])
        halves = [re.sub(r"^#*\s*(?:\d[\d.]*[.)]?\s+)?", "", part) for part in parts]
        return number[0] + both(*halves)
    return text


def _are_sides(one, other):
    return (
        SIDES not in one.text + other.text
        and bool(one.text and other.text)
        and language_of(one.text) != language_of(other.text)
        and 0.35 < len(one.text) / len(other.text) < 2.9
    )


def merged(blocks):
    """Return the paragraphs of an item, each two neighbours in the two languages as one,
    with their decisions and actions.
    """
    result = []
    for block in blocks:
        if result and _are_sides(result[-1], block):
            last = result[-1]
            last.text = both(last.text, block.text)
            last.entries = _merged_entries(last.entries + block.entries)
        else:
            result.append(Block(block.text, _merged_entries(block.entries), block.number))
    return result


def _merged_entries(entries):
    """Return decisions and actions, each with its other side where there is one."""
    result, waiting = [], {}
    for kind, text in entries:
        place = waiting.get((kind, "cy" if language_of(text) == "en" else "en"))
        if place is not None and SIDES not in text:
            result[place] = (kind, both(result[place][1], text))
            waiting.pop((kind, "cy" if language_of(text) == "en" else "en"))
        else:
            waiting[(kind, language_of(text))] = len(result)
            result.append((kind, text))
    return result
