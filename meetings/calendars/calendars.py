"""Calendar files and feeds: meetings as Outlook, Google and Apple calendars read them, in the reader's language."""

import datetime
import hashlib
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import override
from icalendar import Event, vText

from common.languages.in_use import for_reader_of, language_for
from meetings import access
from meetings.agenda.showing import ReadAgenda, read_agenda, read_agendas
from meetings.calendars import stamps, writing
from meetings.models import EventStamp, FeedStamp, Invitation, Meeting
from members.access import Circle, belongs, circle_of
from members.handing_out import digest_of
from members.letters import composing
from members.models import Identity, Person

PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
KEPT = datetime.timedelta(days=400)  # how long a meeting stays in the feeds after its end
MOST = 200
ASK_AGAIN = datetime.timedelta(hours=4)
logger = logging.getLogger(__name__)
BESIDE: list[Callable] = []  # an app to the right puts its own here: (person) -> the events that are theirs


@dataclass(frozen=True)
class WholeDay:
    """A day of an app to the right that stands in the feeds beside the meetings: `uid` names it for good among that
    app's, `sequence` counts its changes.
    """

    uid: str
    on: datetime.date
    title: str
    path: str
    sequence: int


DAYS: list[Callable[[Circle], list[WholeDay]]] = []  # an app to the right puts its own here


# A person's own address


def new_address(person):
    """Give a person a feed of their own, in place of any they had, and return its token, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    _have_address(person, _digest(token))
    return token


def end_address(person) -> None:
    """Close a person's feed."""
    _have_address(person, None)


def _have_address(person, digest) -> None:
    rows = Person.objects.filter(pk=person.pk)
    FeedStamp.objects.filter(address__in=rows.values("calendar_digest")).delete()
    rows.update(calendar_digest=digest)


def reader_of(token) -> Person | None:
    """Return the person whose feed a token opens today, or None; read along are their rights, the stamp of the record,
    and what this address was given last and since when (`given`, `given_at`).
    """
    sql, values = _read_by_address(timezone.localdate())
    person = next(iter(Person.objects.raw(sql, [*values, _digest(token)])), None)
    return person if person is not None and belongs(person) else None


@lru_cache(maxsize=2)
def _read_by_address(_today):
    """Return the SQL of `reader_of` and its values but the last, the digest: calendars ask all day long."""
    last = FeedStamp.objects.filter(address=OuterRef("calendar_digest"))
    given = {"given": Subquery(last.values("made_of")), "given_at": Subquery(last.values("changed_at"))}
    people = Person.objects.with_stamp().annotate(**given).order_by()
    sql, values = people.filter(calendar_digest="").query.sql_with_params()
    return sql, values[:-1]


def _digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


# Files


def feed(shelf, person) -> tuple:
    """Return the iCalendar file (bytes) of all meetings that a person may see today, in their language, and its
    digest; both are kept for all who read the same, and apart from that what stands BESIDE it for this person.
    """
    circle, language, today = circle_of(person), language_for(person.language), timezone.localdate()
    kept = shelf.keep(("feed", circle, language, today), lambda: _with_digest(_feed(circle, language)))
    beside = shelf.keep(("beside the feed", person.pk, circle, language, today), lambda: _beside(person))
    if not beside:
        return kept
    whole, end, nothing = kept[0].rpartition(b"END:VCALENDAR")
    return _with_digest(whole + beside + end + nothing)


def _beside(person) -> bytes:
    with for_reader_of(person.language):
        return b"".join(event.to_ical() for events in BESIDE for event in events(person))


def file_with(events) -> bytes:
    """Return the iCalendar file of some events, in the language that is active."""
    calendar = writing.calendar_for(PUBLISH)
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def _with_digest(content):
    return content, digest_of(content)


def _feed(circle, language):
    with override(language):
        meetings = list(_meetings_of(circle))
        out = [
            meeting for meeting in meetings if meeting.agenda_published_at and access.agenda_is_open_to(circle, meeting)
        ]
        agendas = read_agendas(out, circle)
        calendar = writing.calendar_for(PUBLISH)
        name = Identity.now().name
        for key in ("NAME", "X-WR-CALNAME"):
            calendar.add(key, vText(name))
        calendar.add("X-WR-TIMEZONE", vText(settings.TIME_ZONE))
        calendar.add("REFRESH-INTERVAL", ASK_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vText("PT4H"))
        events = []
        for meeting in meetings:
            is_inside = access.agenda_is_open_to(circle, meeting)
            events += _if_it_can_be_written(meeting, agendas.get(meeting.pk, ReadAgenda()), is_inside)
        stamps.stamp(events, EventStamp.Audience.of(circle), language)
        for event in [*(event for _meeting, event in events), *_whole_days(circle)]:
            calendar.add_component(event)
        return calendar.to_ical()


def _whole_days(circle) -> list[Event]:
    """Return the days of apps to the right as events that take nobody's time."""
    return [_day_event(day) for given in DAYS for day in given(circle)[:MOST]]


def _day_event(day) -> Event:
    event = Event()
    event.add("UID", vText(f"{day.uid}@{urlsplit(settings.SITE_ORIGIN).hostname}"))
    event.add("DTSTART", day.on)
    event.add("DTSTAMP", datetime.datetime.combine(day.on, datetime.time(), datetime.UTC))
    event.add("SEQUENCE", day.sequence)
    event.add("SUMMARY", vText(writing.one_line(day.title)))
    event.add("TRANSP", vText("TRANSPARENT"))
    event.add("URL", writing.web_address(composing.link(day.path)))
    return event


def _meetings_of(circle):
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    recent = Meeting.objects.visible_within(circle).filter(ends_at__gte=midnight - KEPT)
    return recent.select_related("poll").order_by("starts_at", "pk")[:MOST]


def _if_it_can_be_written(meeting, agenda, is_inside) -> list:
    """Return [(meeting, its event)]; nothing of one that cannot be written, so that the others still reach their
    readers.
    """
    try:
        event = writing.event_of(meeting, agenda, is_inside)
        event.to_ical()
    except Exception as fault:  # whatever is wrong with one row
        logger.error("meeting %s is left out of a calendar: %s", meeting.pk, type(fault).__name__)
        return []
    return [(meeting, event)]


def event_file(meeting, reader, language, method, agenda=None) -> bytes:
    """Return the iCalendar file of a meeting for a person or a guest, in a language, to go with a letter.

    `method` is "REQUEST" or "CANCEL"; the letter has the `agenda` already as this reader reads it.
    """
    with override(language):
        event = _stamped(meeting, reader, language, agenda)
        writing.address_to(event, reader)
        if method == CANCEL:
            event["STATUS"] = vText("CANCELLED")
        return _file(method, event)


def download(meeting, reader, language) -> tuple:
    """Return (the iCalendar file of a meeting for a person or a visitor, since when it is as it is)."""
    with override(language):
        event = _stamped(meeting, reader, language)
        return _file(PUBLISH, event), event["LAST-MODIFIED"].dt


def _file(method, event) -> bytes:
    calendar = writing.calendar_for(method)
    calendar.add_component(event)
    return calendar.to_ical()


def _stamped(meeting, reader, language, agenda=None) -> Event:
    """Return a meeting as an event as this reader reads it, with since when it reads so."""
    is_guest = isinstance(reader, Invitation)
    circle = Circle.VISITOR if is_guest else circle_of(reader)
    is_out = meeting.agenda_published_at is not None
    is_inside = is_out if is_guest else access.agenda_is_open_to(circle, meeting)
    if not (is_inside and is_out):
        agenda = ReadAgenda()
    elif agenda is None:
        agenda = read_agenda(meeting, circle, language, below=())
    event = writing.event_of(meeting, agenda, is_inside)
    audience = EventStamp.Audience.GUESTS if is_guest else EventStamp.Audience.of(circle)
    stamps.stamp([(meeting, event)], audience, language)
    return event
