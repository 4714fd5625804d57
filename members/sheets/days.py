"""Days as people and programs write them in spreadsheets: in figures, with Welsh or English months, as Excel counts."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.languages.days import day_in_words

DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
SHORT = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{2})")
SHORT_YEAR = re.compile(r"(?<!\d)\d\d$")
AHEAD = 10  # years; a term of office may end so far ahead, and a short year beyond is of the century before
MONTHS = 12
CLOCK = re.compile(r"[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?$")
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


def _in_words(text) -> datetime.date | None:
    found = day_in_words(text)
    return _in_its_century(found) if found and SHORT_YEAR.search(text) else found


def _in_figures(text) -> datetime.date | None:
    for form in DAYS:
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return _with_short_year(text)


def _with_short_year(text) -> datetime.date | None:
    """Return the day of "3.4.24", whose points tell that the day is first, and of "25/12/24"; "5/6/24" may be two."""
    found = SHORT.fullmatch(text)
    if not found or (found[2] == "/" and int(found[1]) <= MONTHS):
        return None
    written = _in_figures(f"{found[1]}/{found[3]}/20{found[4]}")
    return written and _in_its_century(written)


def _in_its_century(day) -> datetime.date:
    """Return the day of a short year, read as 20…, or that of a hundred years before if it lies too far ahead."""
    is_past = day.year > timezone.localdate().year + AHEAD
    return day.replace(year=day.year - 100) if is_past else day
