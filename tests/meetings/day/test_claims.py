"""“I was there”: said by who was missed, answered by the administrator, never once the minutes are confirmed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.day import attendance, claims
from meetings.models import Attendance, AttendanceClaim, Meeting
from tests.cast import a_meeting, minutes_of


@pytest.fixture
def meeting(cast):
    return a_meeting(days=-1, state="held", chair=cast.chair)


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


def url(meeting, page="register", *more):
    return reverse(f"meetings:{page}", args=[meeting.pk, *more])


def tick(client, meeting, key, mode):
    return client.post(url(meeting, "register_row"), {"key": key, "mode": mode})


def key(person):
    return f"person-{person.pk}"


def recorded(meeting):
    return {row.shown_name: (row.mode, row.capacity) for row in meeting.attendance.select_related("person")}


def test_who_was_missed_says_so_and_the_administrator_accepts(administrator, as_person, meeting, cast):
    member = as_person("member")
    assert "I was there" not in member.get(meeting.get_absolute_url()).content.decode()
    tick(administrator, meeting, key(cast.chair), "in_person")
    assert "I was there" in member.get(meeting.get_absolute_url()).content.decode()
    member.post(url(meeting, "claim"), {"mode": "in_person"})
    member.post(url(meeting, "claim"), {"mode": "online"})
    claim = AttendanceClaim.objects.get()
    assert cast.member.name in administrator.get(url(meeting)).content.decode()
    assert administrator.post(url(meeting, "answer_claim", claim.pk), {"answer": "accept"}).url == url(meeting)
    claim.refresh_from_db()
    assert (recorded(meeting)[cast.member.name], claim.answer, claim.answered_by) == (
        ("online", "member"),
        "accepted",
        cast.administrator,
    )
    assert cast.member.name not in [row.person.name for row in claims.waiting_at(meeting)]
    assert "I was there" not in member.get(meeting.get_absolute_url()).content.decode()
    assert member.post(url(meeting, "claim"), {"mode": "online"}).status_code == 409


def test_a_claim_is_declined_with_a_word_that_its_maker_reads_and_no_one_else(administrator, as_person, meeting, cast):
    tick(administrator, meeting, key(cast.chair), "in_person")
    claim = claims.say_i_was_there(meeting=meeting, person=cast.partner, mode="online")
    partner, before = as_person("partner"), recorded(meeting)
    assert "The administrator has not answered yet." in partner.get(meeting.get_absolute_url()).content.decode()
    assert "Leave off" in administrator.get(url(meeting, "answer_claim", claim.pk)).content.decode()
    answer = administrator.post(url(meeting, "answer_claim", claim.pk), {"answer": "decline"})
    assert answer.context["form"].errors.keys() == {"reason"}
    administrator.post(
        url(meeting, "answer_claim", claim.pk), {"answer": "decline", "reason": "The call list lacks you."}
    )
    claim.refresh_from_db()
    assert (recorded(meeting), claim.answer, claim.answered_by, claim.answered_at.date()) == (
        before, "declined", cast.administrator, timezone.now().date(),
    )  # fmt: skip
    assert "The call list lacks you." in partner.get(meeting.get_absolute_url()).content.decode()
    assert "The call list lacks you." not in as_person("member").get(meeting.get_absolute_url()).content.decode()
    assert administrator.post(url(meeting, "answer_claim", claim.pk), {"answer": "accept"}).status_code == 409
    assert partner.post(url(meeting, "claim"), {"mode": "online"}).status_code == 409


def test_a_claim_of_somebody_who_was_nobody_that_day_is_not_lost(administrator, meeting, cast):
    claim = claims.say_i_was_there(meeting=meeting, person=cast.lapsed, mode="online")
    assert administrator.post(url(meeting, "answer_claim", claim.pk), {"answer": "accept"}).status_code == 409
    assert (recorded(meeting), AttendanceClaim.objects.count()) == ({}, 1)


@pytest.mark.parametrize(
    ("role", "status"), [("visitor", 302), ("member", 403), ("partner", 403), ("convenor", 403), ("staff", 404)]
)
def test_only_the_record_keepers_answer_claims_and_change_rows(as_person, meeting, cast, role, status):
    claim = claims.say_i_was_there(meeting=meeting, person=cast.member, mode="online")
    row = attendance.add_attendance(meeting=meeting, row=Attendance(name="Ann", capacity="guest", mode="online"))
    client = as_person(role)
    for page, pk in (("answer_claim", claim.pk), ("edit_attendance", row.pk)):
        assert client.post(url(meeting, page, pk), {"answer": "accept", "mode": "absent"}).status_code == status
    assert recorded(meeting) == {"Ann": ("online", "guest")}


def test_nothing_is_claimed_once_the_minutes_are_confirmed_or_of_what_one_may_not_see(as_person, meeting, cast):
    Meeting.objects.update(shared_with_partners=False)
    assert as_person("partner").post(url(meeting, "claim"), {"mode": "online"}).status_code == 404
    minutes_of(meeting, "confirmed", by=cast.chair)
    assert as_person("member").post(url(meeting, "claim"), {"mode": "online"}).status_code == 409
    assert AttendanceClaim.objects.count() == 0
