"""The page for the day itself: where the meeting is, for whoever reads its agenda, moved on by whoever runs it."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from meetings.day import time_spent
from meetings.models import AgendaItem
from tests.cast import a_meeting, an_item, minutes_of

pytestmark = pytest.mark.django_db
ASKED = {"administrator": 200, "chair": 200, "member": 200, "partner": 200, "staff": 404, "visitor": 302}


@pytest.fixture
def meeting(cast):
    """A meeting of today that its members and partners may follow."""
    hour, now = datetime.timedelta(hours=1), timezone.now()
    return a_meeting(state="published", chair=cast.chair, starts_at=now - hour, ends_at=now + hour)


@pytest.fixture
def items(meeting):
    return [an_item(meeting, title_en=title, minutes=10) for title in ("Welcome", "Budget", "A talk")]


def url(meeting, page="today"):
    return reverse(f"meetings:{page}", args=[meeting.pk])


def running(meeting):
    return [item.title_en for item in meeting.items.filter(started_at__isnull=False)]


def move(client, meeting, **sent):
    return client.post(url(meeting, "move_on"), {"at": "", **sent})


def began(item, minutes):
    AgendaItem.objects.filter(pk=item.pk).update(started_at=timezone.now() - datetime.timedelta(minutes=minutes))


def test_whoever_may_read_the_agenda_follows_it_and_whoever_runs_the_meeting_moves_it_on(as_person, meeting, items):
    for role, status in ASKED.items():
        client = as_person(role)
        assert client.get(url(meeting)).status_code == status, role
        may = role in ("administrator", "chair")
        assert ('name="begin"' in client.get(url(meeting)).content.decode()) is may, role
        moved = move(client, meeting, begin=items[0].pk).status_code
        assert moved == (302 if may or role == "visitor" else 404 if role == "staff" else 403), role


def test_a_draft_agenda_is_followed_by_nobody_but_its_keepers(as_person, cast):
    draft = a_meeting(days=0, state="planned")
    an_item(draft)
    assert [as_person(role).get(url(draft)).status_code for role in ("chair", "member", "partner")] == [200, 404, 404]


def test_one_press_moves_on_and_the_time_of_the_item_is_kept(as_person, meeting, items):
    chair, first, second = as_person("chair"), *items[:2]
    move(chair, meeting, begin=first.pk)
    began(first, 12)
    page = as_person("member").get(url(meeting)).content.decode()
    assert "Minutes over: 2" in page and "Budget" in page
    move(chair, meeting, at=first.pk, begin=second.pk)
    first.refresh_from_db()
    assert (running(meeting), first.actual_minutes) == (["Budget"], 13)
    move(chair, meeting, at=second.pk, begin=items[2].pk)
    move(chair, meeting, at=items[2].pk, end="1")
    assert running(meeting) == []
    assert "All items have been heard." in as_person("administrator").get(url(meeting)).content.decode()


def test_two_who_press_at_once_move_on_once(as_person, meeting, items):
    first, second, third = items
    move(as_person("chair"), meeting, begin=first.pk)
    move(as_person("chair"), meeting, at=first.pk, begin=second.pk)
    late = as_person("administrator").post(url(meeting, "move_on"), {"at": first.pk, "begin": second.pk}, follow=True)
    assert "moved on in the meantime" in late.content.decode()
    assert running(meeting) == ["Budget"]
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.filter(pk=third.pk).update(started_at=timezone.now())


def test_an_item_that_was_begun_by_mistake_took_no_time(as_person, meeting, items):
    chair, first, second = as_person("chair"), *items[:2]
    move(chair, meeting, begin=first.pk)
    move(chair, meeting, at=first.pk, begin=second.pk)
    move(chair, meeting, at=second.pk, back=first.pk)
    second.refresh_from_db()
    assert (running(meeting), second.actual_minutes) == (["Welcome"], None)


def test_partners_see_that_a_reserved_item_runs_and_nothing_of_it(as_person, meeting, items):
    AgendaItem.objects.filter(pk=items[1].pk).update(reserved=True)
    time_spent.begin(item=items[1])
    page = as_person("partner").get(url(meeting)).content.decode()
    assert "Reserved item" in page and "Budget" not in page
    assert "Budget" in as_person("member").get(url(meeting)).content.decode()


def test_it_looks_again_by_itself_where_that_is_asked_for_on_the_day_alone(as_person, meeting, items):
    member, past = as_person("member"), a_meeting(days=-9, state="held")
    assert "Refresh" not in member.get(url(meeting))
    assert member.get(f"{url(meeting)}?again=1")["Refresh"] == "60"
    assert "Refresh" not in member.get(f"{url(past)}?again=1")


def test_it_is_linked_from_home_and_from_the_meeting_on_its_day(as_person, meeting, items):
    member, later = as_person("member"), a_meeting(days=7, state="published")
    an_item(later)
    for page in ("/", meeting.get_absolute_url()):
        assert escape(url(meeting)) in member.get(page).content.decode(), page
    assert url(later) not in member.get(later.get_absolute_url()).content.decode()


def test_nothing_runs_before_its_day_nor_once_the_minutes_are_confirmed(as_person, cast):
    chair, coming, past = as_person("chair"), a_meeting(days=7, opened_early=False), a_meeting(days=-9, state="held")
    first, second = an_item(coming), an_item(past)
    minutes_of(past, "confirmed", by=cast.chair)
    assert move(chair, coming, begin=first.pk).status_code == 409
    assert move(chair, past, begin=second.pk).status_code == 409
    assert (running(coming), running(past)) == ([], [])
