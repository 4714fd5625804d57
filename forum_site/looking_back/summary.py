"""The draft of an annual summary: a year's record told as a person would write it, every line with its source; and
what has come into the record since.
"""

import datetime
import re
from collections import Counter
from html import unescape

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.both_languages import LANGUAGES
from forum_site import doors
from forum_site.looking_back import summary_lines as lines

SECTIONS = (  # in the order of the Forum's own summary of 2016
    *(lines.meetings, lines.offices, lines.governing, lines.groups, lines.consultations, lines.talks),
    *(lines.outcomes, lines.stakeholders, lines.time, lines.decisions, lines.feedback, lines.ahead),
)
YEARS = 4  # that the picture of time shows: the year itself and those before it
PAUSE = "break"  # no part of the work
OWN_LINK = re.compile(r'href="(/[^"]*)"')


def told_of(year: int, circle) -> lines.Told:
    """Return what is told of a year to a circle, in the language of the page."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return lines.Told(year, circle, doors.year(first, last, circle), doors.ahead(last, circle), times(year, circle))


def times(year: int, circle) -> list:
    """Return [[year, {kind of item: minutes}], …] of the work at the meetings of a year and of those before it, as far
    as a circle reads of them; years without any are left out.
    """
    years = [year - back for back in range(YEARS)]
    figure = next(one for one in doors.figures(years, circle, ["meetings"]) if one.key == "time")
    keys = [key for key, _label in figure.series]
    work = [(int(label), dict(zip(keys, row, strict=True))) for label, row in figure.rows]
    found = [[row, {kind: took for kind, took in minutes.items() if took and kind != PAUSE}] for row, minutes in work]
    return [[row, minutes] for row, minutes in found if minutes]


def drafted(year: int, circle) -> dict[str, str]:
    """Return the texts of a new draft, {language: HTML}."""
    return {language: _in(language, year, circle) for language in LANGUAGES}


def _in(language, year, circle) -> str:
    with override(language):
        told = told_of(year, circle)
        sections = [section for tell in SECTIONS if (section := tell(told))]
        return "".join(sections) or format_html("<p>{}</p>", _("Nothing of this year is in the record."))


def titles(year: int) -> dict[str, str]:
    """Return what a summary of a year is called, {language: title}."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = _("Summary of %(year)s") % {"year": year}
    return found


def new_in_record(summary) -> list:
    """Return the entries of the record that no line of a summary leads to: what came since, or what people took out."""
    linked = [Counter(_paths(text)) for text in summary.texts.values()]
    missing, asked = [], Counter()
    for entry in _all(summary):
        asked[entry.url] += 1
        if all(asked[entry.url] > there[entry.url] for there in linked):
            missing.append(entry)
    return missing


def not_in_record(summary) -> list[str]:
    """Return the paths of this site to which a summary leads, and that are not (or no longer) in the record of the year
    for its readers.
    """
    known = {entry.url for entry in _all(summary)}
    found = dict.fromkeys(path for text in summary.texts.values() for path in _paths(text))
    return [path for path in found if path not in known]


def _paths(text) -> list[str]:
    return [unescape(path) for path in OWN_LINK.findall(text)]


def _all(summary) -> list:
    told = told_of(summary.year, summary.circle)
    return [*told.entries, *told.to_come]
