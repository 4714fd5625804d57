"""Decisions with a day of review come back at the first meeting from that day on, until they have been reviewed."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from forum_site import doors
from meetings.agenda import coming_back
from meetings.models import Writes
from members.access import Circle, circle_of
from tests.cast import a_decision, a_meeting, a_paragraph, an_item, minutes_of

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def a_day(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def a_meeting_with_matters(**facts):
    meeting = a_meeting(**facts)
    an_item(meeting, title_en="Matters arising", writes_itself=Writes.MATTERS_ARISING)
    return meeting


@pytest.fixture
def decision(cast):
    """A decision of ninety days ago, circulated, to be reviewed from ten days ago on."""
    meeting = a_meeting(days=-90, state="held")
    decision = a_decision(a_paragraph(an_item(meeting)), review_on=a_day(-10), text_en="Zanzibar", text_cy="Zanzibar")
    minutes_of(meeting, "circulated")
    return decision


def due(meeting, person):
    return list(coming_back.due_at(meeting, circle_of(person)))


def test_it_comes_back_at_the_next_meeting_and_not_before_its_day(cast, decision, as_person):
    before, following = (
        a_meeting_with_matters(days=-30, state="held"),
        a_meeting_with_matters(days=20, state="published"),
    )
    minutes_of(before, "circulated")
    assert (due(before, cast.member), due(following, cast.member)) == ([], [decision])
    page = as_person("member").get(following.get_absolute_url()).content.decode()
    assert (
        f"{url('minutes', decision.paragraph.item.meeting_id)}#p{decision.paragraph.number}" in page
        and "Zanzibar" in page
    )


def test_it_is_reviewed_once_a_meeting_had_it_and_its_minutes_are_out(cast, decision):
    had_it, later = a_meeting_with_matters(days=-5, state="held"), a_meeting_with_matters(days=20)
    minutes_of(had_it)
    assert due(later, cast.administrator) == [decision]
    minutes_of(had_it, "circulated")
    assert (due(later, cast.administrator), due(had_it, cast.administrator)) == ([], [decision])
    assert coming_back.meetings_of([decision], [had_it, later], Circle.MEMBER) == {decision.pk: {had_it.pk}}


def test_the_secretary_says_that_it_is_reviewed_and_when_it_comes_back(cast, decision, as_person):
    following, far = a_meeting_with_matters(days=20), a_meeting_with_matters(days=110)
    administrator, page = as_person("administrator"), url("review_decision", decision.pk)
    assert administrator.post(page, {"next_on": a_day(0)}).context["form"].errors.keys() == {"next_on"}
    administrator.post(page, {"next_on": a_day(100)})
    assert (due(following, cast.member), due(far, cast.member)) == ([], [decision])
    assert coming_back.meetings_of([decision], [following, far], Circle.MEMBER) == {decision.pk: {far.pk}}
    administrator.post(page, {"next_on": ""})
    assert due(far, cast.member) == []
    decision.refresh_from_db()
    assert decision.review_on == a_day(-10)
    assert as_person("member").post(page).status_code == 403 and as_person("partner").get(page).status_code == 403


@pytest.mark.parametrize("hide", ["draft", "reserved"])
def test_what_a_reader_may_not_see_does_not_come_back_for_them(cast, as_person, hide):
    meeting = a_meeting(days=-90, state="held")
    a_decision(a_paragraph(an_item(meeting, reserved=hide == "reserved")), review_on=a_day(-10), text_en="Zanzibar")
    minutes_of(meeting, "draft" if hide == "draft" else "circulated")
    following = a_meeting_with_matters(days=20, state="published")
    assert "Zanzibar" in as_person("administrator").get(following.get_absolute_url()).content.decode()
    assert "Zanzibar" not in as_person("partner").get(following.get_absolute_url()).content.decode()
    assert ("Zanzibar" in as_person("member").get(following.get_absolute_url()).content.decode()) == (
        hide == "reserved"
    )


def test_the_administrator_is_told_on_the_list_of_what_to_do(cast, decision, as_person):
    a_meeting_with_matters(days=20)
    assert "1 decision comes back for review" in [one.said for one in doors.waits(cast.administrator)]
    assert "1 decision comes back for review" in as_person("administrator").get("/").content.decode()
    assert "review" not in " ".join(one.said for one in doors.waits(cast.member))
    coming_back.review(decision=decision, by=cast.administrator)
    assert "1 decision comes back for review" not in [one.said for one in doors.waits(cast.administrator)]


@pytest.mark.parametrize("state", ["draft", "circulated"])
def test_one_that_is_superseded_does_not_come_back_any_more(cast, decision, state):
    had_it, following = a_meeting_with_matters(days=-5, state="held"), a_meeting_with_matters(days=20)
    a_decision(a_paragraph(an_item(had_it)), supersedes=decision)
    minutes_of(had_it, state)
    stands = state == "draft"
    assert due(had_it, cast.member) == [decision]
    assert due(following, cast.administrator) == ([decision] if stands else [])
    later = a_meeting(days=-4, state="held")  # has no matters arising, so nothing was reviewed there
    came_back = coming_back.meetings_of([decision], [later], circle_of(cast.member))
    assert came_back == {decision.pk: {later.pk} if stands else set()}
    said = "1 decision comes back for review"
    assert (said in [one.said for one in doors.waits(cast.administrator)]) == stands
