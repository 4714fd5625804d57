"""The first step of reading: a text as lines, without what pages repeat, wrapped lines joined, lone numbers put
before their titles.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from meetings.deciphering.headings import is_known
from meetings.phrases.rich import unmarked
from meetings.unpacking.tables import is_of_heads, lines_of_rows

CELL = "\t"
PAGE = re.compile(
    r"(?i)\W*(?:page|tudalen|tud\.?|p\.)\s*\d+(?:\s*(?:of|o|/|allan o)\s*\d+)?\W*|\d+\s*\|\s*p\s?a\s?g\s?e"
    r"|[-–—]\s*\d+\s*[-–—]"
)
ON_PAGES = re.compile(r"(?i)\b(?:page|tudalen)\b")
LONE = re.compile(r"(?:(?:item|eitem|minute|cofnod)\s*)?(\d{1,4})\s*[.):]?", re.IGNORECASE)
BULLET_AND_TAB = re.compile(r"^(\W|o|\(?(?:\d{1,4}|[a-z]|[ivx]{1,4})[.)])\t+")
BEGINS_ANEW = re.compile(
    r"#|[•·▪●*–—-]\s|\(?\d{1,4}(?:[./]\d+)*[.):]?\s|\(?[a-z]{1,2}[.)]\s|\(?[ivx]+[.)]\s|[^.,;]{2,30}:|(?:ACTION"
    r"|RESOLVED|AGREED|DECISION|PENDERFYN|CYTUN)"
)
HYPHEN = re.compile(r"([^\W\d_]{2,})-$")
LONGEST_WORD = 40  # letters before a hyphen at the edge of a page; looking further back would take long
KEEPS = re.compile(
    r"co-(?:op|ord|prod|chair|own|work)|re-(?:elect|appoint|open|use|let|sign)"
    r"|(?:non|self|semi|mid|well|anti|ex|vice|multi|cyd|cyn|is|ail|gwrth)-"
)  # words that have a hyphen wherever they stand
NARROWEST = 55  # a text whose longest line is shorter is no text that was broken at the edge of a page
WIDEST = 120  # a longer line is a paragraph of its own, not one that was broken at the edge of a page
SLACK = {".": 4, "!": 4, "?": 4}  # letters are not all as wide; after the end of a sentence a line may be just short
LONGEST = 6_000  # characters of a line; one that is longer is several


@dataclass(frozen=True)
class Line:
    """A line as it is shown, whether an empty line stood before it, and its parts where wide gaps divide it."""

    text: str
    after_gap: bool = False
    cells: tuple = ()

    @property
    def level(self):
        """Return which heading a line is marked as, 0 for none."""
        return len(self.text) - len(self.text.lstrip("#"))

    @property
    def plain(self):
        """Return the words without marks of headings, bold, italics and links."""
        return unmarked(self.text.lstrip("#").strip())


def lines_of(text) -> tuple:
    """Return (lines, lines that were left out because pages repeat them) of a text."""
    lines, left_out = without_pages(with_tables(split(text)))
    return with_numbers_before_titles(unwrapped(lines)), left_out


def split(text):
    """Return the lines of a text that are not empty, each knowing whether one that is stood before it."""
    lines, gap = [], True
    for line in text.split("\n"):
        said = BULLET_AND_TAB.sub(r"\1 ", line.strip())
        for piece in _pieces(said):
            cells = tuple(part.strip() for part in re.split(r"\t| {2,}", unmarked(piece)) if part.strip())
            lines.append(Line(re.sub(r"[ \u00a0]+", " ", piece), gap, cells if len(cells) > 1 else ()))
            gap = False
        gap = not said
    return lines


def _pieces(line):
    """Yield a line; one that nobody would write, in pieces that can be read in a short time."""
    while len(line) > LONGEST:
        at = line.rfind(" ", LONGEST // 2, LONGEST)
        at = at if at > 0 else LONGEST
        yield line[:at]
        line = line[at:].strip()
    if line:
        yield line


def with_tables(lines):
    """Return the lines; a table of actions or of items, pasted with tabs between its cells, as lines that say so."""
    result, place = [], 0
    while place < len(lines):
        rows = []
        if is_of_heads(lines[place].cells):
            for line in lines[place:]:
                if CELL not in line.text:
                    break
                rows.append([[cell.strip()] if cell.strip() else [] for cell in line.text.split(CELL)])
        result += [Line(text, lines[place].after_gap, tuple(text.split(CELL))) for text in lines_of_rows(rows)] or [
            lines[place]
        ]
        place += max(1, len(rows))
    return result


def without_pages(lines) -> tuple:
    """Return (lines, left out): without numbers of pages, and without what stands on every page but for its first
    place.
    """
    shapes = [re.sub(r"\d+", "0", line.text.casefold()) for line in lines]
    often, first = Counter(shapes), set(shapes[:3])
    kept, left_out, seen = [], [], set()
    for line, shape in zip(lines, shapes, strict=True):
        is_page = bool(ON_PAGES.search(shape))
        repeats = often[shape] > 1 and (is_page or (shape in seen and shape in first))
        if len(shape) < WIDEST and (PAGE.fullmatch(line.text) or repeats):
            left_out.append(line.text)
        else:
            kept.append(line)
        seen.add(shape)
    return kept, left_out


def unwrapped(lines) -> list:
    """Return the lines, those joined that were broken only because the page was no wider."""
    widths = sorted(len(line.text) for line in lines)
    widest = widths[-1] if widths else 0
    broken = sum(
        len(one.text) > widest * 0.7 and not other.after_gap and other.text[0].islower()
        for one, other in pairwise(lines)
    )
    is_narrow = NARROWEST <= widest <= WIDEST and broken >= 2
    result, words = [], set(re.findall(r"[^\W_]+(?:-[^\W_]+)*", "\n".join(line.text.casefold() for line in lines)))
    for line in lines:
        if result and _goes_on(result[-1], line, widest if is_narrow else 0):
            result[-1] = replace(result[-1], text=_in_one(result[-1].text, line.text, words), cells=())
        else:
            result.append(line)
    return result


def _in_one(text, more, words) -> str:
    """Return a line with the one below it; a word that was divided at the edge of the page in one, unless its hyphen
    belongs to it: the text has it so in another place, or begins like "co-operative".
    """
    divided = HYPHEN.search(text[-LONGEST_WORD:])
    rest = re.match(r"[^\W\d_]+", more)
    if not divided or not rest:
        return f"{text} {more}"
    first, last = divided[1].casefold(), rest[0].casefold()
    is_one_word = rest[0].islower() and f"{first}-{last}" not in words
    is_one_word = is_one_word and (not KEEPS.match(f"{first}-{last}") or f"{first}{last}" in words)
    return f"{text[:-1]}{more}" if is_one_word else f"{text}{more}"


def _goes_on(before, line, widest):
    """Whether a line is the rest of the one before: its first word had no room there, or a long sentence has not
    ended.
    """
    if line.after_gap or line.level or before.level or BEGINS_ANEW.match(line.text) or line.cells:
        return False
    last = before.text.rpartition("\n")[2]
    if HYPHEN.search(last[-LONGEST_WORD:]) and len(last) > NARROWEST / 2:
        return True
    if (
        widest
        and len(last) % (widest + 1) + len(line.text.split(" ")[0]) + 1 > widest - SLACK.get(last[-1], 8)
        and not last.endswith((":", ";"))
    ):
        return True
    return (
        len(last) > 60 and not (before.after_gap and is_known(last)) and last[-1].isalnum() and line.text[0].islower()
    )


def with_numbers_before_titles(lines):
    """Return the lines; a number that stands alone goes before the title below it, where several do so and count
    upwards.
    """
    places = [
        place for place, line in enumerate(lines[:-1]) if LONE.fullmatch(line.text) and _is_title(lines[place + 1])
    ]
    numbers = [int(LONE.fullmatch(lines[place].text)[1]) for place in places]
    if len(numbers) < 2 or any(one >= other for one, other in pairwise(numbers)):
        return lines
    result = []
    for place, line in enumerate(lines):
        if place - 1 in places:
            result[-1] = replace(result[-1], text=f"{result[-1].text.rstrip('.):')}. {line.text}", cells=())
        else:
            result.append(line)
    return result


def _is_title(line):
    return len(line.text) <= 120 and line.text[0].isupper() and not line.text.endswith((",", ";"))
