"""Calendars that ask again: 304 while nothing has changed, and since when it reads so moves with what is said, only."""

import datetime

import icalendar
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date, parse_http_date

from common.steps import take
from meetings.calendars import calendars
from meetings.models import EventStamp, Invitation, Meeting
from meetings.planning import lifecycle, polls, scheduling
from members.models import Person, Standing
from tests.cast import a_meeting, an_item, wall_clock

pytestmark = pytest.mark.django_db
COUNTED = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")


@pytest.fixture
def meeting(cast):
    meeting = a_meeting(state="published", is_public=True, revision=3)
    an_item(meeting, title_en="Care at home")
    return meeting


@pytest.fixture
def feed(cast):
    return reverse("meetings:calendar_feed", args=[calendars.new_address(cast.member)])


def file_of(meeting):
    return reverse("meetings:calendar_file", args=[meeting.pk])


def events(content):
    """Return {UID: (what is said, what is counted)}."""
    found = {}
    for event in icalendar.Calendar.from_ical(content).walk("VEVENT"):
        counted = tuple(event.decoded(name) for name in COUNTED)
        said = sorted((name, event[name].to_ical()) for name in event if name not in COUNTED)
        found[str(event["UID"])] = said, counted
    return found


def asked(client, path, **headers):
    answer = client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return answer.status_code, answer


def test_the_same_is_sent_once(as_person, meeting, feed):
    for client, path in ((Client(), feed), (Client(), file_of(meeting)), (as_person("partner"), file_of(meeting))):
        first = client.get(path)
        etag, since = first["ETag"], first["Last-Modified"]
        assert client.get(path).content == first.content
        for known in ({"if_none_match": etag}, {"if_none_match": f"W/{etag}"}, {"if_modified_since": since}):
            status, answer = asked(client, path, **known)
            assert (status, answer.content) == (304, b"")
            kept = ("ETag", "Last-Modified", "Cache-Control", "Content-Language", "Vary", "Referrer-Policy")
            assert [answer[name] for name in kept] == [first[name] for name in kept]
        assert first["Cache-Control"] == "private, no-cache"
        before = http_date(parse_http_date(since) - 1)
        assert asked(client, path, if_modified_since=before)[0] == 200
        assert asked(client, path, if_none_match='"x"', if_modified_since=since)[0] == 200


def moved(meeting):
    start = wall_clock(40)
    scheduling.move_meeting(meeting=meeting, starts_at=start, ends_at=start + datetime.timedelta(hours=1))


def ask_for_dates(meeting):
    slots = [(wall_clock(50), wall_clock(50, "12:00"))]
    polls.ask(meeting=meeting, closes_on=timezone.localdate(), slots=slots)


# What a member reads differently afterwards
SAID = {
    "an item more": lambda meeting: an_item(meeting, title_en="Late idea"),
    "an item by another name": lambda meeting: meeting.items.update(title_en="Care near home"),
    "a longer item": lambda meeting: (an_item(meeting), meeting.items.filter(position=1).update(minutes=45)),
    "another place": lambda meeting: Meeting.objects.filter(pk=meeting.pk).update(place_en="Town Hall"),
    "another date": moved,
    "another link": lambda meeting: Meeting.objects.filter(pk=meeting.pk).update(online_link="https://meet.example/x"),
    "no sure date": ask_for_dates,
    "cancelled": lambda meeting: take(meeting, lifecycle.CANCEL),
    "postponed": lambda meeting: take(meeting, lifecycle.POSTPONE),
    "a draft again": lambda meeting: take(meeting, lifecycle.WITHDRAW),
    "the site's address": lambda meeting: setattr(settings, "SITE_ORIGIN", "https://fforwm.cymru"),
}
# What no calendar shows
NOT_SAID = {
    "the chair": lambda meeting: Meeting.objects.filter(pk=meeting.pk).update(chair=Person.objects.first()),
    "the notes of an item": lambda meeting: meeting.items.update(text_en="<p>Why</p>", kind="presentation"),
    "the other language": lambda meeting: Meeting.objects.filter(pk=meeting.pk).update(place_cy="Neuadd y Dref"),
    "who reads it": lambda meeting: Meeting.objects.filter(pk=meeting.pk).update(shared_with_partners=False),
}


@pytest.mark.parametrize("what", SAID)
def test_what_counts_moves_with_what_is_said(meeting, feed, settings, what):
    settings.SITE_ORIGIN = "http://127.0.0.1"
    first = Client().get(feed)
    ((said, counted),) = events(first.content).values()
    SAID[what](meeting)
    status, answer = asked(Client(), feed, if_none_match=first["ETag"])
    ((new, recounted),) = events(answer.content).values()
    assert (status, new == said) == (200, False)
    assert all(later > earlier for later, earlier in zip(recounted, counted, strict=True))
    assert asked(Client(), feed, if_modified_since=first["Last-Modified"])[0] == 200
    assert asked(Client(), feed, if_none_match=answer["ETag"])[0] == 304


@pytest.mark.parametrize("what", NOT_SAID)
def test_what_counts_moves_with_nothing_else(meeting, feed, what):
    first = Client().get(feed)
    NOT_SAID[what](meeting)
    assert Client().get(feed).content == first.content
    assert asked(Client(), feed, if_none_match=first["ETag"])[0] == 304


def test_a_day_that_passes_changes_what_hangs_on_it(meeting, feed):
    """Nobody saves anything when a poll closes."""
    ask_for_dates(meeting)
    first = Client().get(feed)
    meeting.poll.__class__.objects.update(closes_on=timezone.localdate() - datetime.timedelta(days=1))
    status, answer = asked(Client(), feed, if_modified_since=first["Last-Modified"])
    assert (status, b"TENTATIVE" in first.content, b"TENTATIVE" in answer.content) == (200, True, False)


def test_a_meeting_that_leaves_a_feed_is_a_change(meeting, feed):
    gone = a_meeting(days=30)
    first = Client().get(feed)
    gone.delete()
    assert asked(Client(), feed, if_modified_since=first["Last-Modified"])[0] == 200
    assert len(events(Client().get(feed).content)) == 1


def test_letters_feeds_and_files_count_alike(cast, as_person, meeting, feed):
    guest = Invitation.objects.create(meeting=meeting, name="Ann", email="ann@forum.example", language="cy")

    def numbers():
        row = Meeting.objects.get(pk=meeting.pk)
        letters = [
            calendars.event_file(row, cast.member, "en", "REQUEST"),
            calendars.event_file(row, guest, "cy", "REQUEST"),
        ]
        files = [as_person("member").get(file_of(meeting)).content, Client().get(feed).content, *letters]
        return {found[1][2] for content in files for found in events(content).values()}

    assert numbers() == {3}
    an_item(meeting, title_en="Late idea", title_cy="Syniad hwyr")
    assert numbers() == {4}
    Meeting.objects.filter(pk=meeting.pk).update(place_en="Town Hall", place_cy="Neuadd y Dref")
    assert numbers() == {5}
    assert EventStamp.objects.count() == 2


def test_the_right_to_see_is_asked_before_what_is_known(cast, as_person, meeting, feed):
    known = {"if_none_match": Client().get(feed)["ETag"]}
    Meeting.objects.filter(pk=meeting.pk).update(is_public=False)
    mine = {"if_none_match": as_person("member").get(file_of(meeting))["ETag"]}
    assert asked(Client(), file_of(meeting), **mine)[0] == 302
    assert asked(as_person("staff"), file_of(meeting), **mine)[0] == 404
    Standing.objects.filter(person=cast.member).delete()
    for any_of_all in (known, {"if_none_match": "*"}, {"if_modified_since": http_date()}):
        status, answer = asked(Client(), feed, **any_of_all)
        assert (status, "ETag" in answer, "Last-Modified" in answer) == (404, False, False)
