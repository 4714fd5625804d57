"""Calendar files that go with letters: the same meeting for a calendar from the first notice to the last."""

import datetime
import email
from email import policy

import icalendar
import pytest

from common.steps import take
from meetings.models import Invitation, Meeting, Notice
from meetings.planning import lifecycle, scheduling
from meetings.telling import notices
from tests.cast import a_meeting, an_item, wall_clock
from tests.ics import only
from tests.letters import sent

pytestmark = pytest.mark.django_db


def delivered():
    """Send what waits, and return {address: (method, title, status, sequence, start,
    UID)} of the calendar files, read off the wire.
    """
    found = {}
    for letter in sent():
        message = email.message_from_bytes(letter.message().as_bytes(linesep="\r\n"), policy=policy.default)
        (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        content = part.get_payload(decode=True)
        event, calendar = only(content), icalendar.Calendar.from_ical(content)
        assert part.get_param("method") == calendar["METHOD"]
        (row,) = calendar.walk("VEVENT")
        facts = (
            str(calendar["METHOD"]),
            event["title"],
            event["status"],
            event["sequence"],
            event["start"],
            str(row["UID"]),
        )
        found[letter.to[0].split("<")[-1].strip(">")] = facts
    return found


def tell(meeting, cast):
    notices.tell_change(
        meeting=Meeting.objects.get(pk=meeting.pk), by=cast.chair, notice=Notice(note_en="News", note_cy="Newyddion")
    )
    return delivered()


def test_a_meeting_that_moves_and_is_called_off_stays_one_event_in_everybodys_calendar(cast):
    meeting = a_meeting(title_en="Spring", title_cy="Gwanwyn")
    an_item(meeting)
    Invitation.objects.create(meeting=meeting, name="Ann Other", email="ann@guest.example", language="cy")
    take(meeting, lifecycle.PUBLISH)
    stages = [delivered()]
    moved = wall_clock(40)
    scheduling.move_meeting(meeting=meeting, starts_at=moved, ends_at=moved + datetime.timedelta(hours=1))
    stages.append(tell(meeting, cast))
    take(meeting, lifecycle.CANCEL)
    stages.append(tell(meeting, cast))
    uid = stages[0][cast.member.email][-1]
    for address, titles in (
        (cast.member.email, ("Spring", "Cancelled: Spring")),
        ("ann@guest.example", ("Gwanwyn", "Canslwyd: Gwanwyn")),
    ):
        assert [stage[address] for stage in stages] == [
            ("REQUEST", titles[0], "CONFIRMED", 1, meeting.starts_at, uid),
            ("REQUEST", titles[0], "CONFIRMED", 2, moved, uid),
            ("CANCEL", titles[1], "CANCELLED", 3, moved, uid),
        ]


def invitation(cast):
    """Publish a meeting; return the member's letter read off the wire, and what its calendar file says of the two."""
    meeting = a_meeting()
    an_item(meeting)
    take(meeting, lifecycle.PUBLISH)
    (letter,) = [letter for letter in sent() if cast.member.email in letter.to[0]]
    message = email.message_from_bytes(letter.message().as_bytes(linesep="\r\n"), policy=policy.default)
    files = [part for part in message.walk() if part.get_content_type() in ("text/calendar", "application/ics")]
    contents = {part.get_payload(decode=True).replace(b"\r\n", b"\n") for part in files}
    (event,) = icalendar.Calendar.from_ical(contents.pop()).walk("VEVENT")
    assert contents == set()  # where there are two, they are one
    return message, files, event


def test_a_calendar_is_asked_for_an_answer_only_where_somebody_reads_it(cast, settings):
    settings.DEFAULT_FROM_EMAIL, settings.MAIL_REPLY_TO = "Y Fforwm <from@forum.example>", "contact@forum.example"
    message, files, event = invitation(cast)
    assert (str(event["ORGANIZER"]), event["ATTENDEE"].params["RSVP"]) == ("mailto:from@forum.example", "FALSE")
    assert [part.get_content_disposition() for part in files] == ["attachment"]
    assert message["Reply-To"] == "contact@forum.example"


def test_where_the_mailbox_is_read_calendars_are_asked_to_answer_there(cast, settings):
    settings.MAIL_INBOX, settings.MAIL_REPLY_TO = {"address": "blwch@forum.example"}, "contact@forum.example"
    message, files, event = invitation(cast)
    assert str(event["ORGANIZER"]) == "mailto:blwch@forum.example"
    assert str(event["ATTENDEE"]) == f"mailto:{cast.member.email}"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    kinds = [(part.get_content_type(), part.get_param("method"), part.get_content_disposition()) for part in files]
    assert kinds == [("text/calendar", "REQUEST", None), ("application/ics", None, "attachment")]
    (body,) = [part for part in message.walk() if part.get_content_type() == "multipart/alternative"]
    assert [part.get_content_type() for part in body.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    assert message["Reply-To"] == "contact@forum.example"
