"""A copy of a meeting has its agenda and its facts, and nothing of its record."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting
from tests.cast import a_meeting, an_item
from tests.typed import errors


def at(text):
    return timezone.make_aware(datetime.datetime.fromisoformat(text))


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


COPY = {"date": "2031-03-12", "starts": "14:00", "ends": "16:30", "with_agenda": "on"}


def test_a_copy_has_the_agenda_and_nothing_of_the_record(as_person, cast):
    meeting = a_meeting(state="published", kind="workshop", is_public=True, shared_with_partners=False)
    an_item(meeting, title_en="One", kind="blue_sky", minutes=25, presenter=cast.partner, text_cy="<p>Testun</p>")
    an_item(meeting, title_en="Two", reserved=True, pulled_by=cast.member)
    as_person("administrator").post(url("copy_meeting", meeting.pk), COPY)
    copy = Meeting.objects.exclude(pk=meeting.pk).get()
    kept = (copy.state, copy.kind, copy.is_public, copy.shared_with_partners, copy.place_cy, copy.length, copy.chair)
    assert kept == (
        "planned", "workshop", True, False, meeting.place_cy, 150, cast.chair,
    )  # fmt: skip
    assert copy.agenda_published_at is None
    seen = [
        (i.position, i.title_en, i.kind, i.minutes, i.presenter, i.text_cy, i.reserved, i.taken_as_read)
        for i in copy.items.all()
    ]
    assert seen == [
        (1, "One", "blue_sky", 25, None, "<p>Testun</p>", False, False),
        (2, "Two", "business", 10, None, "", True, True),
    ]


def test_a_copy_without_the_agenda_begins_with_the_standing_items(as_person):
    meeting = a_meeting()
    an_item(meeting, title_en="Only once")
    as_person("chair").post(
        url("copy_meeting", meeting.pk), {name: value for name, value in COPY.items() if name != "with_agenda"}
    )
    titles = [item.title_en for item in Meeting.objects.exclude(pk=meeting.pk).get().items.all()]
    assert titles and "Only once" not in titles


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends": "13:00"}, "ends"),
        ({"date": "2031-03-30", "starts": "01:30"}, "starts"),
        ({"date": ""}, "date"),
        ({"date": "2031-05-06"}, "date"),
    ],
)
def test_a_copy_at_an_impossible_time_is_refused(as_person, change, field):
    a_meeting(starts_at=at("2031-05-06 15:00"), ends_at=at("2031-05-06 17:00"))
    meeting = a_meeting()
    answer = as_person("administrator").post(url("copy_meeting", meeting.pk), COPY | change)
    assert (list(errors(answer)), Meeting.objects.count()) == ([field], 2)
