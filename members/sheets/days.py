"""Days as people and programs write them in spreadsheets: in figures, with Welsh or English months, as Excel counts."""

import datetime
import re
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
CLOCK = re.compile(r"[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?$")
IN_WORDS = re.compile(
    r"(?P<day>\d{1,2})(st|nd|rd|th|af|ail|il|ydd|ed|eg|fed|ain)?[ -]+(o |of )?"
    r"(?P<month>[^\W\d_]+)\.?[ -]+(?P<year>\d{4}|\d\d)",
    re.IGNORECASE,
)
MUTATED = {"ch": "c", "g": "c", "f": "m", "d": "t", "nh": "t", "th": "t", "ff": "ff", "": "g"}
COUNTED_FROM = datetime.date(1899, 12, 30)  # Excel's day 0
COUNTED = range(10_000, 75_000)  # the years 1927 to 2105


def day(text) -> datetime.date:
    """Return the date in a cell; raises ValidationError."""
    bare = CLOCK.sub("", text.strip())
    found = _counted(bare) or _in_words(bare) or _in_figures(bare)
    if found and 1900 <= found.year <= 2100:
        return found
    raise ValidationError(
        _("“%(text)s” is no date; please write it as 2026-03-10 or 10/03/2026."), params={"text": text[:30]}
    )


def _counted(text) -> datetime.date | None:
    """Return the day that a spreadsheet shows as a number when its cell has lost its format."""
    is_number = text.isascii() and text.isdecimal() and int(text[:9]) in COUNTED
    return COUNTED_FROM + datetime.timedelta(days=int(text)) if is_number else None


def _in_figures(text) -> datetime.date | None:
    for form in DAYS:
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _in_words(text) -> datetime.date | None:
    said = IN_WORDS.fullmatch(text)
    month = said and _month(said["month"].casefold())
    if not month:
        return None
    try:
        return datetime.date(int(said["year"]) + (2000 if len(said["year"]) == 2 else 0), month, int(said["day"]))
    except ValueError:
        return None


def _month(word) -> int | None:
    """Return the number of a month by its name in either language, in full, in three letters, or mutated."""
    forms = [word] + [radical + word[len(soft) :] for soft, radical in MUTATED.items() if word.startswith(soft)]
    found = {number for name, number in _months().items() for form in forms if form in (name, name[:3])}
    return found.pop() if len(found) == 1 else None


@cache
def _months() -> dict:
    names = {}
    for language in ("en", "cy"):
        with override(language):
            names |= {str(name).casefold(): number for number, name in MONTHS.items()}
    return names
