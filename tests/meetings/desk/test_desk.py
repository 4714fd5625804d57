"""The page of a meeting for who keeps the record: its phases, what comes next, and what is offered as it is."""

import datetime

import pytest
from django.utils import timezone

from meetings.desk.desk import desk_for
from meetings.models import Attendance, Meeting
from tests.cast import a_meeting, an_item, minutes_of

pytestmark = pytest.mark.django_db


def filled(*, days=21, **facts):
    meeting = a_meeting(days=days, opened_early=False, **facts)
    an_item(meeting)
    return meeting


def with_register():
    meeting = filled(days=-1, state="published")
    Attendance.objects.create(meeting=meeting, name="Ann Price", capacity="guest", mode="in_person")
    return meeting


def minuted(state, *, items=1):
    """Return a meeting held with minutes, whose first item alone has a paragraph."""
    meeting = filled(days=-3, state="held")
    for _more in range(items - 1):
        an_item(meeting)
    minutes_of(meeting, state)
    return meeting


NEXT = {
    "an empty plan": (lambda: a_meeting(opened_early=False), "Build the agenda", "Agenda published"),
    "a plan with items": (filled, "Publish the agenda", "Agenda published"),
    "published": (lambda: filled(state="published"), "See who is coming", "Held"),
    "its time is over": (lambda: filled(days=-1, state="published"), "Take the register", "Held"),
    "its register is taken": (with_register, "Mark as held", "Held"),
    "held": (lambda: filled(days=-3, state="held"), "Write the minutes", "Minutes written"),
    "an item lacks its minutes": (lambda: minuted("draft", items=2), "Write the minutes", "Minutes written"),
    "all is minuted": (lambda: minuted("draft"), "Circulate the minutes", "Circulated"),
    "confirmed": (lambda: minuted("confirmed"), None, None),
    "postponed": (lambda: filled(state="postponed"), "Plan it again", None),
    "cancelled": (lambda: filled(state="cancelled"), None, None),
}


@pytest.mark.parametrize("name", NEXT)
def test_one_press_is_next_and_one_phase_comes_now(name, cast):
    make, label, phase = NEXT[name]
    desk = desk_for(cast.administrator, make())
    assert (desk.next.press and str(desk.next.press.label)) == label
    assert [one.name for one in desk.phases if one.place == "now"] == ([phase] if phase else [])


def test_only_the_chair_is_led_to_confirming(cast):
    meeting = minuted("circulated")
    chair, administrator = desk_for(cast.chair, meeting).next, desk_for(cast.administrator, meeting).next
    assert (chair.press.label, administrator.press) == ("Confirm the minutes", None)


def test_a_meeting_that_is_called_off_has_no_phases_to_come(cast):
    desk = desk_for(cast.administrator, filled(state="cancelled"))
    assert [(one.name, one.place) for one in desk.phases] == [("Planned", "done"), ("Cancelled", "off")]


def test_a_meeting_taken_in_after_its_agenda_was_out_has_no_day_of_planning(cast):
    meeting = filled(state="published")
    assert desk_for(cast.administrator, meeting).phases[0].day is not None
    Meeting.objects.filter(pk=meeting.pk).update(agenda_published_at=timezone.now() - datetime.timedelta(days=2))
    meeting.refresh_from_db()
    assert desk_for(cast.administrator, meeting).phases[0].day is None


def test_what_is_next_stands_in_no_group_besides(cast, as_person):
    meeting = filled()
    desk = desk_for(cast.administrator, meeting)
    urls = [link.url for group in desk.groups for link in group.links]
    assert desk.next.press.url not in urls
    assert f"/meetings/{meeting.pk}/register/" not in urls
    for url in [desk.next.press.url, *urls]:
        assert as_person("administrator").get(url).status_code == 200


@pytest.mark.parametrize(
    ("state", "step", "why"),
    [
        ("held", "cancel", "This meeting has been held."),
        ("cancelled", "publish", "This meeting is cancelled. It would have to be planned again first."),
        ("published", "plan", "This meeting is planned and has not been held, and its agenda is published."),
    ],
)
def test_a_step_that_is_not_open_is_refused_with_where_the_meeting_stands(state, step, why, as_person):
    meeting = filled(state=state)
    browser, path = as_person("administrator"), f"/meetings/{meeting.pk}/step/{step}/"
    answers = [browser.get(path), browser.post(path)]
    assert [(answer.status_code, why in answer.content.decode()) for answer in answers] == [(409, True)] * 2
    assert all(f'href="/meetings/{meeting.pk}/"' in answer.content.decode() for answer in answers)


def test_members_see_nothing_of_the_desk(as_person):
    page = as_person("member").get(f"/meetings/{filled(state='published').pk}/")
    assert page.status_code == 200
    assert ("phases" in page.content.decode(), "Look after this meeting" in page.content.decode()) == (False, False)
