"""Days as people type them, in Welsh or English words: "16eg o Orffennaf 2027", "dydd Gwener 16 Gorff. 2027"."""

import datetime
import re
import unicodedata
from functools import cache, wraps

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy, override

WRITE_A_DAY = gettext_lazy("Please write a date such as 16 July 2027 or 16/07/2027.")
WRITE_A_MOMENT = gettext_lazy("Please write a date with a time, such as 16 July 2027 10:30.")

WEEKDAY = r"(?:(?:dydd )?(?P<weekday>[^\W\d_]+)\.?,? (?:the )?)?"
DAY = r"(?P<day>\d{1,2})(?: ?(?:st|nd|rd|th|af|ail|il|ydd|edd|fed|ed|eg|ain)\b)?"
MONTH, YEAR = r"(?P<month>[^\W\d_]{3,})\.?", r"(?P<year>\d{4}|\d\d)(?![\d:])"
WORDS = [
    re.compile(rf"{WEEKDAY}{DAY}[ ,-]+(?:of |o |fis |mis )*{MONTH}[ ,-]+{YEAR}"),
    re.compile(rf"{WEEKDAY}{MONTH} {DAY},? {YEAR}"),
]
RADICAL = {"f": "m", "d": "t", "r": "rh", "": "g", "ng": "g", "nh": "t", "th": "t"}  # of what begins a mutated month
SHORTEST = 3  # letters that a month is known by


def day_in_words(text) -> datetime.date | None:
    """Return the day that a text says with the name of its month; None if it says none, or one that never was."""
    match = _match(_plain(text))
    return match and _day(match) if match and not match.string[match.end() :].strip() else None


def in_figures(text) -> str:
    """Return a text that begins with a day in words with that day as 2027-07-16; any other as it is."""
    match = _match(_plain(text))
    found = match and _day(match)
    return f"{found.isoformat()} {match.string[match.end() :].strip(' ,')}".strip() if found else text


def read_in_words(field) -> None:
    """Make a kind of form field read days in words, and say in these what it could not read."""
    reads = field.to_python

    @wraps(reads)
    def to_python(self, value):
        return reads(self, in_figures(value) if isinstance(value, str) else value)

    field.to_python = to_python


def _plain(text) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("\u2011", "-").split())[:80]


def _match(text):
    return next((match for form in WORDS if (match := form.match(text))), None)


def _day(match) -> datetime.date | None:
    month, year = _number(match["month"], _months()), int(match["year"])
    try:
        found = datetime.date(year + (2000 if len(match["year"]) == 2 else 0), month or 0, int(match["day"]))
    except ValueError:
        return None
    named = match["weekday"]
    return found if not named or _number(named, _weekdays()) == found.weekday() + 1 else None


def _number(word, names) -> int | None:
    """Return the number of a name, in full, mutated, or cut short where no other begins so."""
    forms = {word, *(radical + word[len(soft) :] for soft, radical in RADICAL.items() if word.startswith(soft))}
    found = {number for name, number in names for form in forms if len(form) >= SHORTEST and name.startswith(form)}
    return found.pop() if len(found) == 1 else None


def _named(table):
    """Return [(name in small letters, number)] of a table of Django's, in both languages."""
    names = []
    for language in ("en", "cy"):
        with override(language):
            names += [(str(name).casefold().removeprefix("dydd "), number) for number, name in table.items()]
    return names


@cache
def _months() -> list:
    return _named(MONTHS)


@cache
def _weekdays() -> list:
    return [(name, number + 1) for name, number in _named(WEEKDAYS)]
