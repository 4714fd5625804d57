"""From one meeting to the next nobody gets more than four letters unasked; keepers see how many it were."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import jobs
from meetings.balloting import ballots
from meetings.letter_budget import budget
from meetings.models import Ballot, Meeting
from members.letters import letters
from members.models import Letter, Person
from tests.cast import a_meeting, an_item, minutes_of
from tests.letters import deliver_to_roles

pytestmark = pytest.mark.django_db
LAST = datetime.timedelta(days=30)


@pytest.fixture
def last(cast):
    """A meeting that was held a month ago, its minutes circulated, and the next one, whose agenda is out."""
    meeting = a_meeting(days=-30, state="held")
    minutes_of(meeting, "circulated")
    an_item(a_meeting(days=4, state="published"))
    return meeting


def had(person, number, *, kind=budget.NOTICE, days=10, state="sent"):
    """Let somebody have had so many letters, so many days ago."""
    when = timezone.now() - datetime.timedelta(days=days)
    for place in range(number):
        Letter.objects.create(kind=kind, thing=f"{days}-{place}", person=person, state=state, created_at=when)


def test_a_reminder_is_left_out_for_who_has_had_four(last, cast):
    had(cast.member, 4)
    had(cast.partner, 3)
    had(cast.chair, 4, days=40)  # before the last meeting
    had(cast.convenor, 4, kind="meetings.due")  # of their own
    jobs.remind(0)
    assert set(deliver_to_roles()) == {"administrator", "partner", "chair", "convenor"}


def test_what_must_come_yet_has_its_place(last, cast):
    letter = Letter(kind=budget.REMINDER, person=cast.member)
    had(cast.member, 2)
    assert budget.has_room(letter)
    last.minutes.delete()
    assert budget.has_room(letter)
    Meeting.objects.filter(state="published").update(state="planned")
    assert not budget.has_room(letter)


def test_a_ballot_is_not_recalled_to_who_has_had_four(last, cast):
    day = timezone.localdate() + datetime.timedelta(days=1)
    ballots.ask(ballot=Ballot(text_en="To join.", text_cy="Ymuno.", closes_on=day), by=cast.chair)
    Ballot.objects.update(asked_at=timezone.now() - datetime.timedelta(days=9))
    Letter.objects.update(state="sent")
    had(cast.member, 3)
    ballots.remind()
    sent = {role for role, letter in deliver_to_roles().items() if "Ymuno" in letter.body or "To join" in letter.body}
    assert sent == {"chair", "convenor"}


def test_previews_and_the_page_say_the_same_number(last, cast, as_person):
    had(cast.member, 2)
    had(cast.chair, 5, days=20)
    had(cast.partner, 9, state="dropped")
    had(cast.lapsed, 2, days=300)
    administrator, planned = as_person("administrator"), a_meeting(days=60)
    an_item(planned)
    page = administrator.get(reverse("meetings:step", args=[planned.pk, "publish"]))
    assert page.context["preview"].most == 6 and "with this one: at most 6." in page.text
    page = administrator.get(reverse("meetings:letters_told"))
    now, before = page.context["cycles"]
    assert (now.most, now.usual, now.too_many) == (5, 4, [cast.chair.name]) and (before.most, before.after) == (2, None)
    assert now.kinds == [(str(letters.NAMES[budget.NOTICE]), 7)] and cast.chair.name in page.content.decode()
    assert reverse("meetings:letters_told") in administrator.get(reverse("members:letters")).content.decode()
    assert budget.with_count(Person.objects.filter(pk=cast.lapsed.pk)).get().letters_had == 0


def test_a_forum_without_a_meeting_has_an_empty_page(as_person):
    page = as_person("administrator").get(reverse("meetings:letters_told"))
    assert "No letter that counts." in page.content.decode()
