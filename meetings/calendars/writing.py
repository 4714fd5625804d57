"""How a calendar file is written: what each begins with, and a meeting as an event."""

import datetime
import re
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from common.both_languages import reading_language
from common.text import CONTROL
from meetings.models import Meeting
from members.letters import composing
from members.models import Identity

SPACE = re.compile(r"\s")
STATUS = {
    Meeting.State.PLANNED: "CONFIRMED",
    Meeting.State.PUBLISHED: "CONFIRMED",
    Meeting.State.HELD: "CONFIRMED",
    Meeting.State.CANCELLED: "CANCELLED",
    Meeting.State.POSTPONED: "CANCELLED",  # its old time is free again; with a new one it comes back under the same UID
}


def calendar_for(method) -> Calendar:
    """Return a calendar without events yet, in the language that is active; `method` says what it is sent for."""
    calendar = Calendar()
    calendar.add("PRODID", vText(f"-//Forum//Meetings//{reading_language().upper()}"))
    calendar.add("VERSION", vText("2.0"))
    calendar.add("CALSCALE", vText("GREGORIAN"))
    calendar.add("METHOD", vText(method))
    calendar.add_component(_wales())
    return calendar


def _wales() -> Timezone:
    """Return the clock in Wales: on the last Sundays of March and October, at one o'clock of Greenwich time."""
    clock = Timezone()
    clock.add("TZID", vText(settings.TIME_ZONE))
    winter, summer = datetime.timedelta(0), datetime.timedelta(hours=1)
    for part, month, hour, name, before, after in (
        (TimezoneDaylight(), 3, 1, "BST", winter, summer),
        (TimezoneStandard(), 10, 2, "GMT", summer, winter),
    ):
        part.add("DTSTART", datetime.datetime(1996, month, 31 if month == 3 else 27, hour))
        part.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"})
        part.add("TZOFFSETFROM", before)
        part.add("TZOFFSETTO", after)
        part.add("TZNAME", vText(name))
        clock.add_component(part)
    return clock


def event_of(meeting, agenda, is_inside) -> Event:
    """Return a meeting as an event, in the language that is active; the online link only for whoever is inside."""
    event = Event()
    status = STATUS[meeting.state]
    if status == "CONFIRMED" and getattr(meeting, "poll", None) and meeting.poll.is_open:
        status = "TENTATIVE"
    link = web_address(composing.link(meeting.get_absolute_url()))
    online = web_address(meeting.online_link) if is_inside else ""
    event.add("UID", vText(meeting.calendar_uid))
    event.add("DTSTART", local(meeting.starts_at))
    if meeting.end_is_known:
        event.add("DTEND", local(meeting.ends_at))
    event.add("SUMMARY", vText(_summary(meeting)))
    event.add("STATUS", vText(status))
    event.add("TRANSP", vText("TRANSPARENT" if status == "CANCELLED" else "OPAQUE"))
    if place := one_line(meeting.place) or (online and _("Online")):
        event.add("LOCATION", vText(place))
    event.add("URL", link)
    event.add("DESCRIPTION", vText("\n".join(_description(meeting, agenda, online, link))))
    return event


def local(moment) -> datetime.datetime:
    """Return a moment on the clock in Wales; in the hour that comes twice, the second one by Greenwich time."""
    there = timezone.localtime(moment)
    return there.astimezone(datetime.UTC) if there.fold else there


def _summary(meeting):
    said = {Meeting.State.CANCELLED: _("Cancelled: %(title)s"), Meeting.State.POSTPONED: _("Postponed: %(title)s")}
    return said.get(meeting.state, "%(title)s") % {"title": one_line(meeting.title)}


def _description(meeting, agenda, online, link) -> list:
    """Return the lines of the text below a meeting."""
    lines = []
    if meeting.state == Meeting.State.POSTPONED:
        lines += [_("This meeting is put off. You will be told the new date."), ""]
    if online:
        lines += [_("Join online: %(link)s") % {"link": online}, ""]
    if agenda.items:
        lines.append(_("Agenda"))
        lines += [f"{timezone.localtime(item.starts_at):%H:%M} {one_line(item.title)}" for item in agenda.discussed]
        if as_read := [one_line(item.title) for item in agenda.as_read]:
            lines.append(_("Taken as read: %(titles)s") % {"titles": "; ".join(as_read)})
        lines.append("")
    return [*lines, _("More about this meeting: %(link)s") % {"link": link}]


def address_to(event, reader) -> None:
    """Say who asks whom, as calendars want it of what comes by letter. Where the Forum's mailbox is read, calendars may
    answer there; else answers come by the link in the letter alone.
    """
    is_read = settings.MAIL_INBOX is not None
    mailbox = settings.MAIL_INBOX["address"] if is_read else parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    asks = vCalAddress(f"mailto:{mailbox}")
    asks.params["CN"] = vText(Identity.now().name)
    event.add("ORGANIZER", asks)
    asked = vCalAddress(f"mailto:{_without_spaces(reader.email)}")
    asked.params["CN"] = vText(one_line(reader.name).replace('"', "'"))
    asked.params["ROLE"], asked.params["PARTSTAT"], asked.params["RSVP"] = (
        vText("REQ-PARTICIPANT"),
        vText("NEEDS-ACTION"),
        vText("TRUE" if is_read else "FALSE"),
    )
    event.add("ATTENDEE", asked)


def one_line(text) -> str:
    """Return a text on one line without anything that breaks a calendar."""
    return " ".join(CONTROL.sub("", str(text)).split())


def _without_spaces(text):
    return SPACE.sub("", CONTROL.sub("", text))


def web_address(url):
    """Return a web address without anything that breaks a calendar, or "" for what is no web address."""
    clean = _without_spaces(url)
    return clean if clean.startswith(("https://", "http://")) else ""
