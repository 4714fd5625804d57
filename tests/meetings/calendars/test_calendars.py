"""Meetings in people's calendars: two readers of our files agree on them,
whatever happened to the meeting in between.
"""

import datetime
import io
import logging

import icalendar
import pytest
from dateutil import tz
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from common.steps import take
from meetings.calendars import calendars
from meetings.models import Invitation, Meeting
from meetings.planning import lifecycle, polls, scheduling
from members.models import Person
from tests.cast import EVERYBODY, a_meeting, an_item
from tests.ics import by_icalendar, only, read

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def at(text):
    return timezone.make_aware(datetime.datetime.fromisoformat(text))


def feed_of(person):
    """Return the answer of a person's feed, at an address made new."""
    return Client().get(url("calendar_feed", calendars.new_address(person)))


def test_the_feed_follows_a_meeting_that_is_renamed_moved_postponed_and_cancelled(cast):
    meeting = a_meeting(title_en="Spring", is_public=True)
    uid, seen = meeting.calendar_uid, []

    def look():
        event = read(feed_of(cast.member).content)[uid]
        seen.append((event["title"], event["status"], event["sequence"]))
        return event

    assert look()["start"] == meeting.starts_at
    Meeting.objects.filter(pk=meeting.pk).update(title_en="Early spring")
    look()
    moved = at("2031-03-11 14:00")
    scheduling.move_meeting(meeting=meeting, starts_at=moved, ends_at=moved + datetime.timedelta(hours=2))
    event = look()
    assert (event["start"], event["end"] - event["start"]) == (moved, datetime.timedelta(hours=2))
    for step in (lifecycle.POSTPONE, lifecycle.PLAN_AGAIN, lifecycle.CANCEL):
        take(meeting, step)
        look()
    assert seen == [
        ("Spring", "CONFIRMED", 0),
        ("Early spring", "CONFIRMED", 1),
        ("Early spring", "CONFIRMED", 2),
        ("Postponed: Early spring", "CANCELLED", 3),
        ("Early spring", "CONFIRMED", 4),
        ("Cancelled: Early spring", "CANCELLED", 5),
    ]


def test_a_meeting_without_a_sure_date_is_tentative(cast):
    meeting = a_meeting()
    start = at("2031-03-11 14:00")
    slots = [(start + datetime.timedelta(days=more), start + datetime.timedelta(days=more, hours=1)) for more in (0, 1)]
    poll = polls.ask(meeting=meeting, closes_on=datetime.date(2031, 3, 1), slots=slots)
    assert only(feed_of(cast.member).content)["status"] == "TENTATIVE"
    polls.pick(poll=poll, date=poll.dates.first())
    event = only(feed_of(cast.member).content)
    assert (event["status"], event["start"]) == ("CONFIRMED", start)


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2031-03-29 10:30", "10:30"),
        ("2031-03-30 10:30", "09:30"),
        ("2031-10-25 10:30", "09:30"),
        ("2031-10-26 10:30", "10:30"),
        ("2031-03-30 00:30", "00:30"),
        ("2031-10-26 00:30", "23:30"),
        ("2031-07-01 00:10", "23:10"),
    ],
)
def test_times_are_those_of_a_clock_in_wales_on_both_sides_of_its_changes(cast, local, utc):
    a_meeting(starts_at=at(local), ends_at=at(local) + datetime.timedelta(hours=3))
    content = feed_of(cast.member).content
    assert f"{only(content)['start']:%H:%M}" == utc
    assert (
        f"DTSTART;TZID=Europe/London:{local.replace('-', '').replace(':', '').replace(' ', 'T')}00".encode() in content
    )


def test_the_hour_that_comes_twice_is_told_apart(cast):
    first = datetime.datetime(2031, 10, 26, 0, 30, tzinfo=datetime.UTC)
    for hours in (0, 1):
        start = first + datetime.timedelta(hours=hours)
        a_meeting(starts_at=start, ends_at=start + datetime.timedelta(minutes=20))
    starts = sorted(event["start"] for event in by_icalendar(feed_of(cast.member).content).values())
    assert [f"{start:%H:%M}" for start in starts] == ["00:30", "01:30"]


def test_the_clock_in_the_file_is_that_of_wales_for_years(cast):
    """A third reader, which knows nothing but the file."""
    clock = tz.tzical(io.StringIO(feed_of(cast.member).content.decode())).get("Europe/London")
    moment = datetime.datetime(2019, 1, 1)
    while moment.year < 2036:
        right = moment.replace(tzinfo=tz.gettz("Europe/London")).utcoffset()
        assert (moment, moment.replace(tzinfo=clock).utcoffset()) == (moment, right)
        moment += datetime.timedelta(hours=17)


def test_texts_are_in_the_readers_language_with_the_agenda_that_is_published(cast):
    meeting = a_meeting(title_cy="Cyfarfod tŷ, pŵer; ‘gwirfoddol’ \\ " + "ŵ" * 80, online_link="https://meet.example/x")
    an_item(meeting, title_en="Care at home", title_cy="Gofal gartref", minutes=20)
    an_item(meeting, title_en="Report", title_cy="Adroddiad", taken_as_read=True)
    an_item(meeting, title_en="Money owed", title_cy="Dyled", reserved=True)
    Person.objects.filter(pk=cast.member.pk).update(language="cy")
    assert "Gofal" not in only(feed_of(Person.objects.get(pk=cast.member.pk)).content)["text"]
    take(meeting, lifecycle.PUBLISH, notify=False)
    events = {
        role: only(feed_of(Person.objects.get(pk=getattr(cast, role).pk)).content) for role in ("member", "partner")
    }
    assert events["member"]["title"] == meeting.title_cy
    assert events["member"]["place"] == "Yr Hen Lyfrgell"
    words = events["member"]["text"]
    assert "10:30 Gofal gartref\n10:50 Dyled" in words and "Adroddiad" in words and "https://meet.example/x" in words
    assert "10:50 Reserved item" in events["partner"]["text"] and "Money" not in str(events["partner"])
    assert events["member"]["url"] == f"{settings.SITE_ORIGIN}{meeting.get_absolute_url()}"


@pytest.mark.parametrize("role", ["member", "partner", "chair"])
def test_the_feed_shows_what_its_person_may_see_now(cast, role):
    a_meeting(title_en="Shared", title_cy="", days=3)
    hidden = a_meeting(
        title_en="Members", title_cy="", days=4, shared_with_partners=False, online_link="https://meet.example/hidden"
    )
    a_meeting(title_en="Long ago", days=-500, state="held")
    person = getattr(cast, role)
    titles = [event["title"] for event in read(feed_of(person).content).values()]
    assert titles == (["Shared"] if role == "partner" else ["Shared", "Members"])
    Meeting.objects.filter(pk=hidden.pk).update(is_public=True)
    found = feed_of(person).content.decode()
    assert ("Members" in found, "meet.example" in found) == (True, role == "chair")  # its agenda is not out yet


def a_feed(cast):
    return url("calendar_feed", calendars.new_address(cast.member))


def test_the_feed_costs_the_same_for_one_meeting_and_for_six(cast):
    path, costs = a_feed(cast), []
    for number in (1, 5):
        for more in range(number):
            an_item(a_meeting(days=10 * number + more, state="published"))
        for _time in ("with news", "with none"):
            with CaptureQueriesContext(connection) as seen:
                assert Client().get(path).status_code == 200
            costs.append(len(seen))
    # among them one for one’s own groups, one for the languages, one for what is asked between meetings
    assert (costs[:2], costs[1] <= 10) == (costs[2:], True)


def test_one_bad_row_breaks_no_feed_and_is_named_in_the_log(cast, caplog):
    good, bad = a_meeting(title_en="Good", days=3), a_meeting(title_en="Bad", days=4)
    Meeting.objects.filter(pk=bad.pk).update(state="oddly")
    with caplog.at_level(logging.ERROR, "meetings.calendars.calendars"):
        content = feed_of(cast.member).content
    assert [event["title"] for event in read(content).values()] == [good.title_en]
    assert [record.getMessage() for record in caplog.records] == [
        f"meeting {bad.pk} is left out of a calendar: KeyError"
    ]


def test_nothing_that_somebody_typed_breaks_out_of_its_line(cast):
    nasty = "A\r\nX-EVIL:1\x07\x0b\u202e b"
    meeting = a_meeting(is_public=True)
    link = "https://meet.example/a\r\nX-EVIL:2\x00"[:-1]
    Meeting.objects.filter(pk=meeting.pk).update(title_en=nasty, place_en=nasty, online_link=link)
    an_item(meeting, title_en="Item")
    meeting.items.update(title_en=nasty)
    take(meeting, lifecycle.PUBLISH, notify=False)
    event = only(feed_of(cast.member).content)
    assert b"\r\nX-EVIL" not in feed_of(cast.member).content
    assert (event["title"], "https://meet.example/aX-EVIL:2" in event["text"]) == ("A X-EVIL:1 b", True)
    Meeting.objects.filter(pk=meeting.pk).update(online_link="javascript:alert(1)")
    assert "javascript" not in feed_of(cast.member).content.decode()


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_file_of_one_meeting_is_for_whoever_may_see_it(as_person, role):
    hidden, public = (
        a_meeting(shared_with_partners=False),
        a_meeting(days=4, is_public=True, online_link="https://meet.example/x"),
    )
    browser = as_person(role)
    want = {"visitor": 302, "lapsed": 302, "staff": 404, "partner": 404}.get(role, 200)
    assert browser.get(url("calendar_file", hidden.pk)).status_code == want
    answer = browser.get(url("calendar_file", public.pk))
    if role == "lapsed":
        return
    assert only(answer.content)["title"] in (public.title_en, public.title_cy)
    assert ("meet.example" in answer.content.decode()) == (role in ("administrator", "chair"))
    assert f'-{public.reference}.ics"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(("method", "status"), [("REQUEST", "CONFIRMED"), ("CANCEL", "CANCELLED")])
def test_what_goes_with_a_letter_asks_its_reader_and_awaits_no_answer_by_mail(cast, method, status):
    meeting = a_meeting(state="published")
    an_item(meeting, title_en="Open")
    an_item(meeting, title_en="Closed", reserved=True)
    guest = Invitation.objects.create(
        meeting=meeting, name='Ann "A" Other, Dr', email="ann@forum.example", language="cy"
    )
    for reader in (cast.member, guest):
        content = calendars.event_file(meeting, reader, "en", method)
        event = only(content)
        (row,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
        assert (icalendar.Calendar.from_ical(content)["METHOD"], event["status"]) == (method, status)
        assert (row["ATTENDEE"], row["ATTENDEE"].params["RSVP"], row["ORGANIZER"]) == (
            f"mailto:{reader.email}", "FALSE", f"mailto:{settings.DEFAULT_FROM_EMAIL}",
        )  # fmt: skip
        assert "Open" in event["text"]
        assert ("Closed" in event["text"], "Reserved item" in event["text"]) == (
            (reader == cast.member),
            (reader == guest),
        )
        assert row["UID"] == meeting.calendar_uid


def test_a_guest_reads_no_agenda_before_it_is_out(cast):
    meeting = a_meeting(online_link="https://meet.example/x")
    an_item(meeting, title_en="Draft item")
    guest = Invitation.objects.create(meeting=meeting, name="Ann", email="ann@forum.example")
    found = calendars.event_file(meeting, guest, "en", "REQUEST").decode()
    assert ("Draft item" in found, "meet.example" in found) == (False, False)
