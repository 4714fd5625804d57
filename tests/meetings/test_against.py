"""What is closed because of how a meeting stands says that to whoever may do it otherwise, not that it is the role."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import against, links
from meetings.models import Meeting
from tests.cast import a_meeting, an_item, minutes_of

ROLE = "your role does not let you"


def said(client, page, *arguments, method="get"):
    """Return the status of a page, and its text."""
    response = getattr(client, method)(reverse(f"meetings:{page}", args=arguments))
    return response.status_code, response.content.decode()


@pytest.fixture
def english(cast):
    """The cast, all reading English."""
    type(cast.member).objects.update(language="en")
    return cast


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"state": "cancelled"}, "This meeting is cancelled"),
        ({"state": "postponed"}, "This meeting is postponed"),
        ({"state": "held", "days": -3}, "This meeting has begun"),
        ({"state": "published", "days": -1}, "This meeting has begun"),
    ],
)
def test_the_page_of_an_answer_says_why_it_takes_none(as_person, client, english, facts, why):
    meeting = a_meeting(**facts)
    status, text = said(as_person("member"), "answer", meeting.pk)
    assert (status, why in text, ROLE in text) == (409, True, False)
    page = client.get(links.answer_path(meeting, person=english.member))
    assert (page.status_code, why in page.content.decode()) == (410, True)


@pytest.mark.parametrize("page", ["build_agenda", "papers", "register", "write_minutes", "sign_in_sheet", "circulate"])
def test_a_confirmed_record_says_that_it_is_confirmed(as_person, english, page):
    meeting = a_meeting(days=-3, state="held")
    minutes_of(meeting, "confirmed", by=english.chair)
    status, text = said(as_person("administrator"), page, meeting.pk)
    assert (status, "confirmed" in text, ROLE in text) == (409, True, False)
    assert said(as_person("member"), page, meeting.pk)[0] == 403


@pytest.mark.parametrize(("state", "why"), [("cancelled", "is cancelled"), ("postponed", "is postponed")])
def test_nothing_is_recorded_of_a_meeting_that_does_not_take_place(as_person, english, state, why):
    meeting = a_meeting(state=state)
    for page in ("register", "write_minutes"):
        status, text = said(as_person("administrator"), page, meeting.pk)
        assert (status, why in text, ROLE in text) == (409, True, False)


def test_members_who_come_late_to_a_cancelled_agenda_hear_that_it_is_cancelled(as_person, english):
    meeting = a_meeting(state="published")
    item = an_item(meeting, taken_as_read=True)
    Meeting.objects.update(state="cancelled", discuss_until=timezone.now() + datetime.timedelta(days=1))
    status, text = said(as_person("member"), "pull_item", item.pk)
    assert (status, "This meeting is cancelled" in text) == (409, True)


def test_a_paragraph_for_an_item_that_was_removed_meanwhile_says_so(as_person, english):
    meeting = a_meeting(days=-1, state="held")
    page = reverse("meetings:write_minutes", args=[meeting.pk])
    response = as_person("administrator").post(page, {"item": "999999"})
    assert (response.status_code, "removed in the meantime" in response.content.decode()) == (409, True)


def test_nothing_stands_against_what_is_open(cast):
    meeting = a_meeting()
    nothing = [against.building, against.recording, against.answering, against.asking_for_dates, against.telling]
    assert [why(meeting) for why in nothing] == [""] * len(nothing)
