"""Past minutes as people wrote them, read line by line: title, date and place, lists of names, items,
paragraphs, decisions, actions.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from meetings.importing import facts as importing_facts
from meetings.importing.names import apologies_in, joined, list_of, names_in
from meetings.importing.rich import unlabelled, unmarked
from meetings.importing.sheet import SIDES, Block, Section, Sheet
from meetings.importing.sides import divided, language_of, merged

HEADING = re.compile(r"(#+)\s+(.*)")
NUMBERED = re.compile(
    r"(?:((?:agenda )?item|eitem)\s+)?(\d{1,3}(?:/\d{2,4})?)\s*([.):]|[–-](?=\s)|(?=\s))\s*(\S.*)", re.IGNORECASE
)
PARAGRAPH = re.compile(r"(\d{1,3}(?:\.\d{1,3})+)[.):]?\s+(\S.*)")
LISTED = re.compile(r"(?:[•·▪●*–—-]|o(?=\s{2,})|\(?[a-z]\)|[a-z]\.|\(?[ivx]{1,4}[).])\s+\S")
DECIDED = "(?:RESOLVED|AGREED|DECIDED|PENDERFYNWYD|CYTUNWYD)"
DECISION = re.compile(
    rf"(?:(?i:decision|penderfyniad|resolution)(?: \d+)?\s*[:–-]\s*|(?={DECIDED}\b))(?:{DECIDED}\s*[:–]\s*)?(.*)",
    re.DOTALL,
)
ACTION = re.compile(
    r"(?:ACTION(?:S| POINT)?|CAM GWEITHREDU|GWEITHREDU|(?:Action|Actions|Action point|Cam "
    r"gweithredu|Gweithredu)(?=\s*\d*\s*[:–-]))"
    r"\s*(?:\d+\s*)?[:–-]?\s+(.*)", re.DOTALL,
)  # fmt: skip
INSIDE = re.compile(r"\s+(?=(?:ACTION|AGREED|RESOLVED|DECISION|CAM GWEITHREDU|PENDERFYNWYD|CYTUNWYD)\s*:)")
KNOWN = re.compile(
    r"(?i)(?:welcome.*|introductions?|apologies(?: for absence)?|declarations? of interests?"
    r"|(?:draft )?minutes of .{0,30}(?:last|previous) meeting.*|matters arising.*|(?:any other business|aob)\b.*"
    r"|dates? of (?:the )?next meetings?.*|(?:chair|treasurer|secretary)\S* report"
    r"|croeso.*|ymddiheuriadau|datgan(?:iadau)? (?:o )?(?:fuddiannau|buddiannau|diddordeb)"
    r"|cofnodion .{0,20}cyfarfod (?:diwethaf|blaenorol).*|materion yn codi.*|unrhyw fater(?:ion)? arall.*"
    r"|dyddiad(?:au)? y? ?cyfarfod(?:ydd)? nesaf.*|adroddiad y (?:cadeirydd|trysorydd))"
)
BULLET_AND_TAB = re.compile(r"^([•·▪●*–—-]|\(?\w{1,4}[.)])\t+")
BOLD = 6  # the level that a bold line has, which may be a heading
ENDS = (".", ";", ",", "!", "?")


@dataclass
class Line:
    """A line with what stood before it: an empty line or not."""

    text: str
    after_gap: bool


@dataclass
class Reading:
    """What was read: the sheet, the meeting's facts, what was not understood,
    and the words that only marked what something is.
    """

    sheet: Sheet
    facts: dict
    not_understood: list = field(default_factory=list)
    marks: list = field(default_factory=list)


def read(text, language):
    """Return the Reading of minutes in "en", "cy" or "both"."""
    reading = _Reader(text, language).reading()
    return reading if reading.sheet.sections else _Reader(text, language, loose=True).reading()


class _Reader:
    """Goes through the lines; `loose` takes short lines that stand alone for
    headings where nothing else looks like one.
    """

    def __init__(self, text, language, *, loose=False):
        self.language, self.loose = language, loose
        self.sheet, self.marks, self.not_understood = Sheet(), [], []
        self.head, self.before = [], []
        self.label, self.list, self.open_names, self.last, self.listed = "", None, "", 0, ""
        self.names_close = False
        self.lines = _lines(text)
        lengths = [len(line.text) for line in self.lines]
        self.is_wrapped = (
            bool(lengths) and max(lengths) <= 115 and sum(length > 50 for length in lengths) > len(lengths) / 3
        )
        self.level = _item_level(self.lines)
        self.has_headings = (
            self.level < BOLD and sum(line.text.startswith("#" * self.level + " ") for line in self.lines) > 1
        )

    def reading(self):
        for line in self.lines:
            self._line(line, line.text)
        self._close_names()
        facts, left, marks = importing_facts.facts_of(self.head)
        self.not_understood += left
        for section in self.sheet.sections:
            section.blocks = merged(section.blocks) if self.language == "both" else section.blocks
        _number(self.sheet)
        self._keep(left + self.before)
        return Reading(self.sheet, facts, self.not_understood, [*marks, *self.marks])

    def _line(self, line, text):
        if self.language == "both":
            text = divided(text)
        plain = unmarked(text)
        found = self._heading(line, plain)
        if found:
            self._close_names()
            self.list = None
            self._start(*found)
        elif not self._name(line, plain):
            self._body(line, unlabelled(text) if self.sheet.sections else plain)

    def _heading(self, line, text):
        """Return (number, title, what follows) if a line begins an item, else None."""
        marked = HEADING.fullmatch(text)
        plain = marked[2].strip() if marked else text
        numbered = NUMBERED.fullmatch(plain)
        if numbered and not PARAGRAPH.fullmatch(plain):
            return self._numbered(marked, *numbered.groups())
        if marked and not self._is_past_head() and importing_facts.CALLED.search(plain):
            return None
        if marked and len(marked[1]) == BOLD and not (self.head or self._is_past_head() or KNOWN.fullmatch(plain)):
            return None  # the name of a body, above everything
        if marked and len(marked[1]) <= self.level and not (len(marked[1]) < self.level and not self.sheet.sections):
            return None if list_of(plain) and not self.sheet.sections else ("", plain, "")
        title = plain.strip(" :")
        if KNOWN.fullmatch(title) and len(title) <= 80 and not title.endswith(".") and not self._is_list(plain):
            return "", title, ""
        if title.isupper() and 4 <= len(title) <= 80 and self._is_past_head() and not self._is_mark(plain):
            return "", title, ""
        short = self.loose and line.after_gap and len(title) <= 60 and title[0].isupper() and not plain.endswith(ENDS)
        return (
            ("", title, "")
            if short and self._is_past_head() and not self._is_mark(plain) and not self._is_list(plain)
            else None
        )

    def _is_list(self, text):
        """Whether a line begins one of the lists of names at the top."""
        return bool(list_of(text)) and not self.sheet.sections

    def _is_past_head(self):
        return bool(self.sheet.sections or self.sheet.present or self.list)

    def _is_mark(self, text):
        return bool(ACTION.fullmatch(text) or DECISION.fullmatch(text) or list_of(text))

    def _numbered(self, marked, word, number, mark, rest):
        """Return the item that a numbered line begins,
        or None where it is a numbered paragraph or an entry of a list.
        """
        value = int(number.partition("/")[0])
        if self.has_headings and not marked and not word:
            self.listed = str(value)
            return None
        if self.listed == str(value - 1) and not marked:
            self.listed = str(value)
            return None
        whole = rest.rstrip(" :")
        title, follows = _title_and_rest(whole)
        short = (
            len(title) <= 110
            and title[:1].isupper()
            and not title.endswith((";", ","))
            and not (title.endswith(".") and len(title) > 40)
        )
        next_one = mark == "" and short and len(title) <= 60 and value == self.last + 1
        sure = marked or word or (mark in (".", ")", ":") and short) or next_one
        again = value == self.last and self.language == "both"
        if not sure or not title or (value <= self.last and not again and not marked):
            self.listed = str(value) if value <= self.last else self.listed
            return None
        self.listed = ""
        self.marks += [word] if word else []
        return number, title, follows

    def _start(self, number, title, follows):
        """Begin an item; in two languages, the same item again is the other side of it."""
        sections, value = self.sheet.sections, int(number.partition("/")[0]) if number else 0
        if self.language == "both" and value and value == self.last and " || " not in sections[-1].title:
            english, welsh = (sections[-1].title, title) if language_of(title) == "cy" else (title, sections[-1].title)
            sections[-1].title = f"{english} || {welsh}"
        else:
            sections.append(Section(divided(title) if self.language == "both" else title, number=number))
        self.last = value or self.last
        self.marks += [number] if number else []
        found = list_of(title)
        self.list = found[0] if found else None
        if follows:
            self._body(Line(follows, True), follows)

    def _name(self, line, text):
        """Take a line as one of a list of names, or as the beginning of one; return whether it was."""
        plain = text.lstrip("# ").replace(" || ", "\t") if not self.sheet.sections else text
        found = list_of(plain) if not self.sheet.sections else None
        if found:
            self._close_names()
            self.list, rest = found
            self.label = (plain[: len(plain) - len(rest)] if rest else plain).strip(" :\t")
            self.marks.append(plain[: len(plain) - len(rest)].strip() if rest else plain)
            self.names_close = False
            return self._names(rest, alone=False, whole=plain) if rest.strip() else True
        if not self.list or self.sheet.sections:
            return False
        if line.after_gap and self.names_close and not self.open_names:
            self.list = None
            return False
        return self._names(plain, alone=True)

    def _names(self, text, *, alone, whole=""):
        """Add the names of a line; one that goes on in the next line waits for it."""
        text = f"{self.open_names} {text}".strip() if self.open_names else text
        alone = alone and not self.open_names
        self.open_names = ""
        if text.endswith((",", " and", " a", " ac", ";")) or text.count("(") > text.count(")"):
            self.open_names = text
            return True
        people, others = names_in(text, alone=alone)
        if not people:
            self._unknown(whole or text)
            self.list = None if alone else self.list
            return True
        self.names_close = alone and bool(getattr(self.sheet, self.list))
        joined(getattr(self.sheet, self.list), people)
        said = Counter(
            importing_facts.words_of(" ".join([*others, *(f"{one.name} {one.organisation}" for one in people)]))
        )
        self.marks += (Counter(importing_facts.words_of(text)) - said).elements()  # "and" between names
        for other in others:
            self._unknown(f"{self.label}: {other}")
        return True

    def _close_names(self):
        if self.open_names:
            text, self.open_names = self.open_names.rstrip(",; "), ""
            self._names(text, alone=False)

    def _unknown(self, text):
        """Keep what was not understood as text, and say so;
        before the first list of names it is the head of the minutes.
        """
        self.not_understood.append(text)
        self.before.append(text)

    def _body(self, line, text):
        plain = text.lstrip("#").strip() if text.startswith("#") else text
        if not self.sheet.sections:
            if self.sheet.present or self.sheet.apologies or self.list:
                facts = importing_facts.facts_of([plain])
                (self.head.append if not facts[1] else self._unknown)(plain)
            else:
                self.head.append(plain)
            return
        for part in INSIDE.split(plain):
            self._text(line, part.removesuffix(SIDES.rstrip()))
        if self.list == "apologies" or re.search("(?i)apolog|ymddiheur", plain):
            joined(self.sheet.apologies, apologies_in(unmarked(plain)))
        if self.list in ("present", "in_attendance"):
            people, others = names_in(unmarked(plain), alone=True)
            joined(getattr(self.sheet, self.list), people if not others else [])

    def _text(self, line, text):
        """Add a paragraph, a decision or an action to the item, or go on with the last one."""
        blocks = self.sheet.sections[-1].blocks
        action, decision = ACTION.fullmatch(text), DECISION.fullmatch(text)
        if action or decision:
            kind, said = ("action", action[1]) if action else ("decision", decision[1])
            self.marks.append(text[: len(text) - len(said)])
            if not blocks:
                blocks.append(Block(""))
            blocks[-1].entries.append((kind, unmarked(said)))
            return
        numbered = PARAGRAPH.fullmatch(text)
        goes_on = blocks and not numbered and not line.after_gap and not NUMBERED.fullmatch(text)
        if blocks and (LISTED.match(text) or (self.listed and NUMBERED.fullmatch(text))) and not blocks[-1].entries:
            blocks[-1].text += f"\n{text}"
        elif goes_on and (self.is_wrapped or _is_broken(blocks[-1], text)):
            self._go_on(blocks[-1], text)
        else:
            blocks.append(Block(numbered[2], number=numbered[1]) if numbered else Block(text))
            self._decided(blocks[-1])

    @staticmethod
    def _decided(block):
        """Put a numbered paragraph that is itself a decision or an action among these too."""
        for kind, pattern in (("action", ACTION), ("decision", DECISION)):
            found = pattern.fullmatch(block.text) if block.number else None
            if found:
                block.entries.append((kind, unmarked(found[1])))

    @staticmethod
    def _go_on(block, text):
        """Add a line of a text that was wrapped to the width of a page."""
        if block.entries:
            kind, said = block.entries[-1]
            block.entries[-1] = (kind, f"{said} {unmarked(text)}")
        else:
            block.text = f"{block.text} {text}".strip()

    def _keep(self, texts):
        """Put what stood before the first item into its first paragraph, so that nothing is lost."""
        if not texts:
            return
        if not self.sheet.sections:
            self.sheet.sections.append(Section(""))
        blocks = self.sheet.sections[0].blocks
        if not blocks:
            blocks.append(Block(""))
        blocks[0].text = "\n".join([*texts, blocks[0].text]).strip()


def _lines(text):
    lines, gap = [], True
    for line in text.split("\n"):
        plain = BULLET_AND_TAB.sub(r"\1 ", re.sub(r"[ \u00a0]+", " ", line).strip())
        if plain:
            lines.append(Line(plain, gap))
        gap = not plain
    return lines


def _is_broken(block, text):
    """Whether a sentence was broken off at the end of a long line and goes on here."""
    before = block.entries[-1][1] if block.entries else block.text
    return len(before.rpartition("\n")[2]) > 60 and before[-1:].isalnum() and text[:1].islower()


def _item_level(lines):
    """Return at which level of headings the items stand: the highest that occurs twice, else the deepest."""
    levels = [len(found[1]) for found in (HEADING.fullmatch(line.text) for line in lines) if found]
    twice = [level for level in set(levels) if levels.count(level) > 1]
    return min(twice, default=max(levels, default=0))


def _title_and_rest(text):
    """Return (title, what follows) of "Welcome: the Chair welcomed everybody.", or the text itself as a title."""
    for mark in (": ", " – ", " - ", ". "):
        title, found, rest = text.partition(mark)
        if found and len(title) <= 60 and len(rest) > 40 and title[:1].isupper():
            return title, rest
    return text, ""


def _number(sheet):
    """Keep the numbers of the source where ours would be others; where they are the same, they stand there anyway."""
    for place, section in enumerate(sheet.sections, start=1):
        if section.number not in ("", str(place)):
            section.title = f"{section.number}. {section.title}"
        for second, block in enumerate(section.blocks, start=1):
            if block.number not in ("", f"{place}.{second}"):
                block.text = f"{block.number} {block.text}"
