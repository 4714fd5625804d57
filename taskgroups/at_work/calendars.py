"""Meetings of groups as calendars read them: a file of one, and the feed of whoever is in the group."""

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event, vText

from meetings.calendars import calendars, writing
from members.letters.composing import link
from taskgroups.models import GroupMeeting, TaskGroup

CONTENT_TYPE = "text/calendar; charset=utf-8"
MOST = 100
FIRST = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)  # what stamps are counted from


def file_of(meeting) -> bytes:
    """Return the iCalendar file of one meeting of a group, in the language that is active."""
    return calendars.file_with([event_of(meeting)])


def event_of(meeting) -> Event:
    """Return a meeting of a group as an event, in the language that is active; it counts its versions."""
    event = Event()
    event.add("UID", vText(f"group-meeting-{meeting.pk}@{urlsplit(settings.SITE_ORIGIN).hostname}"))
    event.add("DTSTAMP", FIRST + datetime.timedelta(minutes=meeting.version))
    event.add("SEQUENCE", meeting.version)
    event.add("DTSTART", writing.local(meeting.starts_at))
    event.add("DTEND", writing.local(meeting.ends_at))
    event.add("SUMMARY", vText(_("Group: %(name)s") % {"name": writing.one_line(meeting.group.name)}))
    online = writing.web_address(meeting.online_link)
    if place := writing.one_line(meeting.place) or (online and _("Online")):
        event.add("LOCATION", vText(place))
    event.add("URL", link(meeting.get_absolute_url()))
    if online:
        event.add("DESCRIPTION", vText(_("Join online: %(link)s") % {"link": online}))
    return event


def events_of(person) -> list[Event]:
    """Return the meetings of somebody's groups that are to come, or were of late, as events."""
    since = timezone.now() - calendars.KEPT
    mine = TaskGroup.objects.visible_to(person).of(person)
    rows = GroupMeeting.objects.filter(group__in=mine, ends_at__gte=since).select_related("group")
    return [event_of(row) for row in rows.order_by("starts_at", "pk")[:MOST]]


calendars.BESIDE.append(events_of)
