"""Who was there: the lists of minutes, and what their text says of apologies and of who was in the chair, as lists
of people.
"""

import re
from dataclasses import dataclass, field, replace

from meetings.deciphering.headings import VERBS
from meetings.phrases.known import OFFICES
from meetings.phrases.lists import COUNTED, label_of, label_of_columns
from meetings.phrases.names import (
    NOBODY,
    body_and_names,
    is_name,
    joined,
    names_in,
    parts_of,
    person_of,
    without_office,
)
from meetings.phrases.sentences import sentences
from meetings.phrases.sheet import CHAIR, IN_CHAIR, LISTS, ONLINE, Attender, attender
from meetings.phrases.words import words_of

NONE = re.compile(r"(?i)\W*(?:none(?: (?:received|recorded|declared))?|nil|nobody|dim|neb|n/?a|no apologies.*)\W*")
FIRST_NAME = re.compile(r"[A-ZŴŶÂÊÎÔÛ][a-zâêîôûŵŷäëïöüáéíóú'’-]+(?: [A-Z]\.?)?")
SHORT = re.compile(r"[A-Z][A-Za-z]{1,3}")  # initials
CHAIR_AFTER = re.compile(rf"\s*[,–—-]\s+({IN_CHAIR})$", re.IGNORECASE)
ROLES = re.compile(
    r"(?i).*\b(?:clerk|clerc|officer|swyddog|director|cyfarwyddw\w+|rheolwr\S*|pennaeth|head|manager|solicitor"
    r"|cyfreithiwr|secretary|mayor)\b.*"
)
BESIDE = {  # a word beside a name, in a table of all who were asked: the list it means
    **dict.fromkeys(("in attendance", "also in attendance", "hefyd yn bresennol", "yn mynychu"), "in_attendance"),
    **dict.fromkeys(("apologies", "apology", "apologies received", "ymddiheuriadau", "ymddiheuriad"), "apologies"),
}
ALSO = (
    re.compile(
        r"^(.{5,120}?),? (?:(?:also |was also |were also |also was |also were )(?:attended|present|in attendance"
        r"|joined)"
        r"|(?:attended|joined the meeting) for (?:this )?item)\b"
    ),
    re.compile(r"^Roedd (.{5,120}?) (?:hefyd yn bresennol|yn bresennol hefyd|yn bresennol ar gyfer eitem)\b"),
)
ATTENDING = re.compile(r"(?:those |all )?(?:in attendance|attended|attending)|yn mynychu|mynychodd")
SENT = (
    re.compile(r"(?i)\bapolog(?:y|ies)\b(?: for (?:absence|non-attendance))?(?: (?:had|have"
        r"|has))?(?: been)?(?: (?:were|was))?(?: also)?"
               r"(?: (?:received|given|noted|sent|came|accepted|tendered|recorded))?(?: and (?:accepted"
               r"|noted))?(?: as follows)?(?: (?:from|by|for)|:)[: ]+(.+)"),
    re.compile(r"(?i)\bymddiheur(?:iad(?:au)?|o)(?: am (?:eu h)?absenoldeb| am fethu \w+)?(?: \w+){0,3}? (?:gan"
        r"|oddi ?wrth)[: ]+(.+)"),
    re.compile(r"(?i)^mae (.+?) wedi ymddiheuro"),
    re.compile(r"(?i)^ymddiheurodd (.+?)(?: am (?:na|nad|ei|eu|fethu|fod)\b.*| nad? \w.*|\.?$)"),
    re.compile(r"(?i)^(?:apologies:? )?(.+?) (?:had |has |have )?(?:sent|gave|given|offered|tendered)(?: (?:his|her"
        r"|their|in))* apologies"),
)  # fmt: skip
NOT_SENT = re.compile(
    r"(?i)\bno (?:apologies|apology)|without apolog|not received|heb ymddiheur|dim ymddiheur|ni (?:chafwyd"
    r"|dderbyniwyd)"
)
NAME = r"[A-ZŴŶ][\w.'’-]*(?:\s(?:(?:ap|ab|ferch|de|van|von|y)\s)?[A-ZŴŶ][\w.'’-]*){1,4}"
IN_THE_CHAIR = r"(?:Chair(?:man|person|woman)?|Cadeirydd)"
CHAIRED = (
    re.compile(r"(?:[Cc]haired by|[Cc]adeiriwyd(?: y cyfarfod)? gan)\s+(?:the Chair,? )?(.{3,60})"),
    re.compile(
        rf"({NAME}),? (?:(?:was |sat )?in the [Cc]hair\b|(?:took|takes?) the [Cc]hair|as [Cc]hair\b"
        r"|oedd yn y gadair|gymerodd y gadair|chaired the meeting)"
    ),
    re.compile(rf"(?:^|\b[Tt]he |^Y ){IN_THE_CHAIR},\s+({NAME})(?:,|\s(?:welcomed|opened))"),
    re.compile(rf"^({NAME}),\s+(?:the )?{IN_THE_CHAIR}\b,?\s+(?:welcomed|opened|croesawodd)"),
)


@dataclass
class Attendance:
    """The lists of people, what on them was not understood, what names nobody, and the words that only marked what
    something is.
    """

    people: dict = field(default_factory=lambda: {name: [] for name in LISTS})
    not_understood: list = field(default_factory=list)
    unnamed: list = field(default_factory=list)
    marks: list = field(default_factory=list)
    chairs: list = field(default_factory=list)
    labels: dict = field(default_factory=dict)  # what the list that somebody stands on is called
    marked: list = field(default_factory=list)


def attendance_of(parts):
    """Return the Attendance that the parts of minutes tell of."""
    found = Attendance(marks=list(parts.marks))
    for listed in parts.lists:
        _read_list(found, listed)
    for line in [*parts.head, *parts.opening]:
        read_sentences(found, line.plain)
    for item in parts.items:
        _read_item(found, item)
    for line in [*parts.head, *parts.opening, *(line for item in parts.items[:3] for line in item.lines[:6])]:
        _read_chair(found, line.plain)
    return settled(found)


def _read_list(found, listed) -> None:
    has_bodies, is_chaired = _has_bodies(listed), False
    for text, cells in _whole_lines(listed.lines):
        if NONE.fullmatch(text) or _is_head_of_table(text, cells) or _is_of_groups(cells):
            found.marks.append(text)
            continue
        if listed.label.is_chair and SHORT.fullmatch(text):
            found.chairs.append(text)
            found.marks.append(text)
            continue
        if has_bodies and len(cells) > 1:
            marks = [f"({cell})" if CHAIR.fullmatch(cell) else cell for cell in cells[1:]]
            text, cells = " | ".join([CHAIR_AFTER.sub(r" (\1)", cells[0]), *marks]), ()
        body, text = body_and_names(text) if not cells else ("", text)
        people, others = _people(text, cells, alone=len(listed.lines) > 1)
        friends = _by_first_name(parts_of(text))
        people, others = (friends, []) if len(friends) > len(people) else (people, others)
        people = [one if one.organisation or not body else replace(one, organisation=body) for one in people]
        found.marks += [body] if body else []
        if listed.label.is_chair and people and not is_chaired:
            people, is_chaired = [replace(people[0], is_chair=True), *people[1:]], True
        _add(found, listed, people, others, text)


def _by_first_name(parts) -> list:
    """Return the people of a list on which all are called by one name, as friends do; none where it is"
    " anything else."""
    names = [attender(part) for part in parts]
    are_names = [
        FIRST_NAME.fullmatch(one.name) and one.name.lower().split()[0] not in NOBODY | OFFICES for one in names
    ]
    return names if len(names) > 1 and all(are_names) else []


def _has_bodies(listed) -> bool:
    """Whether the second column of a list holds organisations: its head says so, or some of them are no names."""
    lines = listed.lines
    if "\t" in listed.label.said or any(label_of_columns(line.cells) for line in lines):
        return True
    pairs = [line.cells for line in lines if len(line.cells) == 2 and not _is_of_groups(line.cells)]
    heads = [second for first, second in pairs if first.lower().strip(" :") in NOBODY]
    others = [second for _first, second in pairs if not is_name(second)]
    return bool(pairs) and (bool(heads) or len(others) * 3 >= len(pairs))


def _is_of_groups(cells) -> bool:
    """Whether the cells of a line are what columns of names are called: "School members: | Authority members:"."""
    return bool(cells) and all(cell.endswith(":") for cell in cells)


def _whole_lines(lines):
    """Yield (text, cells) of the lines of a list, those as one that a comma, an "and" or an open bracket holds
    together.
    """
    waiting = ""
    for place, line in enumerate(lines):
        text = f"{waiting} {line.plain}".strip()
        after = lines[place + 1] if place + 1 < len(lines) else None
        if after is not None and not line.cells and _breaks_in_a_name(text, after):
            waiting = text
            continue
        if (
            text.endswith((",", " and", " a", " ac", " &")) and not re.search(r"(?i)\b(?:jr|ltd),$", text)
        ) or text.count("(") > text.count(")"):
            waiting = text
            continue
        yield text, line.cells if not waiting else ()
        waiting = ""
    if waiting:
        yield waiting.rstrip(",; "), ()


def _breaks_in_a_name(text, after) -> bool:
    """Whether a line of names ends with the first word of one whose second word begins the line below."""
    names, more = parts_of(text), parts_of(after.plain)
    last, first = names[-1] if names else "", more[0] if more else ""
    are_halves = FIRST_NAME.fullmatch(last) and not after.after_gap and len(without_office(first)[0].split()) == 1
    return bool(are_halves) and len(names) > 1 and all(map(is_name, names[1:-1])) and is_name(f"{last} {first}")


def _people(text, cells, *, alone) -> tuple:
    """Return (people, others) of a line, which may hold several sentences: "A, B (Clerk). Also: C"."""
    people, others = [], []
    pieces = sentences(text) if not cells else [text]
    for piece in pieces:
        some, rest = names_in(piece.strip(" ."), alone=alone, cells=cells)
        people += some
        others += rest
    return people, others


def _is_head_of_table(text, cells) -> bool:
    return bool(cells) and all(cell.lower().strip(" :") in NOBODY for cell in cells)


def _add(found, listed, people, others, text) -> None:
    name = listed.label.list
    if name == "absent":
        sent = [one for one in people if _list_of(one, name) == "apologies"]
        joined(found.people["apologies"], sent)
        found.unnamed.append(f"{listed.label.said}: {text}")
        return
    if ONLINE.fullmatch(listed.label.said):
        people = [replace(one, is_online=True) for one in people]
    if listed.label.said.lower().startswith(("clerk", "clerc", "town clerk")):
        people = [one if one.organisation else replace(one, organisation="Clerk") for one in people]
    for one in people:
        there = found.people[_list_of(one, name)]
        again = next((place for place, other in enumerate(there) if other.name == one.name), None)
        if again is not None:  # in the other language, or as who was in the chair
            found.marks.append(str(one))
            there[again] = replace(there[again], is_chair=there[again].is_chair or one.is_chair)
        joined(there, [one])
        found.labels.setdefault(one.name, listed.label.said.lower())
    said = set(words_of(" ".join([*others, *(f"{one}" for one in people)])))
    found.marks += [word for word in words_of(text) if word not in said]
    for other in others:
        kind = (
            found.unnamed
            if COUNTED.fullmatch(other) or (ROLES.fullmatch(other) and not is_name(other))
            else found.not_understood
        )
        kind.append(f"{listed.label.said}: {other}")


def _list_of(one, name) -> str:
    """Return the list that somebody is on: the one they stand on, unless a word beside their name says another."""
    beside = [part.strip().lower() for part in one.organisation.split(";")]
    return next((BESIDE[part] for part in beside if part in BESIDE and name in ("present", "absent")), name)


def _read_item(found, item) -> None:
    """Take the names from an item that is itself a list, and apologies from what an item says."""
    label = label_of(item.heading.title)
    is_of_apologies = bool(re.search(r"(?i)apolog|ymddiheur", item.heading.title))
    for line in item.lines[:80]:
        if is_of_apologies or re.search(r"(?i)apolog|ymddiheur", line.plain):
            read_sentences(found, line.plain)
    if (label and label.list in found.people) or is_of_apologies:
        _read_names_below(found, item, "apologies" if is_of_apologies else label.list)


def _read_names_below(found, item, name) -> None:
    """Add the people whose names stand below a title such as "Apologies", one to a line or one after the other."""
    for line in item.lines[:40]:
        text = (
            re.sub(r"(?i)^(?:were |was )?(?:received|derbyniwyd|cafwyd)?\s*(?:from|gan)?\s*[:–-]?\s*", "", line.plain)
            if re.match(r"(?i)were|was|received|from|gan", line.plain)
            else line.plain
        )
        label = label_of(text)
        if VERBS.search(text) and len(text) > 30:
            joined(found.people[name], _names_first(text))
            continue
        people, others = _people(
            label.rest if label and label.rest else text, line.cells, alone=len(item.lines) > 1 and len(text) < 80
        )
        if people and (not others or len(people) > len(others)):
            is_labelled = label and label.list in found.people and label.rest
            joined(found.people[label.list if is_labelled else name], people)
            found.labels |= {one.name: label.said.lower() for one in people if is_labelled}


def _names_first(text) -> list:
    """Return the people that a line begins with before it goes on to something else, if they are several."""
    people = []
    for part in parts_of(sentences(text)[0]):
        one = person_of(part)
        if one is None:
            break
        people.append(one)
    return people if len(people) > 1 else []


def read_sentences(found, text) -> None:
    """Add those that the sentences of a text say sent apologies, and those it says came also."""
    for sentence in sentences(text):
        also = next((said for pattern in ALSO if (said := pattern.search(sentence))), None)
        people, others = names_in(also[1].strip(" ."), alone=True) if also else ([], [])
        if people and not others:
            joined(found.people["in_attendance"], people)
        if NOT_SENT.search(sentence):
            continue
        for pattern in SENT:
            said = pattern.search(sentence)
            people, others = names_in(said[1].strip(" ."), alone=False) if said else ([], [])
            if people and len(others) <= len(people):
                joined(found.people["apologies"], people)
                break


def _read_chair(found, text) -> None:
    for sentence in sentences(text)[:20]:
        for pattern in CHAIRED:
            said = pattern.search(sentence[:200])
            one = (
                person_of(
                    re.split(r"\s(?:who|and|welcomed|opened|ac|a|that)\s", said[1].rpartition(" that ")[2])[0].strip(
                        " ,."
                    )
                )
                if said
                else None
            )
            if one:
                found.chairs.append(one.name)


def settled(found):
    """Return the Attendance with one chair at most, nobody on two lists, and those marked who a sentence says was
    in the chair.
    """
    _take_attendance_for_presence(found)
    there = {one.name.casefold() for one in found.people["present"]}
    found.marks += [str(one) for one in found.people["in_attendance"] if one.name.casefold() in there]
    found.people["in_attendance"] = [one for one in found.people["in_attendance"] if one.name.casefold() not in there]
    if not any(one.is_chair for name in LISTS for one in found.people[name]):
        for name in LISTS:
            found.people[name] = [replace(one, is_chair=_is_said_to_chair(one, found)) for one in found.people[name]]
    found.marked = [one.name for name in LISTS for one in found.people[name] if one.is_chair]
    if len(found.marked) > 1:
        for name in LISTS:
            found.people[name] = [without_chair(one) if one.is_chair else one for one in found.people[name]]
    return found


def _take_attendance_for_presence(found) -> None:
    """Take those first said to be in attendance for those present, where nobody else is."""
    others = found.people["in_attendance"]
    if found.people["present"] or not others:
        return
    first = found.labels.get(others[0].name, "")
    if ATTENDING.fullmatch(first):
        found.people["present"] = [one for one in others if found.labels.get(one.name) == first]


def _is_said_to_chair(one, found) -> bool:
    surname = without_office(one.name)[0].split()[-1]
    if one.initials and one.initials in found.chairs:
        return True
    return any(chair.casefold() == one.name.casefold() or chair.split()[-1] == surname for chair in found.chairs[:9])


def without_chair(one) -> Attender:
    """Return an Attender who is not in the chair after all, the word kept beside the name."""
    return Attender(
        one.name, "; ".join(part for part in ("Chair", one.organisation) if part), False, one.is_online, one.initials
    )
