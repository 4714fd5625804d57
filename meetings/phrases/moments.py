"""Dates and times as minutes write them, in English and Welsh: "4ydd o Ebrill 2019", "June 5, 2025", "6:30–8:00pm"."""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, zip_longest

from meetings.phrases.words import words_of

ENGLISH = words_of("january february march april may june july august september october november december")
WELSH = words_of("ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr")
MUTATED = {3: "fawrth", 5: "fai", 6: "fehefin", 7: "orffennaf", 9: "fedi", 11: "dachwedd", 12: "ragfyr"}
SHORT = words_of("ion chwef maw ebr mai meh gorff aws med hyd tach rhag")
MONTHS = {name: number for names in (SHORT, ENGLISH, WELSH) for number, name in enumerate(names, start=1)}
MONTHS |= {name[:3]: number for number, name in enumerate(ENGLISH, start=1)} | {"sept": 9}
MONTHS |= {name: number for number, name in MUTATED.items()}
NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
DAYS = {
    name: number
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue wed thu fri sat sun",
        "llun mawrth mercher iau gwener sadwrn sul",
        "lun fawrth fercher iau wener sadwrn sul",
    )
    for number, name in enumerate(names.split())
} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
NAMED_DAY = re.compile(
    r"(?i)\b(?:(?:dydd|ddydd|nos|bore|prynhawn) (llun|lun|mawrth|fawrth|mercher|fercher|iau|gwener|wener|sadwrn|sul)"
    r"|(mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?(?: evening| morning"
    r"| afternoon)?,?\s*(?:the |on )?\s*$"
)
ORDINAL = r"\s?(?:st|nd|rd|th|af|ail|il|ydd|edd|fed|ed|eg|ain)?\b"
DAY_FIRST = re.compile(
    rf"(?i)(?<!\d:)(?<![\d/.£])(\d{{1,2}}){ORDINAL}\.?,?\s*(?:of\s+"
    rf"|o\s+)?(?:[fm]is\s+)?(?<![a-z])({NAMES})\b\.?(?:,?\s*((?:19|20)\d\d)\b)?"
)
MONTH_FIRST = re.compile(
    rf"(?i)(?<!dydd )(?<!nos )\b({NAMES})\b\.?\s+(\d{{1,2}})(?:{ORDINAL}|(?:st|nd|rd|th)(?=\d))(?:,?\s*((?:19"
    rf"|20)\d\d))?\b(?![.:/]\d)"
)
ISO = re.compile(r"\b((?:19|20)\d\d)-(\d{2})-(\d{2})\b")
FIGURES = re.compile(r"(?<![\d/.£])(\d{1,2})([/.])(\d{1,2})\2((?:19|20)?\d\d)(?![\d/]|\.\d)")
HALF = (
    r"a\.?m\.?|p\.?m\.?|y\.?b\.?|y\.?p\.?|y\.?h\.?|(?:yn )?y bore|(?:yn )?y prynhawn|yr hwyr|(?:yn )?yr hwyr|noon|hrs"
)
CLOCK = re.compile(
    rf"(?i)(?<![\d£/.:])(\d{{1,2}})(?:\s?[.:]\s?(\d{{2}}))?\s*({HALF})?(?:(?<=[a-z.])"
    rf"|\b)(?![\d%])(\s*o['’]r gloch(?:\s*({HALF}))?|\s*o['’]clock)?"
)
RANGE = re.compile(r"(?i)\s*(?:[-–—]|to|until|hyd|tan|i)\s*")
MONTH_END = re.compile(
    rf"(?i)\b(?:by|before|until|erbyn|cyn|hyd)\s+(?:the )?(?:end of|diwedd)\s+(?:(?:the |this |y )?(?:month"
    rf"|mis)(?! ?(?:of"
    rf"|o|{NAMES})\b)|(?:mis )?({NAMES})\b\.?(?:,?\s*((?:19|20)\d\d)\b)?)"
)
EVENING = re.compile(
    r"(?i)\b(?:nos (?:sul|lun|fawrth|fercher|iau|wener|sadwrn)|gyda['’]r nos|evening)\b"
)  # which tells of a time without "pm" that it is one
EVENING_FROM = 5  # "nos Fercher am 2 o'r gloch" is asked
SHORT_FIGURES = re.compile(r"(?i)\b(?:by|before|erbyn|cyn)\s+(\d{1,2})/(\d{1,2})(?![\d/])")
MOST = 200  # dates of one line
SURE_FROM = 8  # an hour from here on without "am" or "pm" is taken as it stands; meetings at 2 or 7 are of either half


@dataclass(frozen=True)
class Day:
    """A date with the words that said it, where they stand, and whether its year and day of the week were said and
    are right.
    """

    date: datetime.date
    said: str
    start: int
    has_year: bool = True
    is_its_weekday: bool = True


@dataclass(frozen=True)
class Clock:
    """A time "18:30" with the words that said it; "" where nothing says which half of the day it is."""

    time: str
    said: str


@lru_cache(maxsize=4_096)
def days_in(text, year=None) -> tuple:
    """Return the Days of a text in their order; one without a year has the one given, or is left out."""
    found, taken = [], []
    for match, parts in islice(_matches(text), MOST):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        named, month, day = parts
        date = _date(named, month, day, year)
        if date:
            taken.append(match.span())
            found.append(_day(text, match, date, parts[0]))
    return tuple(sorted(found, key=lambda day: day.start))


def _matches(text):
    """Yield (match, (year, month, day)) of all that looks like a date, the surest form first."""
    for match in ISO.finditer(text):
        yield match, match.groups()
    for match in DAY_FIRST.finditer(text):
        if match[2][0].isupper():
            yield match, (match[3], match[2], match[1])
    for match in MONTH_FIRST.finditer(text):
        if match[1][0].isupper() and (match[3] or len(match[1]) > 3):
            yield match, (match[3], match[1], match[2])
    for match in FIGURES.finditer(text):
        yield match, (match[4] if len(match[4]) == 4 else f"20{match[4]}", match[3], match[1])


def _date(year, month, day, default):
    try:
        return datetime.date(int(year or default or 0), MONTHS.get(month.lower()) or int(month), int(day))
    except ValueError:
        return None


def _day(text, match, date, year) -> Day:
    before = text[max(0, match.start() - 40) : match.start()]
    named = NAMED_DAY.search(before)
    weekday = DAYS.get((named[1] or named[2]).lower()) if named else None
    return Day(
        date,
        (named[0] if named else "") + match[0],
        match.start(),
        bool(year),
        weekday is None or weekday == date.weekday(),
    )


def next_after(day, meeting):
    """Return the date of a Day that had no year: the first of that name from the meeting on."""
    if day.has_year or meeting is None:
        return day.date
    try:
        return day.date.replace(
            year=meeting.year if day.date.replace(year=meeting.year) >= meeting else meeting.year + 1
        )
    except ValueError:
        return None


def month_end_in(text, meeting) -> datetime.date | None:
    """Return the last day of the month by whose end something is to be done ("by the end of May", "erbyn"
    " diwedd y mis"),
    the first such day from the meeting on; None where nothing is said of it.
    """
    found = MONTH_END.search(text) if meeting else None
    if not found:
        return None
    month = MONTHS[found[1].lower()] if found[1] else meeting.month
    year = int(found[2]) if found[2] else meeting.year + (month < meeting.month)
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def figures_in(text, meeting) -> datetime.date | None:
    """Return the day by which something is to be done ("by 10/4"), the first such day from the meeting on."""
    found = SHORT_FIGURES.search(text) if meeting else None
    date = _date(None, found[2], found[1], meeting.year) if found else None
    return next_after(Day(date, found[0], found.start(), has_year=False), meeting) if date else None


@lru_cache(maxsize=4_096)
def clocks_in(text) -> tuple:
    """Return the Clocks of a text, a range's second half of the day counting for its first time too."""
    is_evening = bool(EVENING.search(text))
    for day in days_in(text, year=2000):
        text = text.replace(day.said, " " * len(day.said))
    matches = _clocks(list(CLOCK.finditer(text)), text)
    clocks = []
    for place, one in enumerate(matches):
        after = matches[place + 1] if place + 1 < len(matches) else None
        is_range = after is not None and RANGE.fullmatch(text[one.end() : after.start()])
        clocks.append(_clock(one, after if is_range else None, is_evening=is_evening))
    return tuple(clocks)


def _clocks(matches, text) -> list:
    """Return the matches that are times; a bare hour is one where a range with a time follows: "2-4pm"."""
    found = []
    for one, after in zip_longest(matches, matches[1:]):
        is_range = after and _half(after) and int(one[1]) < 13 and RANGE.fullmatch(text[one.end() : after.start()])
        if _is_clock(one) or (is_range and _is_clock(after)):
            found.append(one)
    return found


def _is_clock(match) -> bool:
    hour, minute = int(match[1]), int(match[2] or 0)
    return hour < 24 and minute < 60 and bool(match[2] or match[3] or match[4])


def _half(match):
    return re.sub(r"[. ]", "", (match[3] or match[5] or "").lower())


def _is_late(half):
    return half.startswith(("p", "yp", "yh", "yrh", "ynyp", "ynyrh"))


def _clock(match, after, *, is_evening) -> Clock:
    """Return a Clock; `after` is the second time of a range."""
    hour, minute, half = int(match[1]), int(match[2] or 0), _half(match)
    if not half and after is not None:
        half = _half(after)
        half = "" if _is_late(half) and hour < 12 and hour > int(after[1]) % 12 else half  # "11.30 to 1.00pm"
        half = half or ("am" if _half(after) else "")
    half = half or ("pm" if is_evening and EVENING_FROM <= hour < 12 else "")
    is_sure = bool(half) or hour >= SURE_FROM
    hour += 12 if _is_late(half) and hour < 12 else -12 if half.startswith(("am", "yb")) and hour == 12 else 0
    return Clock(f"{hour:02d}:{minute:02d}" if is_sure else "", match[0].strip())
