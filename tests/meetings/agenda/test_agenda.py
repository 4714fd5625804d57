"""The agenda: positions without gaps, start times, how the time is spent."""

import datetime
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from common.editing import IllegalChange
from meetings.agenda import building
from meetings.models import AgendaItem
from tests.cast import a_meeting, a_paragraph, an_item, minutes_of

pytestmark = pytest.mark.django_db


def order(meeting):
    return list(meeting.items.order_by("position").values_list("position", "title_en"))


def with_items(*titles, **facts):
    meeting = a_meeting(**facts)
    return meeting, [an_item(meeting, title_en=title) for title in titles]


@pytest.mark.parametrize(
    ("moved", "to", "titles"),
    [(0, 3, "bca"), (2, 1, "cab"), (1, 1, "bac"), (1, 99, "acb"), (1, -5, "bac"), (1, 2, "abc")],
)
def test_a_moved_item_leaves_no_gap(moved, to, titles):
    meeting, items = with_items("a", "b", "c")
    building.move_item(item=items[moved], to=to)
    assert order(meeting) == list(enumerate(titles, start=1))


def test_a_removed_item_leaves_no_gap():
    meeting, items = with_items("a", "b", "c")
    building.remove_item(item=items[0])
    assert order(meeting) == [(1, "b"), (2, "c")]


def test_an_item_with_minutes_is_not_removed():
    meeting, items = with_items("a", "b")
    a_paragraph(items[0])
    with pytest.raises(IllegalChange):
        building.remove_item(item=items[0])
    assert order(meeting) == [(1, "a"), (2, "b")]


def test_the_agenda_of_a_confirmed_record_stands(cast):
    meeting, items = with_items("a", "b", days=-5, state="held")
    minutes_of(meeting, "confirmed", by=cast.chair)
    with pytest.raises(IllegalChange):
        building.move_item(item=items[0], to=2)
    with pytest.raises(IllegalChange):
        building.add_item(meeting=meeting, item=AgendaItem(title_en="c"))


def test_the_database_refuses_a_position_taken_twice():
    meeting, _items = with_items("a", "b")
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.filter(meeting=meeting).update(position=1)
        connection.check_constraints()


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_moves_keep_the_order_whole():
    meeting, items = with_items(*"abcde")

    def move(n):
        try:
            building.move_item(item=items[n % 5], to=n % 4 + 1)
        finally:
            connection.close()

    threads = [threading.Thread(target=move, args=[n]) for n in range(20)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    positions, titles = zip(*order(meeting), strict=True)
    assert (positions, sorted(titles)) == ((1, 2, 3, 4, 5), list("abcde"))


def test_items_start_one_after_the_other_by_the_clock_in_wales():
    meeting, items = with_items("a", "b", "c")
    starts = [timezone.localtime(slot.starts_at).strftime("%H:%M") for slot in building.timetable(meeting, items)]
    assert starts == ["10:30", "10:40", "10:50"]


def test_the_bar_shows_shares_and_what_is_left():
    meeting = a_meeting()
    meeting.ends_at = meeting.starts_at + datetime.timedelta(minutes=100)
    for kind, minutes in [("business", 20), ("presentation", 20), ("business", 10)]:
        an_item(meeting, kind=kind, minutes=minutes)
    bar = building.time_bar(meeting, meeting.items.all())
    assert [(s.kind, s.x, s.width) for s in bar.segments] == [
        ("business", 0, 200),
        ("presentation", 200, 200),
        ("business", 400, 100),
    ]
    assert [(s.kind, s.minutes, s.percent) for s in bar.shares] == [("business", 30, 60), ("presentation", 20, 40)]
    assert (bar.total_minutes, bar.length_minutes, bar.over_target, bar.overruns) == (50, 100, True, False)


def test_an_agenda_too_long_fills_the_bar_and_says_so():
    meeting = a_meeting()
    meeting.ends_at = meeting.starts_at + datetime.timedelta(minutes=30)
    an_item(meeting, minutes=60)
    bar = building.time_bar(meeting, meeting.items.all())
    assert (bar.segments[0].width, bar.overruns) == (1000, True)


def test_no_items_no_bar():
    assert building.time_bar(a_meeting(), []) is None
