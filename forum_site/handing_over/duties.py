"""What is to be done in the coming year, and when: as pages tell it, and as a calendar."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event, vText

from common.doors.overview import YearEntry
from common.languages.in_use import languages_in_use
from common.text import CONTROL
from forum_site import doors

YEAR = datetime.timedelta(days=366)


@dataclass(frozen=True)
class Duties:
    """The duties of the year from a day on, in each language of the Forum, in the same order."""

    day: datetime.date
    of: dict[str, list[YearEntry]]


def duties(person) -> Duties:
    """Return what falls due within a year from today, and what should have been done before, as this reader sees it."""
    today, found = timezone.localdate(), {}
    for language in languages_in_use():
        with override(language):
            found[language] = doors.duties(today + YEAR, person)
    return Duties(today, found)


def as_calendar(known: Duties, language: str) -> bytes:
    """Return the duties as a calendar of days in one language; what is overdue stands on the first day."""
    calendar, host = Calendar(), urlsplit(settings.SITE_ORIGIN).hostname
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//{host}//handover//{language.upper()}")
    with override(language):
        for entry in known.of[language]:
            calendar.add_component(_event(entry, known.day, host))
    return calendar.to_ical()


def _event(entry, first, host):
    event = Event()
    event.add("UID", vText(f"{entry.kind}{entry.url.replace('/', '-')}@{host}"))
    event.add("DTSTART", max(entry.on, first))
    event.add("DTSTAMP", datetime.datetime.combine(first, datetime.time(), datetime.UTC))
    event.add("SUMMARY", vText(_line(f"{entry.detail}: {entry.title}")))
    said = [f"{entry.who}"] if entry.who else []
    if entry.on < first:
        said.append(_("Should have been done before."))
    if said:
        event.add("DESCRIPTION", vText(_line(" ".join(said))))
    event.add("TRANSP", vText("TRANSPARENT"))
    return event


def _line(text):
    return " ".join(CONTROL.sub("", str(text)).split())
