"""Lists of names as minutes have them, taken apart: one to a line,
or one after the other with organisations in brackets.
"""

import re

from meetings.importing.sheet import Attender, attender

LABELS = {
    "in_attendance": r"(?:also )?in attendance|also present|observers?|guests?"
    r"|(?:hefyd )?yn mynychu|hefyd yn bresennol|gwesteion|sylwedyddion",
    "present": r"(?:those |members )?present|attendees|attendance"
    r"|(?:aelodau )?(?:yn )?bresennol|(?:aelodau )?(?:yn )?presennol|presenoldeb",
    "apologies": r"apologies(?: for absence)?(?: (?:were |had been )?(?:received|given|noted)(?: from| "
    r"by)?)?|apologies from"
    r"|(?:derbyniwyd )?ymddiheuriadau(?: am absenoldeb)?(?: (?:gan|oddi wrth))?",
}
ANY = "|".join(LABELS.values())
LABEL = re.compile(rf"(?i)({ANY})(?:\s*[/|\t]\s*(?:{ANY}))?\s*(?::|-|–|$|\t)\s*(.*)", re.DOTALL)
FROM = re.compile(r"(?i)(?:apologies (?:for absence )?(?:were |had been )?(?:received|given|noted) "
                  r"(?:from|by)|apologies from"
                  r"|ymddiheuriadau (?:am absenoldeb )?(?:gan|oddi "
                  r"wrth)):?\s+(.+?)(?:\.(?=\s|$)|$)", re.DOTALL)  # fmt: skip
INLINE = re.compile(
    r"(?i)(?:apologies (?:for absence )?(?:were |had been )?(?:received|given|noted) (?:from|by)|apologies from)\s"
)
BODY = re.compile(
    r"(?i)\b(council|cyngor|cymru|wales|board|bwrdd|centre|canolfan|co-?op\w*|trust|universit\w*|prifysgol|llywodraeth|government"
    r"|association|cymdeithas|forum|fforwm|group|grŵp|services?|gwasanaeth\w*|foundation|care|gofal|health|iechyd|ltd|cic|officer"
    r"|manager|director|secretary|treasurer|chair|cadeirydd|swyddog|rheolwr|ysgrifennydd|trysorydd)\b"
)
NOBODY = {
    "none",
    "nil",
    "nobody",
    "dim",
    "neb",
    "all",
    "pawb",
    "item",
    "eitem",
    "name",
    "enw",
}  # the last are heads of tables
SMALL = {"ap", "ab", "de", "van", "von", "der", "y", "of", "le", "la"}
BULLET = re.compile(r"^\s*(?:[•·▪●*–—-]|o(?=\s{2,}))\s*")


def list_of(line):
    """Return (list, what follows on the line) if a line begins a list of names, else None."""
    found = LABEL.fullmatch(line.strip())
    if not found:
        wordy = INLINE.match(line.strip())
        return ("apologies", line.strip()[wordy.end() :]) if wordy else None
    name = next(name for name, pattern in LABELS.items() if re.fullmatch(pattern, found[1], re.IGNORECASE))
    return name, found[2]


def is_name(text):
    """Whether this reads like the name of a person: a few words, each with a capital."""
    words = re.sub(r"[\[(].*?[\])]", " ", text).replace(",", " ").split()
    if (
        not 1 <= len(words) <= 6
        or re.search(r"\d|['’]s\b|[:!?/]", text)
        or BODY.search(" ".join(words))
        or words[0].lower() in NOBODY
    ):
        return False
    capitals = [word for word in words if word[0].isupper()]
    return (
        len(capitals) >= min(2, len(words))
        and all(word[0].isupper() or word in SMALL for word in words)
        and len(" ".join(words)) > 3
    )


def _parts(text, marks):
    """Return a text divided at these marks where they stand outside brackets."""
    parts, depth = [""], 0
    for piece in re.split(rf"([()\[\]]|{marks})", text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(piece or "", 0)
        if depth <= 0 and piece and re.fullmatch(marks, piece):
            parts.append("")
        else:
            parts[-1] += piece or ""
    return [part.strip() for part in parts if part.strip(" .,;")]


def names_in(line, *, alone=False):
    """Return (attenders, what is no name) of a line; `alone` if a line is one person,
    whose organisation may follow a comma.
    """
    line = BULLET.sub("", line).strip()
    people = _parts(line, ";")
    if len(people) == 1:
        people = _one_after_the_other(line, alone)
    found = [(part, attender(part)) for part in people]
    good = [one for part, one in found if is_name(one.name) and len(one.name) <= 150 and len(one.organisation) <= 200]
    return good, [part for part, one in found if one not in good]


def _one_after_the_other(line, alone):
    """Return the people of a line: several where it holds several names, else the line itself."""
    parts = [part for one in _parts(line, ",") for part in _parts(one, r"\s(?:and|a|ac|&)\s")]
    names = [part for part in parts if is_name(re.sub(r"\(.*?\)|\[.*?\]", "", part))]
    if (
        alone
        and "(" not in line
        and len(parts) < 3
        and ("," in line or not (len(names) == 2 and all(" " in name for name in names)))
    ):
        return [line]
    if len(names) == len(parts) and len(parts) > 1:
        return parts
    if re.search(r"\)\s*,", line) and not (alone and len(parts) == 2 and not is_name(parts[1])):
        return parts
    if not alone and len(names) > 1 and len(_parts(line, ",")) > 2:
        return parts
    return [line]


def apologies_in(text):
    """Return the attenders that a sentence of a paragraph says sent apologies."""
    found = FROM.search(text)
    names, others = names_in(found[1].replace("\n", " ")) if found else ([], [])
    return names if not others else []


def joined(sheet_list, people):
    """Add people to a list unless they are there already."""
    known = {one.name.casefold() for one in sheet_list}
    sheet_list.extend(one for one in people if isinstance(one, Attender) and one.name.casefold() not in known)
