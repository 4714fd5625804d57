"""The head of minutes: what the meeting was called, when it was and where, as far as its lines say so; and when it
ended.
"""

import re
from dataclasses import dataclass, field

from meetings.phrases.moments import DAYS, HALF, MONTHS, Day, clocks_in, days_in
from meetings.phrases.sentences import sentences
from meetings.phrases.sheet import SIDES
from meetings.phrases.sides import divided
from meetings.phrases.words import words_of

LABEL = (
    r"(?:meeting |cyfarfod )?(?:date,? (?:and|&) time|date|time|hybrid|in[- ]person|dyddiad(?: ac amser)?|amser"
    r"|venue|location|place"
    r"|lleoliad|man cyfarfod|title|teitl|held (?:at|on|in))"
    r"(?: of (?:the )?meeting| for meeting| y cyfarfod)?"
)
LABELLED = re.compile(rf"(?i)^({LABEL})(?:\s*/\s*{LABEL})?\s*(?::|\t|–|-\s|$)\s*(.*)")
BESIDE = re.compile(rf"(?i)(?<=\S)\s+(?=(?:{LABEL})\s*:)")  # "Date: … Time: … Venue: …" on one line
ON_SCREEN = re.compile(
    r"(?i)(?:held |online |remotely )*(?:via|by|on|over|trwy|drwy|dros|ar)\s+((?:ms |microsoft )?teams|zoom)\W*"
)
PLACE_LABEL = re.compile(r"(?i)hybrid|in[- ]person|venue|location|place|lleoliad|man cyfarfod|held (?:at|in)")
HELD = re.compile(
    r"(?i)(?:\bheld (?:remotely |virtually |online )?(?:at|in)\s+(?!\d)|\bgynhaliwyd (?:yn|yng|ym)\s+|, (?:yn|yng"
    r"|ym) (?=neuadd|canolfan|swyddfa|ysgol|capel|gwesty|llyfrgell|yr? )"
    r"|(?<=\s)(?:yn(?:g|m)?|ym) (?=(?:y |yr )?(?:n?gh?anolfan|neuadd|festri|swyddf|ysgol|capel|llyfrgell|ystafell"
    r"|siambr|clwb|tafarn))|\byng (?=ng)"
    r"|(?:^|\s)(?:at|in) (?=(?:the )?[A-Z](?!\.)[\w'’.-]*(?:\s|,|$))(?!(?:the )?(?:monday|tuesday|wednesday|thursday"
    r"|friday|chair|january|february|march|april|may|june|july|august|september|october|november|december)\b)|@ )(.+)"
)
END_OF_PLACE = re.compile(
    rf"(?i),?\s+(?:nos|dd?ydd) (?:sul|lun|llun|fawrth|mawrth|fercher|mercher|iau|wener|gwener|sadwrn)\b.*"
    rf"|,?\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|,?\s+(?:on|ar|at|am|from|commencing|starting"
    rf"|and (?:remotely |online |virtually )?via|ac ar|a thrwy|trwy|dros|by)\s+(?=\w*day|dydd|\d"
    rf"|the \d|zoom|teams|video)|,?\s*\b(?:at|am)?\s*\d{{1,2}}[.:]?\d*\s*(?:{HALF})(?!\w).*|,?\s+\d{{1,2}}(?:st|nd"
    rf"|rd|th)?\s+(?:of )?[a-z]+ \d{{4}}.*|\s+on\s+\w+day.*|\.$"
)
CALLED = re.compile(r"(?i)meeting|minutes|notes of|cyfarfod|cofnodion|workshop|gweithdy|\bagm\b|\begm\b|nodiadau")
BODY = re.compile(
    r"(?i)council|cyngor|committee|pwyllgor|board|bwrdd|forum|fforwm|group|grŵp|panel|trust|association|cymdeithas"
    r"|menter|co-?op|cyf\b|limited|ltd|network|community"
)
BUILDING = re.compile(
    r"(?i)\b(?:hall|neuadd|centre|canolfan|ganolfan|room|ystafell|chamber|siambr|school|ysgol|library|llyfrgell"
    r"|offices?|swyddfa|swyddfeydd|hotel|gwesty|vestry|festri|bar|inn|tafarn"
    r"|caf[eé]|caffi|f?flat|church|eglwys|chapel|capel|pavilion|clubhouse|clwb|institute)\b"
)
HOUSE = re.compile(r"(?i)\b(?:llys|t[yŷ]|plas|court|house|hwb|hub|college|coleg|university|prifysgol)\b")
NASAL = re.compile(r"^Ngh(?=an)")  # "yng Nghanolfan"
VERBED = re.compile(r"(?i)\b(?:was|were|is|are|has|have|welcomed|said|reported|agreed|roedd|mae)\b")
POSTED = re.compile(
    r"(?i)\b(?:posted|published|printed|circulated|uploaded|issued|draft of|cyhoeddwyd|argraffwyd|dosbarthwyd"
    r"|updated|next meeting|cyfarfod nesaf|approved on|previous)\b"
)
SAID = re.compile(
    r"(?i)^(?:(?:draft|unconfirmed|approved|concise|confirmed|drafft|unapproved)\s+)*(?:minutes|cofnodion|notes"
    r"|nodiadau)\s*(?:[–:-]\s*|of |from |o |y |yr )?\s*(?:of )?(?:the |an? |y |yr |['’]r )?(?=\S)"
)
NOT_CALLED = re.compile(
    r"(?i)\W*(?:(?:draft|unconfirmed|approved|confirmed|drafft|minutes|cofnodion|notes|nodiadau|of|the|meeting"
    r"|meetings|cyfarfod|y|/)\W*)*"
)
CLOSED = re.compile(
    r"(?i)\b(?:meeting|cyfarfod|chair\w*|cadeirydd|proceedings|session)\b.{0,80}\b(?:closed|ended|finished|concluded"
    r"|terminated|adjourned|ben|close|terfyn\w*|gorffen\w*|gau|clo[id]\w*|daeth)\b"
    r"|\b(?:closed|ended|finished|concluded|terfyn(?:odd|wyd)|gorffenn(?:odd|wyd)|daeth|ca(?:e|u)wyd|close)\b"
    r".{0,60}\b(?:meeting|cyfarfod)\b|^\W*(?:meeting )?(?:closed|ended|close|finish(?:ed)?)\b"
)
NOT_CLOSED = re.compile(
    r"(?i)closed (?:to|session)|closing date|will (?:close|end)|dyddiad cau|previous meeting|last meeting"
)
OPENED = re.compile(
    r"(?i)\b(?:opened|began|started|commenc\w+|open(?:ed)?|dechreu\w*|agor\w*|cychwyn\w*|called to order)\b"
)
SMALL = set(
    words_of(
        "held at on in from to the of a an and by notes nodiadau day date time venue location place minutes meeting "
        "am pm draft st nd rd th via commencing starting "
        "monday tuesday wednesday thursday friday saturday sunday evening dydd nos llun mawrth mercher iau gwener "
        "sadwrn sul hrs hours oclock o clock gloch "
        "cynhaliwyd gynhaliwyd ar am yn ym yng y yr o a i dyddiad amser lleoliad cofnodion cyfarfod hwyr bore "
        "prynhawn i tan ddydd was zoom teams online"
    )
) | set(DAYS) | set(MONTHS)  # fmt: skip


HALF_DAY = 12  # hours
LONGEST = 400  # characters of a line that says what a meeting is called


@dataclass
class Head:
    """What the head of minutes says, which of its lines are wholly understood, which are not, and what there is to
    ask.
    """

    facts: dict = field(default_factory=dict)
    not_understood: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    marks: list = field(default_factory=list)
    doubts: list = field(default_factory=list)


def head_of(lines, *, others=(), language="en"):
    """Return the Head that lines say, in "en", "cy" or "both"; `others` are lines that stand further below, asked
    for what the head leaves open.
    """
    lines = [piece for line in lines for piece in BESIDE.split(line)]
    head, titled = Head(), _titled(lines)
    day = _day(lines, titled)
    if day:
        head.facts["date"] = day.date.isoformat()
        head.doubts += [] if day.is_its_weekday else ["weekday"]
    _times(head, lines, titled)
    _place(head, [titled, *lines] if titled else lines)
    titles = divided(titled).split(SIDES)[:2] if language == "both" else [titled]
    titles = [_title(one, lines) for one in titles]
    if any(titles):
        head.facts["title"] = SIDES.join(title[:200] for title in titles)
    for line in others:
        _opening(head, line)
    _sort(head, lines)
    return head


def _titled(lines):
    """Return the line that says what the meeting is called and when it was, "" for none."""
    lines = [line for line in lines if not POSTED.search(line)]
    both = [line for line in lines if CALLED.search(line) and days_in(line) and not LABELLED.match(line)]
    named = [
        line
        for line in lines
        if CALLED.search(line)
        and not LABELLED.match(line)
        and not NOT_CALLED.fullmatch(line)
        and "SUBJECT TO" not in line.upper()
    ]
    return (both or named or [line for line in lines if not LABELLED.match(line)] or [""])[0]


def _day(lines, titled) -> Day | None:
    """Return the day of the meeting: that of its title line, else one behind a label, else the first that is not of
    something else.
    """
    labelled = [line for line in lines if re.match(r"(?i)(?:meeting )?date|dyddiad", line)]
    others = [line for line in lines if not POSTED.search(line)]
    for line in [titled, *labelled, *others, *lines]:
        found = days_in(line)
        if found:
            return found[0]
    return None


def _times(head, lines, titled) -> None:
    """Put begin and end into the facts; a time that may be of the morning or the evening is asked."""
    for line in [titled, *lines] if titled else lines:
        clocks = [clock for clock in clocks_in(line) if clock.said not in ("",)] if not POSTED.search(line) else []
        for name, clock in zip(("starts", "ends"), clocks, strict=False):
            if name == "ends" and clock.time <= head.facts.get("starts", ""):
                break  # the same again in the other language
            if clock.time:
                head.facts.setdefault(name, clock.time)
            elif name not in head.facts and "half_of_day" not in head.doubts:
                head.doubts.append("half_of_day")
        if "starts" in head.facts:
            head.doubts = [doubt for doubt in head.doubts if doubt != "half_of_day"]  # the other language said it
            return


def _place(head, lines) -> None:
    """Put where the meeting was into the facts: behind a label, else where it was held, else a building."""
    for find in (
        _behind_label,
        *(lambda line, _lines, look=look: look(line) for look in (_held, _building, _on_screen)),
    ):
        place = next((found for line in lines if (found := find(line, lines))), "")
        if place:
            head.facts["place"] = place[:200]
            return


def _behind_label(line, lines):
    """Return what stands behind "Venue:", or on the line below it."""
    labelled = LABELLED.match(line)
    if not labelled or not PLACE_LABEL.search(labelled[1]):
        return ""
    at = lines.index(line)
    place = _without_times(labelled[2] or (lines[at + 1] if at < len(lines) - 1 else ""))
    return END_OF_PLACE.split(place)[0].strip(" ,.()") or place


def _held(line):
    """Return where a line says that the meeting was held, "" if it does not."""
    if not (CALLED.search(line) or re.match(r"(?i)(?:at|in|yn|yng|ym|held|cynhaliwyd)\b", line)):
        return ""
    found = HELD.search(line)
    place = END_OF_PLACE.split(found[1])[0].strip(" ,.()") if found else ""
    return (
        ""
        if not place or days_in(place[:14]) or len(place) < 3 or re.match(r"(?i)(?:zoom|teams|virtual|remote)", place)
        else NASAL.sub("C", place)
    )


def _on_screen(line) -> str:
    """Return by what a meeting was held that a line says was held nowhere else: "Via Microsoft Teams"."""
    found = ON_SCREEN.fullmatch(line)
    return found[1] if found else ""


def _building(line) -> str:
    """Return the building that a line, or the last parts of one, is the name of."""
    parts = [part for part in re.split(r",\s*", _without_times(line)) if part]
    at = next(
        (
            place
            for place, part in enumerate(parts)
            if (BUILDING.search(part) or (HOUSE.search(part) and not BODY.search(line)))
            and not CALLED.search(part)
            and len(part) < 60
        ),
        None,
    )
    return ", ".join(parts[at:]) if at is not None and len(line) < 160 and not VERBED.search(line) else ""


def _without_times(text):
    for clock in clocks_in(text):
        text = text.replace(clock.said, "")
    for day in days_in(text):
        text = text.replace(day.said, "")
    return re.sub(r"(?:\s*[,–-])+\s*$", "", text).strip(" ,.")


def _title(titled, lines):
    """Return what the meeting is called, without when and where."""
    text = _bare(titled)
    if len(text) <= 6 or NOT_CALLED.fullmatch(text):
        bodies = [line for line in lines if BODY.search(line) and not days_in(line) and line != titled]
        text = _bare(bodies[0]) if bodies else text or (lines[0] if lines else "")
    return text[:1].upper() + text[1:]


def _bare(line):
    """Return a line without its label, day, times and place, and without the words that only say that these are
    minutes.
    """
    text = LABELLED.sub(r"\2", line[:LONGEST].lstrip("# "))
    text = re.split(
        r"(?i),?\s+(?:was |were )?(?:held|a gynhaliwyd|gynhaliwyd|which took place)\b|,?\s+(?:on|ar)\s+(?=\w*day|\d"
        r"|dydd|ddydd|nos|the \d)",
        text,
    )[0]
    for day in days_in(text):
        text = text.replace(day.said, "")
    for clock in clocks_in(text):
        text = re.sub(rf"(?:\b(?:at|am|from)\s+)?{re.escape(clock.said)}", "", text)
    text = re.sub(r"\((?:\s|[–-])*\)|\(online.*?\)|(?i:\b(?:ddydd|nos)\s*$)", "", text)
    text = re.sub(r"\s*[–-]\s*(?=[,\s]*$)|(?:\s*,)+\s*(?=,|$)", "", text).strip(" ,–-:.")
    text = re.sub(
        r",\s*(?:online|remotely|virtual)?\s*(?:\(.*\))?$",
        "",
        re.sub(r",?\s+(?:at|in|yn|yng|ym) (?:the |y |yr )?[A-ZN].*$", "", text),
    ).strip(" ,–-:.")
    text = re.sub(r"(?i)\s*[–-]\s*(?:cofnodion|minutes|notes|nodiadau)(?:\s*/\s*\w+)?\s*$", "", text)
    short = SAID.sub("", text).strip()
    short = (
        re.sub(r"(?i)^(?:an? |y |the )?meeting of (?:the )?", "", short)
        if re.match(r"(?i)(?:an? |the )?meeting of \w+ \w+", short)
        else short
    )
    return short if len(short) > 6 else text


def _opening(head, line) -> None:
    """Take when the meeting began from what its first item says, if the head does not."""
    if "starts" not in head.facts and re.search(r"(?i)meeting|cyfarfod", line) and OPENED.search(line):
        clocks = [clock.time for clock in clocks_in(line) if clock.time]
        head.facts |= {"starts": clocks[0]} if clocks else {}


def end_in(lines, start="") -> tuple:
    """Return (when the meeting ended, the words that said it) as its last sentences have it, ("", "") if they do
    not. A time that does not say which half of the day it is of is the next after the start.
    """
    for line in reversed(lines[-40:]):
        for sentence in reversed(sentences(line[-3_000:])):
            if CLOSED.search(sentence) and not NOT_CLOSED.search(sentence):
                clocks = [(clock.time or _next_after(clock, start), clock.said) for clock in clocks_in(sentence)]
                clocks = [clock for clock in clocks if clock[0]]
                if clocks:
                    return clocks[-1]
    return "", ""


def _next_after(clock, start) -> str:
    """Return a time of twelve hours as the first one after the start, "" if there is no start."""
    figures = re.findall(r"\d+", clock.said)
    if not start or not figures:
        return ""
    time = f"{int(figures[0]):02d}:{int(figures[1]) if len(figures) > 1 else 0:02d}"
    return time if time > start else f"{int(time[:2]) + 12}{time[2:]}" if int(time[:2]) < HALF_DAY else ""


def _sort(head, lines) -> None:
    """Tell the lines of the head that are wholly understood from those that also say something else."""
    known = {word for text in head.facts.values() for word in words_of(text)} | SMALL
    for line in lines:
        said = [day.said for day in days_in(line)] + [clock.said for clock in clocks_in(line)]
        unknown = set(words_of(line)) - known - {word for text in said for word in words_of(text)}
        if not unknown:
            head.marks.append(line)
        else:
            (head.kept if _is_of_the_body(line) else head.not_understood).append(line)


def _is_of_the_body(line) -> bool:
    """Whether a line of the head says whose minutes these are, that they are a draft, or when they were sent out."""
    said = re.sub(r"[^\w\s]", " ", line)
    if CALLED.search(line) and days_in(line):
        return True
    is_name = (
        len(line) <= 90
        and not VERBED.search(line)
        and sum(word[:1].isupper() for word in said.split()) > len(said.split()) / 2
    )
    return is_name or bool(
        POSTED.search(line) or re.match(r"(?i)\W*(?:draft|drafft|unconfirmed|version|ref|page)\b", line)
    )
