"""Letters that wait and pages that are read later speak of their days as these are by then."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import links
from meetings.minutes import corrections
from meetings.models import Action, Ballot, Meeting, Minutes, Notice
from meetings.telling import emails, notices
from members.models import Person
from tests.cast import a_meeting, a_paragraph, an_action, an_item, minutes_of, wall_clock
from tests.letters import deliver_to_roles


@pytest.fixture(autouse=True)
def english(cast):
    """Everybody reads English."""
    Person.objects.update(language="en")


def day(days):
    """Return the day so many days from today."""
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.mark.parametrize(("days", "said"), [(-7, "was due on"), (0, "is due on"), (2, "is due on")])
def test_a_reminder_that_waited_says_that_the_day_is_past(cast, days, said):
    meeting = a_meeting(days=-30, state="held")
    an_action(a_paragraph(an_item(meeting)), cast.member, days=1)
    minutes_of(meeting, "circulated")
    notices.remind_owners()
    Action.objects.update(due_on=day(days))
    assert said in deliver_to_roles()["member"].subject


@pytest.mark.parametrize(("days", "said"), [(-1, "could be booked until"), (0, "can be booked until")])
def test_the_page_of_an_answer_offers_an_interpreter_as_long_as_one_can_be_booked(client, cast, days, said):
    meeting = a_meeting(days=10, interpreter_by=day(days))
    text = client.get(links.answer_path(meeting, person=cast.member)).content.decode()
    assert [one for one in ("can be booked until", "could be booked until") if one in text] == [said]


def test_a_cancellation_that_waited_is_of_a_meeting_that_did_not_take_place(cast):
    meeting = a_meeting(state="cancelled", days=3)
    notices.tell_change(meeting=meeting, by=cast.chair, notice=Notice(note_en="Snow.", note_cy="Eira."))
    Meeting.objects.update(starts_at=wall_clock(-1), ends_at=wall_clock(-1, "15:00"))
    letter = deliver_to_roles()["member"]
    assert "did not take place" in letter.body and "does not take place" not in letter.body


def test_a_change_that_is_read_too_late_asks_for_no_answer(cast):
    meeting = a_meeting(state="published", days=-1)
    letter = emails.letter_about(
        meeting, "meeting_changed", person=cast.member, notice=Notice(note_en="Room 2."), is_off=False
    )
    assert "/answer/" not in letter.body


def test_corrections_are_offered_while_there_is_time(as_person, cast):
    meeting = a_meeting(days=-30, state="held")
    paragraph = a_paragraph(an_item(meeting))
    minutes_of(meeting, "circulated")
    page, client = reverse("meetings:offer_correction", args=[paragraph.pk]), as_person("administrator")
    assert client.get(page).status_code == 200
    Minutes.objects.update(circulated_at=timezone.now() - datetime.timedelta(days=90))
    late = client.get(page)
    assert (late.status_code, "time for corrections is over" in late.content.decode()) == (409, True)
    assert not corrections.is_open(Minutes.objects.get())


@pytest.mark.parametrize(("days", "said"), [(-1, "Answers were taken until"), (0, "Answers until")])
def test_a_proposal_whose_time_is_over_says_so_before_its_outcome_is_recorded(as_person, cast, days, said):
    ballot = Ballot.objects.create(text_en="To buy a tent.", asked_by=cast.chair, closes_on=day(days))
    for page in (ballot.get_absolute_url(), reverse("meetings:ballots_all")):
        text = as_person("member").get(page).content.decode()
        assert "Answers until" not in text if days < 0 else said in text
    assert said in as_person("member").get(ballot.get_absolute_url()).content.decode()
