"""The states of a meeting and of its minutes: every step from every state, allowed or refused."""

import pytest

from common.editing import IllegalChange
from common.steps import offered, take
from meetings.minutes import lifecycle as minutes_lifecycle
from meetings.models import Meeting, Minutes
from meetings.planning import lifecycle
from tests.cast import a_meeting, an_item, minutes_of

pytestmark = pytest.mark.django_db

ALLOWED = {
    "publish": {"planned": "published"},
    "withdraw": {"published": "planned"},
    "hold": {"planned": "held", "published": "held"},
    "reopen": {"held": "published"},
    "postpone": {"planned": "postponed", "published": "postponed"},
    "cancel": {"planned": "cancelled", "published": "cancelled", "postponed": "cancelled"},
    "plan": {"cancelled": "planned", "postponed": "planned"},
}


@pytest.mark.parametrize("state", Meeting.State.values)
@pytest.mark.parametrize("step", sorted(ALLOWED))
def test_every_step_from_every_state(step, state):
    meeting = a_meeting(days=1 if step == "publish" else -1, state=state)
    an_item(meeting)
    after = ALLOWED[step].get(state)
    if after is None:
        with pytest.raises(IllegalChange):
            take(meeting, lifecycle.STEPS[step])
    else:
        take(meeting, lifecycle.STEPS[step])
    meeting.refresh_from_db()
    assert meeting.state == (after or state)


def test_publishing_stamps_the_moment_and_withdrawing_takes_it_away():
    meeting = a_meeting()
    an_item(meeting)
    assert take(meeting, lifecycle.PUBLISH).agenda_published_at is not None
    assert take(meeting, lifecycle.WITHDRAW).agenda_published_at is None


def test_an_empty_agenda_is_not_published():
    with pytest.raises(IllegalChange):
        take(a_meeting(), lifecycle.PUBLISH)


def test_a_meeting_to_come_was_not_held():
    with pytest.raises(IllegalChange):
        take(a_meeting(days=3, state="published"), lifecycle.HOLD)


def test_the_steps_offered_are_the_steps_taken(cast):
    meeting = a_meeting(days=3, state="published")
    assert [step.name for step in offered(lifecycle.STEPS.values(), cast.administrator, meeting)] == [
        "withdraw",
        "postpone",
        "cancel",
    ]
    assert offered(lifecycle.STEPS.values(), cast.member, meeting) == []


MINUTES_ALLOWED = {
    "circulate": {"draft": "circulated"},
    "withdraw": {"circulated": "draft"},
    "confirm": {"circulated": "confirmed"},
}


@pytest.mark.parametrize("state", Minutes.State.values)
@pytest.mark.parametrize("step", sorted(MINUTES_ALLOWED))
def test_every_step_of_the_minutes_from_every_state(cast, step, state):
    row = minutes_of(a_meeting(days=-9, state="held"), state, by=cast.chair)
    after = MINUTES_ALLOWED[step].get(state)
    if after is None:
        with pytest.raises(IllegalChange):
            take(row, minutes_lifecycle.STEPS[step], by=cast.chair)
    else:
        take(row, minutes_lifecycle.STEPS[step], by=cast.chair)
    row.refresh_from_db()
    assert row.state == (after or state)


def test_minutes_are_confirmed_at_a_later_meeting(cast):
    row = minutes_of(a_meeting(days=-9, state="held"), "circulated")
    with pytest.raises(IllegalChange):
        take(row, minutes_lifecycle.CONFIRM, by=cast.chair, at_meeting=a_meeting(days=-90, state="held"))
    later = a_meeting(days=-1, state="held")
    assert take(row, minutes_lifecycle.CONFIRM, by=cast.chair, at_meeting=later).confirmed_at_meeting == later


def test_usual_chair_is_who_holds_the_office(cast):
    assert lifecycle.usual_chair() == cast.chair
