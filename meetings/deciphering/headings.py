"""Which lines of minutes begin an item: by the way this text numbers its items, else by how its titles look."""

import re
from dataclasses import dataclass

from meetings.phrases.moments import days_in

KNOWN = re.compile(
    r"(?i)(?:(?:the )?chair(?:man|person)?['’]?s? (?:welcome|opening remarks).*|welcome.{0,70}|introductions?.{0,40}"
    r"|opening.{0,20}|present"
    r"|(?:to )?(?:receive |note |record )?(?:any )?apologies.{0,60}|(?:to )?(?:receive |record "
    r"|declare )?(?:any )?declarations?.{0,40}"
    r"|disclosures?.{0,40}|(?:(?:to )?(?:approve|confirm|sign|receive|agree|adopt)[\w ]{0,40})?(?:draft "
    r"|unconfirmed )?(?:minutes|notes)(?: of| from|$| and).{0,80}"
    r"|(?:confirmation|approval) of.{0,80}|matters? arising.{0,90}|actions? (?:from|arising|log|list).{0,60}"
    r"|action log|correspondence.{0,30}|planning.{0,40}|finances?.{0,40}"
    r"|accounts.{0,20}|.{0,40}\breports?(?: (?:from|of|by|on)\b.{0,50})?|any other (?:urgent )?(?:business"
    r"|matters).{0,40}|aob|a\.o\.b\.?|other business"
    r"|(?:dates?|date,? time)(?:,? (?:time|place|venue))?(?:,? and (?:time|place|venue))?(?: and venue)? (?:of"
    r"|for) (?:the )?(?:next|future) meetings?.{0,60}|next meetings?.{0,40}|future meetings?"
    r"|public (?:participation|questions|session|forum).{0,40}|personal matters|election of.{0,40}"
    r"|appointment of.{0,50}|budget.{0,30}|risk register"
    r"|terms of reference|constitution|membership|training|health and safety|safeguarding|policies|welcome"
    r"|croeso.{0,60}|cyflwyniad.{0,40}|ymddiheuriad.{0,50}|dat(?:gan|gelu|geliad)\S*(?: o)? (?:\w*fudd|\w*ddiddordeb"
    r"|diddordeb|budd|cysylltiad|gysylltiad)\S*.{0,40}"
    r"|(?:cadarnhau (?:y |r )?)?cofnodion(?: .{0,70})?|materion? (?:yn codi|sy['’]n codi|personol|cyllid"
    r"|cynllunio).{0,60}|gohebiaeth.{0,30}|cynllunio.{0,30}|cyllid(?:eb)?.{0,30}"
    r"|cyfrifon.{0,20}|adroddiad(?:au)?.{0,60}|unrhyw (?:fater(?:ion)?|fusnes) (?:arall|eraill).{0,20}|u\.?f\.?a\.?"
    r"|dyddiad(?:au)? (?:ac amser )?(?:y |r )?cyfarfod(?:ydd)? nesaf.{0,30}"
    r"|(?:y )?cyfarfod(?:ydd)? nesaf.{0,40}|ethol.{0,30}|cyfranogiad y cyhoedd|camau gweithredu.{0,40})"
)
WORDED = re.compile(
    r"(?i)(?:agenda )?(item|eitem|minute|cofnod)\s*(?:no\.?\s*"
    r"|rhif\s*)?(\d{1,4}(?:[/.]\d{1,4})?)\s*[.:)]?\s*[–—-]?\s*(.*)"
)
CODED = re.compile(r"([A-Z]{2,8}[ /-]?(?:\(\d{1,4}\)|\d{1,4}[ /.:-]))(\d{1,4})\s*[.:)–-]?\s+(\S.*)")
SLASHED = re.compile(r"(\d{1,4}/)?(\d{1,4})/(\d{1,4})(?![/\d])[a-z]?[.:)]?\s*[–—-]?\s*(\S.*)")
DOTTED = re.compile(r"(\d{1,3})\.(\d{1,4})(?!\d|\.\d|%|\s?[ap]\.?m)[.:)]?\s+(\S.*)")
PLAIN = re.compile(r"(\d{1,4})(\s*[.):]\s*|\s*[–—-]\s+|\s+)([^\W\d].*|[“\"'‘(]\S.*)")
LETTERED = re.compile(r"([A-Z]|[IVX]{1,5})[.)]\s+(\S.*)")
ROMAN = [
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"),
    *("XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"),
]
NO_TITLE = re.compile(
    r"(?:(?i:members? of (?:the )?|aelod(?:au)? o|people|councillors? (?:were|and)|others|(?:january|february|march"
    r"|april|may|june|july|august|september|october"
    r"|november|december|ionawr|chwefror|mawrth|ebrill|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)\b)"
    r"|(?:st|nd|rd|th|af|ail|ydd|fed|eg|ain|minutes?|hours?|days|weeks|months|years|am|pm)\b)"
)
VERBS = re.compile(
    r"(?i)\b(?:was|were|is|are|has|have|had|will|would|should|reported|stated|said|asked|agreed|advised|thanked"
    r"|explained|welcomed|noted"
    r"|oedd|roedd|mae|bydd|wedi|dywedodd|adroddodd|nodwyd|trafodwyd|cafwyd|diolchodd)\b"
)
LABELS = re.compile(
    r"(?i)(?:actions?|action points?|agreed|resolved|decisions?|noted|recommendations?|penderfyn\w+|cytunwyd"
    r"|cam(?:au)? gweithredu|gweithredu|nodwyd)\b\W*"
)
TAIL = re.compile(
    r"(?i)\W*(?:signed|llofnod\w*|arwyddwyd|chair(?:man|person|woman)?|cadeirydd|clerk|clerc|mayor|maer|date|dyddiad"
    r"|draft|drafft|unconfirmed|total|cyfanswm|end|diwedd)\b[\W\d_]*(?:chair\w*|cadeirydd|date|dyddiad)?\W*"
)
FILLER = re.compile(r"(?i)\W*(?:x{3,}|tbc|\[?insert.*|\?{2,}|_{3,})\W*")
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}")
MOST = 500  # numbered lines that are weighed; nobody's minutes have so many items
ENDS = (".", ";", ",", "!", "?")


@dataclass(frozen=True)
class Heading:
    """The beginning of an item: the number as it was written, the title, and what follows on the same line."""

    number: str
    title: str
    follows: str = ""


@dataclass(frozen=True)
class Number:
    """A number at the beginning of a line: in which form, of which series, which one; how it was written; what
    follows it.
    """

    form: str
    series: str
    value: int
    said: str
    rest: str
    is_worded: bool = False


def numbers_of(text) -> list:
    """Return the Numbers that a line may begin with: "4/21" may be the 4th of the year 21, or the 21st of meeting 4."""
    if days_in(text[:12]) and not text[:40].isupper():
        return []
    found = WORDED.fullmatch(text)
    if found:
        first, dot, last = re.match(r"(\d+)([/.]?)(\d*)", found[2]).groups()
        return (
            [Number("plain", "", int(last or first), found[2], found[3], is_worded=True)]
            if not dot
            else _pair(first, last, found[2], found[3], dot)
        )
    found = LETTERED.fullmatch(text)
    if found:
        return _lettered(found[1], found[2])
    for form, pattern in (("coded", CODED), ("slashed", SLASHED), ("dotted", DOTTED), ("plain", PLAIN)):
        found = pattern.fullmatch(text)
        if found:
            return _numbers(form, found)
    return []


def _lettered(said, rest) -> list:
    """Return the Numbers that a letter or a Roman numeral may be: "I." is the ninth or the first."""
    letters = [Number("lettered", "A", ord(said) - ord("A") + 1, said, rest)] if len(said) == 1 else []
    return letters + ([Number("lettered", "I", ROMAN.index(said) + 1, said, rest)] if said in ROMAN else [])


def _numbers(form, found) -> list:
    if form == "coded":
        return [Number(form, found[1], int(found[2]), found[1] + found[2], found[3])]
    if form == "plain":
        return [Number(form, "", int(found[1]), found[1], found[3])]
    rest = found[found.re.groups]
    if form == "slashed" and found[1]:
        said = f"{found[1]}{found[2]}/{found[3]}"
        return [Number("slashed", said.rpartition("/")[0], int(found[3]), said, rest)]
    first, last = (found[2], found[3]) if form == "slashed" else (found[1], found[2])
    return _pair(
        first, last, first + ("/" if form == "slashed" else ".") + last, rest, "/" if form == "slashed" else "."
    )


def _pair(first, last, said, rest, mark) -> list:
    """Return both readings of a number of two parts, of which one counts and the other stays."""
    form = "slashed" if mark == "/" else "dotted"
    return [
        Number(form, f"{first}{mark}", int(last), said, rest),
        Number(form, f"{mark}{last}", int(first), said, rest),
    ]


def title_and_rest(text) -> tuple:
    """Return (title, what follows) of "Welcome: the Chair welcomed everybody.", or the text itself as a title."""
    capitals = re.match(
        r"((?:[A-ZŴŶÂÊÎÔÛÁÉ&/'’,()-]{2,}|[AIYO&])(?:[ ,/]+(?:[A-ZŴŶÂÊÎÔÛÁÉ&/'’,()\d-]{2,}"
        r"|[AIYO&]))*)[.:]?\s+(?=[A-Z][a-z]|a\)|\(a\))(.*)",
        text,
    )
    if capitals and len(re.sub(r"\W", "", capitals[1])) > 3 and len(capitals[1]) <= 110:
        return capitals[1].rstrip(" ,:–-"), capitals[2]
    for mark in (": ", " – ", " - ", "– ", ". "):
        title, found, rest = text.partition(mark)
        is_in_two = any(one in rest and one not in title for one in (" | ", " / "))
        if (
            found
            and not is_in_two
            and 2 < len(title) <= (110 if mark == "– " else 70)
            and title[:1].isupper()
            and _goes_on(title, rest)
        ):
            return title, rest
    return text, ""


def _goes_on(title, rest) -> bool:
    """Whether what follows a mark is the text of an item rather than the rest of its title."""
    return (
        len(rest) > 40
        or bool(VERBS.search(rest) or LABELS.match(rest) or re.fullmatch(r"(?i)(?:none|dim|nil)\W*.{0,20}", rest))
        or bool(KNOWN.fullmatch(title) and days_in(rest))
        or bool(KNOWN.fullmatch(title) and len(rest) > 3 and rest[0].isupper() and rest.rstrip().endswith("."))
    )


def is_known(text) -> bool:
    """Whether a text is a title that minutes everywhere have."""
    text = text.strip(" :.–-")
    halves = [half for half in re.split(r"\s*(?:/|\|\||–| - )\s*", text) if half]
    return (
        len(text) <= 130
        and not LABELS.fullmatch(text)
        and bool(KNOWN.fullmatch(text) or (len(halves) == 2 and any(map(KNOWN.fullmatch, halves))))
    )


def is_capitals(text) -> bool:
    """Whether a text is in capitals: at least four letters, nearly all of them large."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) >= 0.9 * len(letters)


def weight(number, line):
    """Return how much a numbered line looks like the beginning of an item; nothing or less if it does not."""
    rest = number.rest.rstrip(" :")
    title, follows = title_and_rest(rest)
    if not rest:
        return 0.9 if number.is_worded else 0
    if number.form == "lettered" and not (is_known(title) or is_capitals(title) or line.after_gap):
        return 0  # an initial: "A. Jones"
    if not title[0].isalpha() or NO_TITLE.match(rest) or len(title) > 150 or FILLER.fullmatch(rest):
        return 0
    looks = 0.8 if is_capitals(title) else 0
    looks = max(looks, 0.8 if line.level else 0, 1.0 if is_known(title) else 0, 0.7 if number.is_worded else 0)
    looks += 0.5 if len(title) <= 60 else 0.3 if len(title) <= 100 else 0
    looks -= 0.3 if title.endswith(ENDS) and not follows and not is_capitals(title) and not is_known(title) else 0
    looks -= 0.7 if VERBS.search(title) and not is_capitals(title) else 0
    looks -= 1.2 if title[0].islower() else 0
    return looks + (0.1 if line.after_gap else 0)


def chain(candidates) -> tuple:
    """Return (score, [(place, number)]): of numbered lines of one series, those that count upwards and look most
    like titles.
    """
    best = []
    for at, (_place, number, own) in enumerate(candidates):
        is_first = number.value == 1 or number.form not in ("plain", "lettered")
        start = own - (0 if is_first else 0.5)
        before = max(((best[b][0] + _step(candidates[b][1], number), b) for b in range(at)), default=(0, None))
        best.append((own + before[0], before[1]) if before[0] + own > start else (start, None))
    if not best:
        return 0, []
    at = max(range(len(best)), key=lambda one: best[one][0])
    score, found = best[at][0], []
    while at is not None:
        found.append(candidates[at][:2])
        at = best[at][1]
    return score, found[::-1]


def _step(before, after):
    """Return what a step from one number to another is worth: the next one most, the same again or a gap less, back
    nothing.
    """
    step = after.value - before.value
    if step < 0:
        return -1000
    return {0: -0.45 if after.form == "plain" else -0.2, 1: 0.2, 2: -0.4, 3: -0.6}.get(step, -1.5)


def _agenda_above(lines) -> set:
    """Return the places of an agenda that stands above the minutes, which say each of its numbered lines again."""
    last = {line.plain: place for place, line in enumerate(lines)}
    said_again = {place for place, line in enumerate(lines) if last[line.plain] > place and PLAIN.fullmatch(line.plain)}
    return said_again if len(said_again) > 2 else set()


def numbered_headings(lines) -> tuple:
    """Return (score, {place: Number}) of the series of numbers that this text counts its items by."""
    series, agenda = {}, _agenda_above(lines)
    for place, line in enumerate(lines):
        for number in numbers_of(line.plain) if len(line.text) < 5_000 and place not in agenda else ():
            own = weight(number, line)
            if own > 0:
                series.setdefault((number.form, number.series), []).append((place, number, own))
    chains = [chain(one[:MOST]) for one in series.values()]
    chains = [(score * (0.8 if _is_below(found, series) else 1), found) for score, found in chains]
    score, found = max(chains, key=lambda one: one[0], default=(0, []))
    return score, dict(found)


def _is_below(found, series) -> bool:
    """Whether numbers are those of parts of one item ("3.1", "3.2"), whose own number stands before them."""
    number = found[0][1] if found else None
    if number is None or number.form != "dotted" or not number.series.endswith("."):
        return False
    return any(
        str(one.value) == number.series[:-1] and place < found[0][0]
        for place, one, _own in series.get(("plain", ""), ())
    )
