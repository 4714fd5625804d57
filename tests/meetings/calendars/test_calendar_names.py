"""The name by which calendars know a meeting stays what it was, whatever address the site has."""

import datetime
import uuid

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.calendars import calendars
from meetings.models import Invitation, Meeting
from meetings.planning import scheduling
from tests.cast import a_meeting, wall_clock


def names(content):
    return [str(event["UID"]) for event in icalendar.Calendar.from_ical(content).walk("VEVENT")]


@pytest.mark.django_db
def test_another_address_of_the_site_makes_no_other_meeting(cast, settings):
    meeting = a_meeting(is_public=True, state="published")
    guest = Invitation.objects.create(meeting=meeting, name="Ann", email="ann@forum.example")
    feed = reverse("meetings:calendar_feed", args=[calendars.new_address(cast.member)])
    seen = set()
    for origin in ("https://forum.example", "https://fforwm.cymru"):
        settings.SITE_ORIGIN, settings.ALLOWED_HOSTS = origin, ["*"]
        seen.update(names(Client().get(feed).content))
        seen.update(names(Client().get(reverse("meetings:calendar_file", args=[meeting.pk])).content))
        seen.update(names(calendars.event_file(meeting, guest, "cy", calendars.REQUEST)))
    assert seen == {Meeting.objects.get().calendar_uid}
    assert str(uuid.UUID(seen.pop()))  # it holds no address that could change


@pytest.mark.django_db
def test_a_copy_is_another_meeting(cast):
    meeting = a_meeting()
    copy = scheduling.copy_meeting(
        meeting=meeting, starts_at=wall_clock(40), ends_at=wall_clock(40, "12:00"), with_agenda=True
    )
    assert copy.calendar_uid != meeting.calendar_uid


def test_the_upgrade_keeps_the_names_that_were_sent(brought_to, settings):
    old = brought_to("0021_more_versions").get_model("meetings", "Meeting")
    settings.SITE_ORIGIN = "https://old.forum.example:8443"
    now = timezone.now()
    before = [
        old.objects.create(title_en="Meeting", starts_at=now, ends_at=now + datetime.timedelta(hours=1), revision=7)
        for _number in range(3)
    ]
    now_there = brought_to("0022_calendar_uids").get_model("meetings", "Meeting")
    kept = {row.pk: (row.calendar_uid, row.version, row.revision) for row in now_there.objects.all()}
    assert kept == {row.pk: (f"meeting-{row.pk}@old.forum.example", 1, 7) for row in before}
