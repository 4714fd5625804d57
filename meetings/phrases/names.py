"""Names of people as minutes list them, taken apart: titles of office, organisations, initials, who was in the
chair.
"""

import re

from meetings.phrases.lists import COUNTED
from meetings.phrases.sheet import CHAIR, ONLINE, Attender, are_initials, attender
from meetings.phrases.words import words_of

OFFICE = re.compile(
    r"(?i)(?:(?:the |y |yr |a['’]r )?(?:(?:county|town|community|district|borough|sir|cyngor"
    r"|is-?)\b[.]?\s*(?:/\s*)?)*"
    r"(?:council(?:l?or)s?|cllrs?|cyngh?orydd|chynghorydd|gynghorydd|cyngh?orwyr|chynghorwyr|gynghorwyr|cyngh?|chyng"
    r"|gyng|cyng"
    r"|pcso|pc|sgt|sergeant|insp|inspector)\b['’.]?(?:\s*(?:sir|county)\b)?)(?:\s*[:/,-]+)?\s*"
)
OFFICE_WORD = re.compile(
    r"(?:(?:County|Town|Community) )?\b(?:Cllr|Councillor|[CG]yng(?:horydd)?|Chyng(?:horydd)?)\b(?! /)"
)
NOT_BEFORE = set(
    words_of(
        "y yr the and a ac ar chair chairman chairwoman county town community sir mayor deputy vice cadeirydd "
        "also cllr councillor cyng by gan hefyd"
    )
)
SINGULAR = {
    "cllrs": "Cllr", "councillors": "Councillor", "councilor": "Councillor", "cynghorwyr": "Cynghorydd",
    "chynghorwyr": "Cynghorydd", "chynghorydd": "Cynghorydd", "gynghorydd": "Cynghorydd", "chyng": "Cyng",
    "gyng": "Cyng",
}  # fmt: skip
ROLE = (
    r"(?:(?:vice|deputy|town|community|council|acting|assistant|general|hon(?:orary)?\.?|second"
    r"|responsible financial|finance|development|project|hall|is|dirprwy)[- ]?){0,3}"
    r"(?:chair(?:man|person|woman)?|clerk|secretary|secretariat|treasurer|mayor|officer|rfo|manager|president"
    r"|translator"
    r"|cadeirydd|gadeirydd|clerc(?: y (?:dref|cyngor))?|glerc|ysgrifennydd|trysorydd|maer|llywydd|swyddog"
    r"|rheolwr|cyfieithydd|cyfarwyddwr)"
)
AFTER_BRACKET = re.compile(rf"(?i)\)\s+({ROLE})(?=\s*(?:[,;]|$))")  # "Mair Jones (MJ) Chair"
ROLE_BEFORE = re.compile(rf"(?i)(?:the |y |yr )?({ROLE})[ ,:–-]+(?=(?:[A-Z]|cllr|cyng))")
BODY = re.compile(
    r"(?i)\b(menter|antur|cartrefi|homes|housing|charity|elusen|council|cyngor|cymru|wales|board|bwrdd|centre|canolfan"
    r"|co-?op(?:s|erative\w*)?|trust|universit\w*|prifysgol|llywodraeth|government"
    r"|association|cymdeithas|forum|fforwm|group|grŵp|services?|gwasanaeth\w*|foundation|care|gofal|health|iechyd"
    r"|ltd|cyf|cic|nhs|police|heddlu|partnership|alliance|network|agency|department"
    r"|(?:head|director|pennaeth) of|officers?|manager|director|secretary|treasurer|swyddog(?:ion)?|rheolwr"
    r"|cyfarwyddwr|pennaeth|ysgrifennydd|trysorydd|clerk|clerc|executive|meeting|minutes|cofnodion|cyfarfod"
    r"|committee|pwyllgor|representatives?|members?|aelod(?:au)?)\b"
)
NOBODY = set(
    words_of(
        "none nil nobody dim neb all pawb item eitem name enw organisation organization sefydliad attending "
        "attended category names present apologies apology also hefyd na no not nid the action actions"
    )
)
SMALL = {"ap", "ab", "de", "van", "von", "der", "den", "y", "yr", "of", "le", "la", "du", "o", "ferch"}
HONOURS = r"(?:MS|AS|AM|AC|MP|MBE|OBE|CBE|BEM|JP|QC|KC|CB|DL|BSc|PhD|MA)"
BULLET = re.compile(r"^\s*(?:[•·▪●*–—-]|[“”\"„'’]{1,2}(?=\s)|\d{1,2}[.)](?=\s)|o(?=\s{2,}))\s*")
LEADS = re.compile(r"^(?:(?i:also|and|hefyd|together with|plus)|a|ac|by|gan)[: ]+(?=\S)")
LITTER = re.compile(r"(?:\(\*\)|[*✓✔†>]|\(√\))+")
VERB = re.compile(
    r"(?i)\b(?:was|were|is|are|has|have|had|will|would|sent|gave|wedi|mae|roedd|unable|arrived|left|joined"
    r"|not present)\b"
)
BETWEEN = (
    r",\s*(?:and|a|ac|a/and|&)?(?=\s)|;|\s(?:and|a/and|a / and|ac|&|a['’]r|ac['’]r|a(?=\s+(?:[A-ZŴŶ]|chyng|y cyng"
    r"|chynghorydd)))\s"
)
ONLINE_BEFORE = re.compile(rf"(?i)(?:{ONLINE.pattern})\s*[:–-]\s*(?=[A-ZŴŶ])")
COUPLE = re.compile(r"((?:^|[,;:]\s))([A-ZŴŶ][\w'’-]+) (?:&|and|a|ac) ([A-ZŴŶ][\w'’-]+) ([A-ZŴŶ][\w'’-]+)(?=$|[,;.])")
LONGEST = 200  # characters of a name with all that stands beside it
COUNTS = re.compile(rf"{COUNTED.pattern}")


def is_name(text) -> bool:
    """Whether this reads like the name of a person: a few words, each with a capital."""
    if len(text) > LONGEST:
        return False
    words = re.sub(r"[\[(].*?[\])]", " ", text).replace(",", " ").split()
    words = [word for word in words if not re.fullmatch(HONOURS, word)]
    if (
        not 2 <= len(words) <= 6
        or re.search(r"\d|['’]s\b|[:!?/£@]", text)
        or BODY.search(" ".join(words))
        or words[0].lower().strip(".") in NOBODY
    ):
        return False
    if any(re.fullmatch(r"[A-Z]{3,5}", word) for word in words) and not all(word.isupper() for word in words):
        return False  # "Torfaen CBC"
    capitals = [word for word in words if word[0].isupper()]
    return (
        len(capitals) >= min(2, len(words))
        and all(word[0].isupper() or word in SMALL for word in words)
        and len(" ".join(words)) > 3
    )


def parts_of(text, marks=BETWEEN) -> list:
    """Return a text divided at these marks where they stand outside brackets."""
    parts, depth, at = [], 0, 0
    for found in re.finditer(rf"[()\[\]]|{marks}", text):
        if found[0] in "([":
            depth += 1
        elif found[0] in ")]":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[at : found.start()])
            at = found.end()
    return [part.strip(" ,;") for part in [*parts, text[at:]] if part.strip(" .,;&")]


def names_in(line, *, alone=False, cells=()) -> tuple:
    """Return (attenders, what is no name) of a line; `alone` if a line is one person, whose organisation may follow
    a comma.
    """
    line = AFTER_BRACKET.sub(r"; \1)", LITTER.sub("", BULLET.sub("", line)).strip())
    if cells and len(cells) > 1:
        people = _of_cells([LITTER.sub("", BULLET.sub("", cell)).strip() for cell in cells])
    else:
        people = parts_of(line, ";")
        people = (
            _one_after_the_other(line, alone)
            if len(people) == 1
            else [one for part in people for one in _one_after_the_other(part, True)]
        )
    found = [(part, person_of(part)) for part in people]
    good = [one for _part, one in found if one and len(one.name) <= 150 and len(one.organisation) <= 200]
    return good, [part for part, one in found if one is None or one not in good]


def _of_cells(cells) -> list:
    """Return the people of a line in columns: several names, or one with an organisation."""
    cells = [cell for cell in cells if cell]
    names = [cell for cell in cells if is_name(without_office(cell)[0])]
    if len(names) == len(cells):
        return cells
    if (
        names
        and names[0] == cells[0]
        and not any(CHAIR.search(cell) and is_name(re.sub(r"\(.*?\)", "", cell)) for cell in cells[1:])
    ):
        return (
            [" | ".join(f"({cell})" if CHAIR.fullmatch(cell) else cell for cell in cells)]
            if len(names) == 1
            else [part for cell in cells for part in _one_after_the_other(cell, True)]
        )
    return [part for cell in cells for part in _one_after_the_other(cell, True)]


def without_office(text) -> tuple:
    """Return (name, title of office) of "Y Cynghorydd Mair Jones", "Cyng/Cllr Mair Jones", "County Cllr. Mair
    Jones".
    """
    text, said = LEADS.sub("", text.strip()), ""
    while (found := OFFICE.match(text)) and found.end():
        word = " ".join(found[0].strip(" :/,-.").split())
        said = said or re.sub(
            r"[\w’']+$",
            lambda last: SINGULAR.get(last[0].lower(), last[0]),
            re.sub(r"(?i)^(?:the|y|yr|a['’]r) ", "", word),
        )
        text = text[found.end() :]
    return text, said.rstrip(".")


def person_of(text) -> Attender | None:
    """Return the Attender of a part of a list, None if it names nobody."""
    online = ONLINE_BEFORE.match(text)
    text, office = without_office(text[online.end() :] if online else text)
    role = ROLE_BEFORE.match(text)
    before = role[1] if role else ""
    name, other = without_office(text[role.end() :] if role else text)
    one = attender(name)
    if not is_name(one.name) or (VERB.search(one.name) and not role):
        return None
    office, is_chair = office or other, one.is_chair
    if before and CHAIR.fullmatch(before) and not re.match(r"(?i)(?:vice|deputy|is|dirprwy)", before):
        before, is_chair = "", True
    rest = "; ".join(part for part in (office, before, one.organisation) if part)
    return Attender(one.name, rest, is_chair=is_chair, is_online=one.is_online or bool(online), initials=one.initials)


def _apart(line):
    """Return a line with a comma where none stands between two people: after a bracket, and before a title of
    office.
    """
    line = re.sub(rf"(?i:,?\s+(?:and the|a['’]r)\s+({ROLE})),\s+(?=[A-ZŴŶ])", r", \1 ", line)
    line = re.sub(r"\)\s+(?=(?:the |y )?(?:[A-ZŴŶ][\w.'’-]*\s){1,4}?[A-ZŴŶ])", "), ", line)
    for found in reversed(list(OFFICE_WORD.finditer(line))):
        before = line[: found.start()].rstrip()
        last = re.sub(r"\W", "", before.split(" ")[-1].lower()) if before else ""
        if before and before[-1] not in ",;:/(-–&" and last not in NOT_BEFORE:
            line = f"{before}, {line[found.start() :]}"
    return line


def _couples_apart(line):
    """Return a line of names with the surname of a couple ("Pat & Ron Middlewich") beside each of the two."""
    others = parts_of(COUPLE.sub(r"\1", line))
    is_of_names = all(is_name(_bare(part)) for part in others)
    return COUPLE.sub(r"\1\2 \4, \3 \4", line) if is_of_names else line


def _one_after_the_other(line, alone) -> list:
    """Return the people of a line: several where it holds several names, else the line itself."""
    line = _couples_apart(_apart(line))
    parts = [part for part in parts_of(line) if not re.fullmatch(r"(?i)(?:the |y )?(?:and|a|ac)", part)]
    if len(parts) < 2:
        return [line]
    if len(parts) == 2 and f", {parts[1]}" not in line and re.fullmatch(rf"(?i)(?:the |y |yr )?{ROLE}", parts[1]):
        return parts
    named = [part for part in parts if is_name(_bare(part))]
    return [line] if alone and _is_one(line, parts, named) else _with_organisations(parts, named)


def _bare(part):
    """Return a part of a list without brackets, office and what somebody does."""
    part = ONLINE_BEFORE.sub("", ROLE_BEFORE.sub("", part), count=1)
    return without_office(re.sub(r"\(.*?\)|\[.*?\]", "", part))[0]


def _is_one(line, parts, named) -> bool:
    """Whether a line of its own is one person whose organisation or office follows: "Mair Jones, Menter Môn"."""
    short = re.search(r"\(([A-Z][\w'’]{1,4})\)", line)
    if (
        len(parts) == 2
        and short
        and are_initials(short[1], _bare(parts[0]))
        and not are_initials(short[1], _bare(parts[1]))
    ):
        return True
    if len(named) == 1 or (parts[0] in named and parts[1] not in named):
        return len(named) == 1 or not OFFICE_WORD.search(line[len(parts[0]) :])
    head = re.split(r"\s[–—-]\s|\s*\|\s*", line)
    if len(head) == 2 and is_name(_bare(head[0])) and not is_name(head[1].split(",")[0]):
        return True
    has_titles = re.search(r"(?i)cllr|cyng|councillor|^m[rs]", line)
    return "(" not in line and len(parts) == len(named) == 2 and "," in line and not has_titles


def _with_organisations(parts, named) -> list:
    """Return the parts of a line of names; what is none, as an organisation or an office after a comma, stays with
    the name before.
    """
    result = []
    for part in parts:
        is_one = part in named or COUNTS.fullmatch(part) or re.match(r"(?i)(?:the|y|yr) ", part)
        if is_one or not result or result[-1] not in named:
            result.append(part)
        else:
            named = [*named, f"{result[-1]}, {part}"]
            result[-1] = named[-1]
    return result


def body_and_names(text) -> tuple:
    """Return (body, names) of "Welsh Government: Mair Jones, Ned Lewis", ("", text) of anything else."""
    body, colon, names = text.partition(":")
    first = parts_of(names)[:1] if colon else []
    is_body = first and 3 < len(body) <= 60 and not is_name(body) and is_name(_bare(first[0]))
    return (body.strip(), names.strip()) if is_body and not re.search(rf"(?i){ROLE}$|\d", body) else ("", text)


def joined(sheet_list, people) -> None:
    """Add people to a list unless they are there already."""
    known = {one.name.casefold() for one in sheet_list}
    sheet_list.extend(one for one in people if one.name.casefold() not in known)
