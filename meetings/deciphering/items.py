"""The items of minutes: their lines as paragraphs, with what is marked as a decision or an action below them."""

import re

from meetings.deciphering.headings import ROMAN
from meetings.deciphering.lines import Line
from meetings.phrases.outcomes import ACTION_HEAD, DECIDED, ENTRY, how_it_was_taken, marked, opens_a_list
from meetings.phrases.rich import unlabelled, unmarked
from meetings.phrases.sentences import sentences
from meetings.phrases.sheet import SIDES, Block, Section
from meetings.phrases.sides import divided, divided_alike, language_of, merged

PARAGRAPH = re.compile(r"(\d{1,3}(?:\.\d{1,3})+)[.):]?\s+(\S.*)", re.DOTALL)
LISTED = re.compile(r"(?:[•·▪●*–—-]|o(?=\s{2,})|\(?[a-z]\)|[a-z]\.|\(?[ivx]{1,4}[).])\s+\S")
COUNTED = re.compile(r"\(?(\d{1,2})[.)]\s+\S")
ARROW = re.compile(r"^(?:→|⇒|➔|➜|[-=]>)\s*(\S.*)", re.DOTALL)  # before who is to do something
DECISION_HEAD = re.compile(rf"(?:{DECIDED}|(?i:decisions?|resolutions?|penderfyniad(?:au)?))\W*")
INITIALS = re.compile(r"[A-Z]{2,4}(?:\s?[/,&+]\s?[A-Z]{2,4}){0,4}")  # in a column of its own: whose an action is
PART = "part"  # of the list that may follow a decision: what was decided
DUE = re.compile(r"(?i)\W*\b(?:by|before|erbyn|cyn)\b.{0,30}$")
NAME_ONLY = re.compile(r"[A-ZŴŶ][\w’'-]+(?: [A-ZŴŶ][\w’'-]+){0,2}\W*")
APART = re.compile(r";?\s+(?=(?:ACTION|AGREED|RESOLVED|DECISION|CAM GWEITHREDU|PENDERFYNWYD|CYTUNWYD)\s*(?::|[–—-]\s))")


def sections_of(items, known, language) -> tuple:
    """Return (sections, words that only marked what something is) of items; `known` says whom words mean."""
    sections, marks = [], []
    titles = [item.heading.title for item in items]
    for item, title in zip(items, divided_alike(titles) if language == "both" else titles, strict=True):
        number = item.heading.number
        blocks = blocks_of(item.lines, known, marks, language)
        last = sections[-1] if sections else None
        if language == "both" and last and number and number == last.number and SIDES not in last.title:
            english, welsh = (last.title, title) if language_of(title) == "cy" else (title, last.title)
            last.title = f"{english}{SIDES}{welsh}"
            last.blocks += blocks
        else:
            sections.append(Section(title, blocks, number))
        marks += [number] if number else []
    for section in sections:
        section.blocks = merged(section.blocks) if language == "both" else section.blocks
    return sections, marks


def blocks_of(lines, known, marks, language="en"):
    """Return the paragraphs that lines make, each with the decisions and actions that are marked below it; adds to
    `marks`.
    """
    blocks, listing = [], ""
    for line in lines:
        text = (
            divided(unlabelled(line.text.lstrip("# ") if line.level else line.text))
            if language == "both"
            else unlabelled(line.text.lstrip("# ") if line.level else line.text)
        )
        for piece in APART.split(text):
            listing = _take(
                blocks, Line(piece.removesuffix(SIDES.rstrip()), line.after_gap, line.cells), listing, known, marks
            )
    return blocks


def _take(blocks, line, listing, known, marks):
    """Put one line where it belongs, and return of what kind the entries of a list are that may follow it."""
    text, plain = line.text, unmarked(line.text)
    if announced := _announced(plain):
        marks.append(plain)
        return announced
    if (found := marked(plain)) and found[1]:
        marks.append(plain[: len(plain) - len(found[1])])
        _enter(blocks, found[0], found[1], known)
        return PART if found[0] == "decision" and opens_a_list(found[1]) else ""
    arrow = ARROW.match(plain)
    if arrow and known.at_the_start(arrow[1])[0]:
        marks.append(plain[: arrow.start(1)])
        _enter(blocks, "action", arrow[1], known)
        return ""
    if blocks and _goes_with_decision(blocks[-1], plain, listing):
        kind, said = blocks[-1].entries[-1]
        blocks[-1].entries[-1] = kind, f"{said}\n{plain}"
        return listing
    if listing and listing != PART and ENTRY.match(plain):
        marks.append(ENTRY.match(plain)[0])
        _enter(blocks, listing, ENTRY.sub("", plain), known)
        return listing
    column = line.cells[-1] if line.cells and INITIALS.fullmatch(line.cells[-1]) else ""
    if column and known.several(column):
        _write(blocks, line, text[: text.rindex(column)].rstrip())
        _enter(blocks, "action", column, known)
    else:
        _write(blocks, line, text)
    return ""


def _announced(plain) -> str:
    """Return of what kind the entries are whose heading this line is, or "" where it is none."""
    heads = (("action", ACTION_HEAD), ("decision", DECISION_HEAD))
    return next((kind for kind, head in heads if head.fullmatch(plain)), "")


def _goes_with_decision(block, plain, listing) -> bool:
    """Whether a line belongs to the decision that stands last: an entry of its list, or how it was taken."""
    is_below = bool(block.entries) and block.entries[-1][0] == "decision"
    return is_below and ((listing == PART and bool(ENTRY.match(plain))) or how_it_was_taken(plain))


def _enter(blocks, kind, said, known) -> None:
    """Add a decision or an action below the last paragraph; one that only says whose it is brings the sentence
    before it.
    """
    if not blocks:
        blocks.append(Block(""))
    if kind == "action" and _says_only_who(said, known):
        above = blocks[-1].entries[-1][1] if blocks[-1].entries else unmarked(blocks[-1].text).rpartition("\n")[2]
        last = sentences(above)[-1:]
        said = f"{said.rstrip(' .:')}: {last[0]}" if last else said
    blocks[-1].entries.append((kind, said))


def _says_only_who(said, known) -> bool:
    """Whether an action says whose it is, and by when perhaps, but not what is to be done."""
    names, rest = known.at_the_start(said)
    due = DUE.search(said if not names else rest)
    rest = rest if names else said
    rest = rest[: due.start()] if due else rest
    return not re.search(r"\w", rest) if names else bool(NAME_ONLY.fullmatch(rest.strip()))


def _write(blocks, line, text) -> None:
    """Add a paragraph, or go on with the last one: an entry of a list, or a line that broke off."""
    numbered = PARAGRAPH.fullmatch(text)
    counted = COUNTED.match(text)
    if (
        blocks
        and not blocks[-1].entries
        and blocks[-1].text
        and (
            LISTED.match(text)
            or how_it_was_taken(unmarked(text))
            or (counted and _counts_on(blocks[-1].text, int(counted[1])))
        )
    ):
        blocks[-1].text += f"\n{text}"
        return
    blocks.append(Block(numbered[2], number=numbered[1]) if numbered else Block(text))
    found = marked(unmarked(blocks[-1].text)) if numbered else None
    if found and found[1]:
        blocks[-1].entries.append(found)


def _counts_on(text, number) -> bool:
    """Whether a number is that of the next entry of the list that a paragraph ends with, or of its first."""
    last = text.rpartition("\n")[2]
    before = COUNTED.match(last)
    return int(before[1]) == number - 1 if before else number == 1


def _numbers_of(place) -> tuple:
    """Return how minutes may count the item at a place, "" for not at all: "3", "C", "III"."""
    letter = chr(ord("A") + place - 1) if place <= 26 else ""
    return "", str(place), letter, ROMAN[place - 1] if place <= len(ROMAN) else ""


def with_numbers(sections):
    """Keep the numbers of the source where ours would be others; where they are the same, they stand there anyway."""
    for place, section in enumerate(sections, start=1):
        if section.number not in _numbers_of(place):
            section.title = f"{section.number}. {section.title}" if section.title else section.number
        for second, block in enumerate(section.blocks, start=1):
            if block.number not in ("", f"{place}.{second}"):
                block.text = f"{block.number} {block.text}"
    return sections
