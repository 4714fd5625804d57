"""How a meeting's time was spent: by the clock or typed, planned beside taken, and what was saved."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.day import time_spent
from meetings.models import AgendaItem
from tests.cast import a_meeting, an_item, minutes_of

NOW = datetime.datetime(2026, 11, 23, 10, 30, tzinfo=datetime.UTC)


def item(kind="business", minutes=10, actual=None, **facts):
    return AgendaItem(title_en="x", kind=kind, minutes=minutes, actual_minutes=actual, **facts)


def test_planned_and_taken_by_kind_and_what_taking_as_read_saved():
    items = [
        item(minutes=10, actual=14),
        item(minutes=5),
        item("discussion", 30, 25),
        item("blue_sky", 20),
        *(item(minutes=4, taken_as_read=True) for _ in range(3)),
        item(minutes=4, actual=4, taken_as_read=True),
        item("presentation", 20, taken_as_read=True),
    ]
    spent = time_spent.time_spent(items)
    assert [(str(one.label), one.planned, one.actual) for one in spent.kinds] == [
        ("Business", 15, 14),
        ("Blue sky", 20, None),
        ("Discussion", 30, 25),
    ]
    assert (spent.planned, spent.actual, spent.saved_minutes, spent.saved_items) == (65, 39, 12, 4)


def test_nothing_is_said_while_no_minutes_are_written_down():
    assert time_spent.time_spent([item(), item(taken_as_read=True)]) is None
    assert time_spent.time_spent([]) is None


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (59, 1), (60, 1), (61, 2), (3600, 60), (10**6, 480)])
def test_begun_minutes_count(seconds, minutes):
    assert time_spent.elapsed(NOW, NOW + datetime.timedelta(seconds=seconds)) == minutes


@pytest.fixture
def meeting(cast):
    return a_meeting(days=-1, state="held")


def press(client, row, **data):
    return client.post(reverse("meetings:item_time", args=[row.pk]), data)


@pytest.mark.django_db
def test_an_item_is_timed_by_the_clock_and_the_next_one_ends_it(as_person, meeting):
    administrator, first, second = as_person("administrator"), an_item(meeting), an_item(meeting)
    press(administrator, first, begin=1)
    AgendaItem.objects.filter(pk=first.pk).update(started_at=timezone.now() - datetime.timedelta(minutes=6, seconds=30))
    press(administrator, second, begin=1)
    first.refresh_from_db()
    assert (first.actual_minutes, first.started_at) == (7, None)
    press(administrator, first, begin=1)
    press(administrator, first, end=1)
    press(administrator, first, end=1)
    for row in (first, second):
        row.refresh_from_db()
    assert (first.actual_minutes, second.actual_minutes, second.started_at) == (8, 1, None)


@pytest.mark.django_db
def test_minutes_are_typed_and_shown_beside_the_plan(as_person, meeting):
    administrator, row = as_person("administrator"), an_item(meeting, minutes=10)
    as_read = an_item(meeting, minutes=12, taken_as_read=True)
    minutes_of(meeting, "circulated")
    page = reverse("meetings:minutes", args=[meeting.pk])
    assert "How the time was spent" not in administrator.get(page).content.decode()
    assert press(administrator, row, minutes="23").url.endswith(f"#item-{row.position}")
    for wrong in ("0", "481", "long", ""):
        press(administrator, as_read, minutes=wrong)
    as_read.refresh_from_db()
    assert as_read.actual_minutes is None
    for role in ("administrator", "member", "partner"):
        text = as_person(role).get(page).content.decode()
        assert "How the time was spent" in text and "12 minutes of business saved by taking 1 item as read." in text


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "status"), [("visitor", 302), ("member", 403), ("partner", 403), ("staff", 404)])
def test_only_who_writes_the_minutes_times_items(as_person, meeting, role, status):
    row = an_item(meeting)
    assert press(as_person(role), row, minutes="5").status_code == status
    row.refresh_from_db()
    assert row.actual_minutes is None


@pytest.mark.django_db
def test_the_times_of_confirmed_minutes_stand(as_person, meeting, cast):
    row = an_item(meeting)
    minutes_of(meeting, "confirmed", by=cast.chair)
    assert [
        press(as_person("administrator"), row, **data).status_code for data in ({"minutes": "5"}, {"begin": 1})
    ] == [409, 409]
