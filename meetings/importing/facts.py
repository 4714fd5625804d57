"""The head of minutes: what the meeting was called, when it was and where, as far as its lines say so."""

import datetime
import re


def words_of(text):
    """Return the words of a text, for comparing: letters and figures, whatever the case."""
    return re.findall(r"[^\W_]+", text.casefold())


ENGLISH = words_of("january february march april may june july august september october november december")
WELSH = words_of("ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr")
MONTHS = {name: number for names in (ENGLISH, WELSH) for number, name in enumerate(names, start=1)}
MONTHS |= {name[:3]: number for number, name in enumerate(ENGLISH, start=1)}
NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = re.compile(
    rf"(?i)\b(\d{{1,2}})\s?(?:st|nd|rd|th|af|ail|ydd|fed|eg|ain)?\s+(?:of\s+|o\s+)?({NAMES})\b,?\s+(\d{{4}})\b"
)
NUMBERS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
TIME = re.compile(r"(?i)\b(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|yb|yh|y bore|y prynhawn)?(?![\d/.:]*\d)")
PLACE = re.compile(
    r"(?i)(?:(?:venue|location|place|lleoliad|man cyfarfod)\s*:\s*|held (?:at|in)\s+(?!\d)|gynhaliwyd yn\s+"
    r"|, yn (?=neuadd|canolfan|swyddfa|ysgol|capel|gwesty|llyfrgell|yr? )|\b(?:at|in) (?=the ))(.+)"
)
END_OF_PLACE = re.compile(
    r"(?i),?\s+(?:on|ar|at|am|from)\s+(?=\w*day|dydd|\d|the \d)|,?\s*\d{1,2}(?:st|nd|rd|th)?\s+(?:of )?[a-z]+ "
    r"\d{4}.*|\.$"
)
CALLED = re.compile(r"(?i)meeting|minutes|cyfarfod|cofnodion|workshop|gweithdy")
LABEL = re.compile(
    r"(?i)^(?:date|time|dyddiad|amser|venue|location|place|lleoliad|title|teitl|meeting|cyfarfod)\s*:\s*"
)
SAID = re.compile(
    r"(?i)^(?:draft |unconfirmed )*(?:minutes|cofnodion) (?:of |o )?(?:the |an? |y |yr )?|^cofnodion cyfarfod\s+(?=\S)"
)
SMALL = set(
    words_of(
        "held at on in from to the of a an and by day date time venue location place minutes meeting am pm draft st nd "
        "rd th "
        "monday tuesday wednesday thursday friday saturday sunday dydd llun mawrth mercher iau gwener sadwrn sul "
        "cynhaliwyd gynhaliwyd ar am yn y yr o a i dyddiad amser lleoliad cofnodion cyfarfod"
    )
)


def date_in(text):
    """Return (date, as it was written), or (None, "")."""
    for pattern in (DATE, NUMBERS):
        for found in pattern.finditer(text):
            day, month, year = found.groups()
            try:
                return datetime.date(int(year), MONTHS.get(month.lower()) or int(month), int(day)), found[0]
            except ValueError:
                continue
    return None, ""


def times_in(text):
    """Return up to two times of a line without its date, as ("10:30", as it was written)."""
    found = []
    for match in TIME.finditer(text):
        hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
        if (match[2] or half) and hour < 24 and minute < 60:
            hour += 12 if half.startswith(("p", "yh", "y p")) and hour < 12 else 0
            found.append((f"{hour:02d}:{minute:02d}", match[0].strip()))
    return found[:2]


def facts_of(lines):
    """Return (facts, lines that are not fully understood, lines that are) of the head of minutes."""
    facts, seen = {}, []
    titled = next((line for line in lines if CALLED.search(line) and not LABEL.match(line)), lines[0] if lines else "")
    left, marks = [], []
    for line in lines:
        known = _facts_in(line, facts)
        if line == titled and "title" not in facts:
            facts["title"] = _title(line)[:200]
            known.append(facts["title"])
        unknown = set(words_of(line)) - SMALL - {word for text in known for word in words_of(text)}
        (left if unknown else marks).append(line)
        seen.append(line)
    return facts, left, marks


def _facts_in(line, facts):
    """Put what a line says into the facts, and return the words that said it."""
    date, said = date_in(line)
    known = [found[0] for found in DATE.finditer(line)] + [said]
    if date:
        facts.setdefault("date", date.isoformat())
    times = times_in(line.replace(said, " ") if said else line)
    for name, (value, text) in zip(("starts", "ends"), times, strict=False):
        if name not in facts:
            facts[name] = value
            known.append(text)
    found = PLACE.search(line)
    if found and "place" not in facts:
        place = END_OF_PLACE.split(found[1])[0].strip(" ,.")
        facts["place"] = place[:200]
        known.append(place)
    return known


def _title(line):
    """Return what the meeting is called, without when and where."""
    text = LABEL.sub("", line.lstrip("# "))
    text = re.split(r"(?i),?\s+(?:held|a gynhaliwyd|on|ar)\s+(?=on|at|in|yn|ar|\w*day|\d|dydd)", text)[0]
    said = date_in(text)[1]
    for _value, part in times_in(text.replace(said, "") if said else text):
        text = text.replace(part, "")
    text = PLACE.sub("", text.replace(said, "") if said else text)
    text = re.sub(r"(?:\s*,)+\s*(?=,|$)", "", text).strip(" ,–-:.")
    short = SAID.sub("", text).strip()
    text = short if len(short) > 6 else text
    return text.capitalize() if text.isupper() else text[:1].upper() + text[1:]
