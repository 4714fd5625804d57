"""Reading a rich text with headings into numbered clauses; knows no model.

A heading begins a clause ("4"), and each paragraph below it is one of its own ("4.1", "4.2"); a list belongs to the
paragraph before it. Where the writer has put a number before the words, that one counts. What stands above the first
heading has no number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from common.rich_text import clean_html, plain_text

BLOCKS = {"p", "h3", "h4", "ul", "ol", "blockquote"}
NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
POINT = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,3})[.)]?\s+(?=\S)")


@dataclass(frozen=True)
class Words:
    """A clause in one language: its number ("" above the first heading), the words of its heading, and its HTML."""

    number: str
    heading: str
    text: str


@dataclass(frozen=True)
class Sides:
    """A clause in both languages; a side that does not have it is None."""

    number: str
    en: Words | None
    cy: Words | None


@dataclass(frozen=True)
class Differences:
    """Numbers that stand in one language alone, and those that its writer has given twice."""

    only_en: tuple[str, ...]
    only_cy: tuple[str, ...]
    twice: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.only_en or self.only_cy or self.twice)


class _Splitter(HTMLParser):
    """Splits cleaned HTML into the blocks that stand side by side in it."""

    def __init__(self, page) -> None:
        super().__init__()
        self.page, self.depth, self.start, self.loose = page, 0, 0, 0
        self.blocks: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        self._take_loose(len(page))

    def handle_starttag(self, tag, attributes) -> None:
        if tag in BLOCKS:
            if self.depth == 0:
                self.start = self.getpos()[1]
                self._take_loose(self.start)
            self.depth += 1

    def handle_endtag(self, tag) -> None:
        if tag in BLOCKS and self.depth:
            self.depth -= 1
            if self.depth == 0:
                self.loose = self.page.index(">", self.getpos()[1]) + 1
                self.blocks.append((tag, self.page[self.start : self.loose]))

    def _take_loose(self, end) -> None:
        if words := self.page[self.loose : end].strip():
            self.blocks.append(("p", f"<p>{words}</p>"))
        self.loose = end


class _Reader:
    """Counts the clauses of one text, block by block."""

    def __init__(self) -> None:
        self.found: list[Words] = []
        self.twice: list[str] = []
        self.section, self.last, self.before = "", 0, ""
        self.is_open = False  # whether a paragraph stands below this heading that a list can belong to

    def take(self, tag, html) -> None:
        words = plain_text(html)
        if tag == "h3":
            self._head(words)
        elif tag == "h4":
            self.before += html
        elif tag == "p" or not self.is_open:
            self._paragraph(html)
        else:
            self._join(html)

    def _head(self, words) -> None:
        told = NUMBERED.match(words)
        self.section = str(int(told[1]) if told else self._next_section())
        self.last, self.is_open = 0, False
        self._add(self.section, " ".join(words[told.end() if told else 0 :].split()), "")

    def _next_section(self) -> int:
        return max((int(one.number) for one in self.found if one.number.isdecimal()), default=0) + 1

    def _paragraph(self, html) -> None:
        if not self.section:
            self._join(html) if self.found else self._add("", "", html)
            return
        told = POINT.match(html.removeprefix("<p>")) if html.startswith("<p>") else None
        is_told = told is not None and told[1].startswith(f"{self.section}.")
        number = told[1] if is_told else f"{self.section}.{self.last + 1}"
        self.last = int(number.split(".")[1])
        self._add(number, "", f"{self.before}<p>{html[3 + told.end() :]}" if is_told else f"{self.before}{html}")
        self.before, self.is_open = "", True

    def _join(self, html) -> None:
        last = self.found.pop()
        self.found.append(Words(last.number, last.heading, f"{last.text}{self.before}{html}"))
        self.before = ""

    def _add(self, number, heading, text) -> None:
        """Add a clause; one whose number is there already gets a letter, so that no words are lost."""
        numbers, letter = {one.number for one in self.found}, ord("A")
        if number in numbers:
            self.twice.append(number)
            while f"{number}{chr(letter)}" in numbers:
                letter += 1
            number = f"{number}{chr(letter)}"
        self.found.append(Words(number, heading, text))


def blocks(html) -> list[tuple[str, str]]:
    """Return the paragraphs, headings and lists of a rich text that stand side by side, as (tag, safe HTML)."""
    return _Splitter(clean_html(html or "").replace("\n", " ")).blocks


def _read(html) -> _Reader:
    reader = _Reader()
    for tag, block in blocks(html):
        reader.take(tag, block)
    if reader.before and reader.found:
        reader._join("")
    return reader


def read(html) -> list[Words]:
    """Return the clauses of a rich text, in its order; of one without headings at most what has no number."""
    return _read(html).found


def read_sides(en, cy) -> list[Sides]:
    """Return the clauses of a text in two languages, put together by their numbers."""
    sides = [{one.number: one for one in read(text)} for text in (en, cy)]
    numbers = sorted({*sides[0], *sides[1]}, key=place_of)
    return [Sides(number, sides[0].get(number), sides[1].get(number)) for number in numbers]


def differences(en, cy) -> Differences:
    """Return in which numbers the two sides of a text differ; in none where one of them is not written yet."""
    readers = [_read(text) for text in (en, cy)]
    numbers = [{one.number for one in reader.found if one.number} for reader in readers]
    only = [_sorted(numbers[0] - numbers[1]), _sorted(numbers[1] - numbers[0])] if all((en, cy)) else [(), ()]
    return Differences(only[0], only[1], _sorted({*readers[0].twice, *readers[1].twice}))


def _sorted(numbers) -> tuple[str, ...]:
    return tuple(sorted(numbers, key=place_of))


def place_of(number) -> tuple:
    """Return what sorts numbers as people count: 4.2 before 4.10, and 4.2 before 4.2A."""
    return tuple(_part(part) for part in number.split(".")) if number else ()


def _part(part) -> tuple[int, str]:
    digits = re.match(r"\d*", part)[0]
    return int(digits or 0), part[len(digits) :]


def parts_of(number) -> Iterator[str]:
    """Yield the numbers that a number stands under, the widest first: "4.2.1" stands under "4" and "4.2"."""
    parts = number.split(".")
    return (".".join(parts[:length]) for length in range(1, len(parts)))
