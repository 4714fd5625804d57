"""What calendars answer to an invitation (iMIP, RFC 6047): Outlook, Google, Apple and Thunderbird, each in its way."""

import datetime
import re
from email.message import Message

from icalendar import Calendar

from members.inbox.kinds import CalendarReply
from members.inbox.parts import sender_of, text_of, written_in

METHODS = {"REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"}
TYPES = {"text/calendar", "application/ics", "text/x-vcalendar"}
DISOWNED = re.compile(r"\b(?:dmarc|compauth)\s*=\s*fail\b", re.I)
MAILTO = "mailto:"


def find(message: Message) -> CalendarReply | None:
    """Return the answer that a message carries, or None; the first of several, because Google sends it twice."""
    for part in message.walk():
        is_calendar = part.get_content_type() in TYPES or str(part.get_filename() or "").lower().endswith(".ics")
        found = _read(message, part) if is_calendar else None
        if found:
            return found
    return None


def _read(message, part) -> CalendarReply | None:
    try:
        calendar = Calendar.from_ical(text_of(part))
        method = str(calendar.get("METHOD") or part.get_param("method") or "").upper()
        events = calendar.walk("VEVENT")
        return _reply(message, method, calendar, events[0]) if method in METHODS and len(events) == 1 else None
    except (ValueError, KeyError, IndexError, AttributeError, TypeError):  # it is no calendar, or half of one
        return None


def _reply(message, method, calendar, event) -> CalendarReply:
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    first = attendees[0] if len(attendees) == 1 else None
    facts = first.params if first is not None else {}
    return CalendarReply(
        method=method,
        uid=str(event.get("UID", "")).strip(),
        sender=sender_of(message),
        attendee=_address(first),
        answer=str(facts.get("PARTSTAT", "")).upper(),
        sequence=int(event.get("SEQUENCE", 0)),
        sent_at=_moment(event, "DTSTAMP"),
        starts_at=_moment(event, "DTSTART"),
        is_delegated=len(attendees) != 1
        or any(name in facts for name in ("DELEGATED-TO", "DELEGATED-FROM", "SENT-BY"))
        or "RECURRENCE-ID" in event,
        is_disowned=_is_disowned(message),
        has_words="X-RESPONSE-COMMENT" in facts or _has_words(message, calendar, event),
    )


def _address(attendee) -> str:
    value = str(attendee or "").strip().lower()
    return value.removeprefix(MAILTO) if value.startswith(MAILTO) else ""


def _moment(event, name) -> datetime.datetime | None:
    """Return a moment of an event that is known on every clock, else None."""
    value = getattr(event.get(name), "dt", None)
    is_moment = isinstance(value, datetime.datetime) and value.tzinfo is not None
    return value.astimezone(datetime.UTC) if is_moment else None


def _is_disowned(message) -> bool:
    """Whether the server that took the message in, which writes its word on top (RFC 8601), says that it is forged."""
    words = message.get_all("authentication-results", [])
    return bool(words) and bool(DISOWNED.search(str(words[0])))


def _has_words(message, calendar, event) -> bool:
    """Whether somebody wrote something with their answer: a comment, or, in Outlook, which puts nothing there of its
    own, a text.
    """
    comments = event.get("COMMENT", [])
    comments = comments if isinstance(comments, list) else [comments]
    is_outlook = "microsoft" in str(calendar.get("PRODID", "")).lower()
    return any(str(comment).strip() for comment in comments) or (is_outlook and bool(written_in(message).strip()))
