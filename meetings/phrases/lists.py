"""Lists of who was there: which lines begin one, in English and Welsh, and what a word beside it says of those who
follow.
"""

import re
from dataclasses import dataclass

from meetings.phrases.sentences import SHORT
from meetings.phrases.sheet import ONLINE

SIDES_BETWEEN = r"(?:\s*(?:/|\|\||\||\t|–|-)\s*)"
PEOPLE = (
    r"(?:members? of (?:the )?(?:senedd|parliament)|members?|councillor['’]?s?|cllrs?\.?|trustees|directors|board"
    r"|committee|management|executive|attendees"
    r"|partners|delegates|representatives|others?|all|those|persons)"
)
POBL = (
    r"(?:aelodau o['’]r senedd|aelodau['’]?r?n?|cynghorwyr|ymddiriedolwyr|cyfarwyddwyr|y rhai|y canlynol"
    r"|eraill|pawb|swyddogion)"
)
BODIES = r"(?:of the |o['’]r |['’]r )?(?:council|committee|board|cyngor|pwyllgor|bwrdd|senedd)"
STAFF = (
    r"(?:council |board |policy |committee |senedd )?(?:officers?|officials?|staff|employees?|secretariat|support"
    r"|witness(?:es)?|guests?|observers?|speakers?|visitors?|advis[eo]rs?)"
)
STAFF_CY = (
    r"(?:swyddog(?:ion)?|staff|gweithwyr|ysgrifenyddiaeth|tystion|gwesteion|arsylwyr|sylwedyddion|siaradw(?:r"
    r"|yr))(?: (?:y|yr|['’]r)? ?(?:cyngor|senedd|bwrdd|staff))?"
)
CLERK = (
    r"(?:(?:town |community |council |parish )?clerk|clerc(?: y cyngor)?|(?:minute|note)[- ]?taker|(?:minutes|notes"
    r"|cofnodion) (?:taken )?(?:by|gan)|minute secretary|secretary|ysgrifennydd|county (?:councillors?|members?"
    r"|cllrs?\.?)|(?:aelod(?: o['’]r)?|cynghorydd) (?:y )?(?:cyngor )?sir)"
)
GROUPS = {
    "apologies": r"apol(?:ogie)?s|sorry(?: not here)?|(?:unable|not able|could not|couldn['’]t) (?:to )?(?:attend|come)"
    r"|apologies(?: (?:for|of) (?:absence|non-attendance))?(?: (?:were |had been |have been "
    r"|was )?(?:also )?(?:received|given|noted|sent|accepted|came))?(?: (?:from|by))?"
    r"|(?:received |to receive )?apologies|(?:derbyniwyd |cafwyd )?ymddiheur(?:iad(?:au)?|o)(?: am (?:absenoldeb"
    r"|eu habsenoldeb|golli['’]r cyfarfod))?(?: (?:gan|oddi ?wrth))?|absent with apologies"
    r"|absennol gydag ymddiheuriad",
    "absent": r"absent(?: without apolog(?:y|ies))?|not present|absennol(?: heb ymddiheuriad)?"
    r"|no apologies(?: received)?",
    "in_attendance": r"(?:also |others? |officers? |officials? |staff )(?:in attendance|attending"
    r"|attended)(?: in part)?"
    r"|in attendance(?: in part)?|attended(?: in part)?|also(?: in attendance| present| attending)?|others present"
    r"|by invitation"
    r"|apologies for lateness"
    rf"|{STAFF}(?: (?:present|in attendance|attending))?|{CLERK}(?: (?:present|in attendance))?"
    rf"|(?:members of the )?(?:public|press|community)(?: present)?"
    rf"|(?:hefyd|eraill)(?: (?:yn )?(?:[bp]resennol|mynychu))?|(?:hefyd )?yn mynychu|wrth law"
    rf"|{STAFF_CY}(?: (?:a oedd )?yn (?:[bp]resennol|mynychu))?|(?:hefyd )?(?:yn )?[bp]resennol hefyd|trwy wahoddiad"
    rf"|drwy wahoddiad|aelodau o['’]r cyhoedd",
    "present": rf"(?:{PEOPLE} ){{0,2}}(?:who were |were )?(?:present|attending|in attendance)(?: (?:at the meeting"
    rf"|in person|online|via \w+|were))?|here|attendees?|attendance(?: list)?|list of attendees|attended by"
    rf"|mynychwyd gan"
    rf"|rhestr (?:bresenoldeb|presenoldeb)|{PEOPLE} present"
    rf"|present(?: at (?:the )?meeting)?(?: were)?|those attending"
    rf"|(?:the )?following(?: {PEOPLE})? (?:were|was) (?:present|in attendance)"
    rf"|(?:roedd )?(?:{POBL} ?){{0,2}}(?:a oedd )?(?:{BODIES} )?(?:a oedd )?(?:yn )?[bp]resenn?ol|presenoldeb"
    rf"|yn y cyfarfod|mynychwyr|in the room|yn yr ystafell|(?:on|joining|ar) (?:the )?(?:call|screen|alwad|sgrin)"
    rf"|(?:(?:on|via|ar|joining|present|attending) )*{ONLINE.pattern}",
    "chair": r"(?:in the )?chair(?:man|person|woman|ed by)?(?: (?:for|of) (?:this|the) meeting)?"
    r"|meeting chaired by|cadeirydd|(?:yn )?y gadair"
    r"|cadeiriwyd (?:y cyfarfod )?gan|chairing|facilitat(?:or|ed by)|hwylusydd|hwyluswyd gan",
    "members": rf"(?:(?:committee |board |council |ordinary )?(?:members?|councillors|cllrs\.?|trustees|directors"
    rf"|board members)(?: {BODIES})?|(?:aelodau(?:['’]r)?|cynghorwyr|ymddiriedolwyr|cyfarwyddwyr)(?: ?{BODIES})?"
    rf"|statutory members|invited participants|board members)",
}
ONE = {name: re.compile(rf"(?i)(?:the |y |yr )?(?:{pattern})") for name, pattern in GROUPS.items()}
NAME_COLUMN = re.compile(r"(?i)\W*(?:names?|attendees?|members?|enwau?|aelod(?:au)?|present|yn bresennol)\W*")
PERSON_COLUMN = re.compile(
    r"(?i)\W*(?:role|position|title|job title|post|initials?|organi[sz]ation|agency|body|company|representing"
    r"|on behalf of"
    r"|attend(?:ance|ed|ing)|present|status|rôl|swydd|teitl|sefydliad|corff|yn cynrychioli|presenoldeb|llythrennau)\W*"
)
ENDING = re.compile(r"\s*(?::\s*[-–—]?|\.(?=\s)|[-–—](?=\s)|\t)\s*")
COUNTED = re.compile(
    r"(?i)(?:\d+|\d+ as .*|\(?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a|an|several|dau|dwy|tri|tair"
    r"|pedwar|pump)\)? .{0,30}(?:public|press|cyhoedd|wasg|school council|residents?|observers?|people|members"
    r"|aelod\w*)\b.{0,60}|.{0,30}(?:public|press|cyhoedd|wasg)\b[: ]*\d*)"
)
LONGEST_LABEL = 70


@dataclass(frozen=True)
class Label:
    """The beginning of a list: which it is, how that was said, what follows on the line, and what the word says of
    those people.
    """

    list: str
    said: str
    rest: str
    is_chair: bool = False


def label_of(text) -> Label | None:
    """Return the Label that a line begins with, in one language or both, else None."""
    whole = text.strip()
    for said, rest in _divided(whole):
        name = kind_of(said)
        if name:
            place = "present" if name in ("chair", "members") else "in_attendance" if name == "staff" else name
            return Label(place, said, rest, is_chair=name == "chair")
    return _in_words(whole)


def label_of_columns(cells) -> Label | None:
    """Return the Label of the heads of a table of people ("Name | Role | Organisation"), None of any other row."""
    is_of_people = len(cells) > 1 and NAME_COLUMN.fullmatch(cells[0]) and all(map(PERSON_COLUMN.fullmatch, cells[1:]))
    return Label("present", "\t".join(cells), "") if is_of_people else None


def _divided(text):
    """Yield (label, rest) of a line that may be nothing but a label, else at each mark that may end one."""
    if len(text) <= LONGEST_LABEL:
        yield text.rstrip(" :.-–"), ""
    for mark in ENDING.finditer(text[: LONGEST_LABEL + 4]):
        if mark[0].startswith(".") and SHORT.search(text[: mark.start() + 1]):
            continue
        yield text[: mark.start()], text[mark.end() :]
    for space in reversed(
        list(re.finditer(r" (?=[A-ZŴŶ])", text[:LONGEST_LABEL]))
    ):  # "Hefyd yn bresennol / In attendance Mair Jones"
        if "/" in text[: space.start()]:
            yield text[: space.start()], text[space.end() :]


def kind_of(said):
    """Return which list a label begins, "" for none; of a label in both languages each half must be one."""
    halves = [half for half in re.split(SIDES_BETWEEN, said.strip(" :.")) if half]
    if not 1 <= len(halves) <= 4 or len(said) > LONGEST_LABEL:
        return ""
    kinds = [
        next((name for name, pattern in ONE.items() if pattern.fullmatch(half.strip(" :.-"))), "") for half in halves
    ]
    if not all(kinds):
        return ""
    for name in ("absent", "apologies", "chair", "in_attendance"):
        if name in kinds:
            return name
    return kinds[0] if set(kinds) != {"members", "present"} else "present"


WORDS = re.compile(
    r"(?i)(?P<apologies>(?:apol(?:ogie)?s (?:for (?:absence|non-attendance) )?(?:were |was |had been "
    r"|have been )?(?:also )?(?:received |given |noted |sent |came )?(?:from|by))|(?:cafwyd "
    r"|derbyniwyd )?ymddiheuriadau? (?:am (?:eu h)?absenoldeb )?(?:gan|oddi ?wrth))\s+(?!.{0,40}\bno\b)"
    r"|(?P<in_attendance>(?:also (?:present|in attendance)(?: (?:was|were))?|in attendance(?: (?:was|were))?"
    r"|hefyd yn [bp]resennol|roedd hefyd yn bresennol)(?= [A-Z\d])|hefyd yn (?:mynychu)(?= [A-Z])"
    r"|(?-i:Also(?= [A-Z][a-z]+ [A-Z])))\s+"
    r"|(?P<present>(?:those )?present(?: at the meeting)? (?:was|were)|presennol(?= (?:y )?(?:cyng|[A-Z])))\s+"
)


def _in_words(text) -> Label | None:
    """Return the Label of a line that goes on after it without a mark: "Apologies were received from …"."""
    found = WORDS.match(text)
    if not found:
        return None
    name = next(name for name, value in found.groupdict().items() if value is not None)
    return Label(name, found[0].strip(), text[found.end() :].lstrip(" :"))
