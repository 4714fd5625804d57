"""Minutes divided into their parts: the head, the lists of who was there, what stands before the first item, the
items.
"""

import re
from dataclasses import dataclass, field

from meetings.deciphering.headings import (
    LABELS,
    PLAIN,
    TAIL,
    VERBS,
    Heading,
    is_capitals,
    is_known,
    numbered_headings,
    title_and_rest,
)
from meetings.deciphering.lines import Line
from meetings.phrases.lists import COUNTED, Label, label_of, label_of_columns
from meetings.phrases.moments import clocks_in, days_in
from meetings.phrases.names import body_and_names, is_name, names_in, without_office
from meetings.phrases.outcomes import ACTION_HEAD, marked
from meetings.phrases.sheet import ONLINE
from meetings.unpacking.tables import is_of_heads

CALLED = re.compile(
    r"(?i)meeting|minutes|notes of|cyfarfod|cofnodion|workshop|gweithdy|council|cyngor|committee|pwyllgor|board"
    r"|bwrdd|forum|fforwm"
)
FACT = re.compile(
    r"(?i)(?:meeting )?(?:date(?: (?:and|&) time)?|time|venue|location|place|held (?:at|on)|dyddiad|amser|lleoliad"
    r"|man cyfarfod)(?: of meeting)?\s*(?::|$)"
)
OPENS = re.compile(
    r"(?<=[.;])\s+(?=(?:apologies|also present|in attendance|ymddiheuriadau|hefyd yn [bp]resennol|also:)\b"
    r"|(?-i:Also [A-Z][a-z]+ [A-Z]))",
    re.IGNORECASE,
)
NO_APOLOGIES = re.compile(
    r"(?i)(?:no apologies|there were no apologies|ni chafwyd (?:dim )?ymddiheuriadau|dim ymddiheuriadau"
    r"|nid oedd ymddiheuriadau)\b.{0,40}"
)
COLUMN = re.compile(
    r"(?i)(?:actions?(?: by)?|owner|lead|who|responsib\w+(?: person)?:?|gweithredu|pwy|cyfrifoldeb|timescale|due)"
)
FIGURES = re.compile(r"[£\d]{3,}$|^[A-Z]{1,2}\d.*\d[A-Z]{2}$")  # a sum, a postcode
BOLD = 6  # the level that a bold line has, which may be a heading
ONE_IS_ENOUGH = 1.2  # the weight with which even a single number begins an item
ONLINE_ALONE = re.compile(rf"(?i)(?:held |on )?{ONLINE.pattern}")  # in the head: where the meeting was
RUN_IN = re.compile(r"([A-ZŴŶ][\w'’ -]{1,40}): (\S.*)")  # a title with its text on the same line
RUN_IN_FORM = "run in"
BULLETED = re.compile(r"[*•▪●–-]\s+(\S.*)")
LONGEST_TITLE = 110  # characters
MOST_HEAD = 40  # lines of a head; what follows is text
MOST_LISTED = 300  # lines of lists; more people come to no meeting


@dataclass
class Listed:
    """A list of who was there: its label and its lines."""

    label: Label
    lines: list = field(default_factory=list)


@dataclass
class Item:
    """An item: its heading and its lines."""

    heading: Heading
    lines: list = field(default_factory=list)


@dataclass
class Parts:
    """The parts of minutes, each with its lines in order."""

    head: list = field(default_factory=list)
    lists: list = field(default_factory=list)
    opening: list = field(default_factory=list)
    items: list = field(default_factory=list)
    marks: list = field(default_factory=list)


def divided(lines) -> Parts:
    """Return the Parts of minutes."""
    numbers, looks = headings_of(lines)
    parts = Parts()
    for place, line in enumerate(lines):
        if is_of_heads(line.cells):
            parts.marks.append(line.plain)
            continue
        heading = _heading(parts, line, numbers.get(place), looks.get(place))
        if heading:
            parts.items.append(Item(heading, [Line(heading.follows, True)] if heading.follows else []))
        elif parts.items:
            parts.items[-1].lines.append(line)
        else:
            _before_items(parts, line)
    return parts


@dataclass(frozen=True)
class Look:
    """How a line looks like a title: by its form ("marked2", "capitals", "bold", "colon", "loose", ""), or as known."""

    form: str
    is_known: bool = False


def headings_of(lines) -> tuple:
    """Return ({place: Number}, {place: Look}) of the lines that may begin an item."""
    score, numbers = numbered_headings(lines)
    looks = {place: look_of(line, lines, place) for place, line in enumerate(lines) if place not in numbers}
    looks = {place: look for place, look in looks.items() if look}
    kept = _of_one_form(looks, lines)
    plain = [place for place, look in kept.items() if _is_plain(look) and not _is_of_head(lines[place].plain)]
    if (len(numbers) >= 2 or score >= ONE_IS_ENOUGH or not plain) and score >= 0.55 * len(plain):
        return numbers, _beside_numbers(looks, numbers, lines)
    return {}, kept


def _is_of_head(text):
    return bool(label_of(text) or (CALLED.search(text) and days_in(text)))


def _is_plain(look):
    return look.is_known or look.form != "loose"


def look_of(line, lines, place) -> Look | None:
    """Return the Look of a line without a number, None of one that is no title."""
    text = line.plain
    starred = _starred(line, lines, place)
    title = starred or text.strip(" :")
    if (
        not 3 <= len(title) <= LONGEST_TITLE
        or not title[0].isalpha()
        or any(one.fullmatch(title) for one in (TAIL, LABELS))
    ):
        return None
    if PLAIN.fullmatch(text):
        return None
    is_open = (
        VERBS.search(title)
        or text.endswith((";", ","))
        or (text.endswith(".") and (len(text) > 50 or (":" not in text and days_in(text, year=2000))))
    )
    form = "starred" if starred else _form(line, lines, place, title)
    look = Look(form, is_known(title) and not is_open)
    return look if look.form or look.is_known else None


def _starred(line, lines, place) -> str:
    """Return the title of an item that has a bullet before it and its text below, "" of any other line."""
    below = lines[place + 1] if place + 1 < len(lines) else None
    found = BULLETED.fullmatch(line.plain)
    is_above_text = below is not None and not below.after_gap and not BULLETED.match(below.plain)
    is_title = found and line.after_gap and is_above_text and len(found[1]) <= 60 and not VERBS.search(found[1])
    return found[1].strip(" :") if is_title and not found[1].endswith((".", ";", ",")) else ""


def _form(line, lines, place, title) -> str:
    """Return the form of a line that may be a title, "" of one that has none."""
    if line.level and not (CALLED.search(title) and days_in(title)):
        return "bold" if line.level >= BOLD else f"marked{line.level}"
    if is_capitals(title) and not FIGURES.search(title):
        return "capitals"
    is_label = line.plain.endswith(":") and len(title) <= 50 and title[0].isupper() and len(title.split()) <= 6
    return "colon" if is_label and not VERBS.search(title) else _loose(line, lines, place, title)


def _loose(line, lines, place, title) -> str:
    """Return "loose" of a short line that stands alone above a text."""
    below = lines[place + 1] if place + 1 < len(lines) else None
    is_alone = line.after_gap and below is not None and not line.cells and len(title) <= 60 and title[0].isupper()
    is_title = is_alone and not line.text.endswith((".", ";", ",", "!", "?", ":")) and not VERBS.search(title)
    return "loose" if is_title else ""


def _is_run_in(line) -> bool:
    """Whether a line may be a title with its text behind it: "Treasurer: £418 in the bank."."""
    text = line.plain
    is_one = line.after_gap and RUN_IN.fullmatch(text)
    return bool(is_one) and not (label_of(text) or FACT.match(text) or marked(text))


def _of_one_form(looks, lines) -> dict:
    """Return the Looks by which a text without numbers tells its items: those of one form, and titles that are known.

    That form is what is marked as a heading, else capitals, bold, colons, or short lines that stand alone.
    """
    places = {}
    for place, look in looks.items():
        places.setdefault(look.form, []).append(place)
    marked = sorted(form for form in places if form.startswith("marked"))
    tiers = [*(form for form in marked if len(places[form]) > 1), *marked[-1:], "capitals", "bold", "starred", "colon"]
    known = [look.form for look in looks.values() if look.is_known]
    tiers = [form for form in tiers if form != "colon" or known.count("colon") >= len(known) / 2]
    best = next((form for form in tiers if len(places.get(form, ())) >= 2), "loose")
    run_in = {place: Look(RUN_IN_FORM) for place, line in enumerate(lines) if _is_run_in(line)}
    known = [place for place in run_in if is_known(RUN_IN.fullmatch(lines[place].plain)[1])]
    if best == "loose" and len(run_in) > 2 and len(known) > 1:  # "Matters arising: Lyn has the keys."
        return run_in
    return {place: look for place, look in looks.items() if look.is_known or look.form == best}


def _beside_numbers(looks, numbers, lines) -> dict:
    """Return the titles without a number that stand beside numbered ones: before the first, after the last, or
    where a number is missing.
    """
    places = sorted(numbers)
    levels = {lines[place].level for place in places}
    level = levels.pop() if len(levels) == 1 else 0
    found = {}
    for place, look in looks.items():
        before = max((one for one in places if one < place), default=None)
        after = min((one for one in places if one > place), default=None)
        is_between = before is not None and after is not None and numbers[after].value - numbers[before].value < 2
        if after is None and ACTION_HEAD.fullmatch(lines[place].plain):
            continue
        is_marked = level and lines[place].level == level and (before is not None or look.is_known)
        if is_marked or (look.is_known and not is_between):
            found[place] = look
    return found


def _heading(parts, line, number, look) -> Heading | None:
    """Return the Heading that a line is at this place, else None."""
    if number:
        rest = line.cells[-1] if line.cells and COLUMN.fullmatch(line.cells[-1]) else ""
        parts.marks += [rest, line.plain[: len(line.plain) - len(number.rest)]]
        title, follows = title_and_rest(number.rest.strip().removesuffix(rest).strip())
        return Heading(number.said, title.rstrip(" :–-."), follows)
    if not look or (not parts.items and label_of(line.plain)):
        return None
    is_past_head = bool(parts.items or parts.lists or any(map(_is_prose, parts.head)))
    if not look.is_known and not (is_past_head if look.form != "loose" else parts.items):
        return None
    if not parts.items and parts.lists and not look.is_known and _is_listed(parts.lists[-1], line):
        return None
    if not parts.items and CALLED.search(line.plain) and (days_in(line.plain) or not is_past_head) and not is_past_head:
        return None
    if look.form == RUN_IN_FORM:
        return Heading("", *RUN_IN.fullmatch(line.plain).groups())
    title, follows = title_and_rest(line.plain.strip(" :–-")) if look.is_known and days_in(line.plain) else ("", "")
    return Heading("", title, follows) if follows else Heading("", line.plain.strip(" :–-*•▪●"))


def _is_prose(line) -> bool:
    """Whether a line tells of the meeting, so that the head is over."""
    return len(line.plain) > LONGEST_TITLE and bool(VERBS.search(line.plain) or " opened " in line.plain)


def _is_listed(listed, line):
    """Whether a line that may be a title is one more name of a list, whose names look like it."""
    if line.after_gap and listed.lines:
        return False
    names = [one.plain for one in listed.lines if one.plain]
    return is_name(without_office(line.plain)[0]) and (not is_capitals(line.plain) or any(map(is_capitals, names)))


def _before_items(parts, line) -> None:
    """Put a line that stands before the first item where it belongs; one that begins two lists is two."""
    for text in _pieces(line, bool(parts.lists)):
        piece = line if text == line.text else Line(text, line.after_gap)
        if NO_APOLOGIES.fullmatch(piece.plain) and ":" not in piece.plain:
            parts.marks.append(piece.plain)
            continue
        label = label_of(piece.plain if not piece.cells else _with_label_apart(piece))
        label = label or (label_of_columns(piece.cells) if not parts.lists else None)
        if label and not (FACT.match(piece.plain) or (not parts.lists and ONLINE_ALONE.fullmatch(piece.plain))):
            _begin(parts, label, piece)
        elif parts.lists and _continues(parts.lists[-1], piece, parts):
            parts.lists[-1].lines.append(piece)
        else:
            is_head = len(parts.head) < MOST_HEAD and (not parts.lists or _is_fact(piece))
            (parts.head if is_head else parts.opening).append(piece)


def _pieces(line, has_lists):
    """Return the texts of a line that begins several lists: the same in both languages, or one after the other."""
    if len(line.cells) == 2 and (all(map(label_of, line.cells)) or _are_labelled(line.cells)):
        return line.cells
    return OPENS.split(line.text) if label_of(line.plain) or has_lists else [line.text]


def _are_labelled(cells) -> bool:
    """Whether each cell says of somebody what they did, one of them in a list we know: "Chair: …    Minutes: …"."""
    return all(re.match(r"[^:]{3,25}:\s+\S", cell) for cell in cells) and any(map(label_of, cells))


def _with_label_apart(line) -> str:
    return "\t".join(line.cells)


def _begin(parts, label, line) -> None:
    rest = label.rest.strip()
    cells = (
        line.cells[1:]
        if line.cells and label.said.startswith(line.cells[0].rstrip(" :.-–"))
        else tuple(rest.split("\t"))
    )
    parts.marks.append(label.said)
    parts.lists.append(
        Listed(label, [Line(rest.replace("\t", " "), False, cells if len(cells) > 1 else ())] if rest else [])
    )


def _is_fact(line) -> bool:
    is_prose = VERBS.search(re.sub(r"(?i)\b(?:was|were) held", "", line.plain)) and len(line.plain) > 60
    return not is_prose and bool(
        FACT.match(line.plain) or (CALLED.search(line.plain) and days_in(line.plain)) or _is_only_facts(line.plain)
    )


def _is_only_facts(text) -> bool:
    said = [day.said for day in days_in(text)] + [clock.said for clock in clocks_in(text)]
    return bool(said) and len(text) - sum(map(len, said)) < 20


def _continues(listed, line, parts) -> bool:
    """Whether a line goes on with a list: it holds names, or is no sentence and nothing that stands in the head of
    minutes.
    """
    if len(parts.lists) > MOST_LISTED or _is_fact(line) or marked(line.plain):
        return False
    last = listed.lines[-1].plain if listed.lines else ""
    if last.endswith((",", ";", " and", " a", " ac", " &")) or last.count("(") > last.count(")"):
        return True
    text = line.plain
    if body_and_names(text)[0]:
        return True
    people, others = names_in(text, alone=True, cells=line.cells)
    if people and not others and not (line.after_gap and last and listed.label.rest and len(text.split()) > 6):
        return True
    is_prose = bool(VERBS.search(text)) and len(text) > 40
    return bool(COUNTED.fullmatch(text)) or (
        not is_prose and not line.after_gap and not (listed.label.rest and not people)
    )
