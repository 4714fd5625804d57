"""The register at speed: a name found by a few letters, late and left by the item that runs, the others absent."""

import pytest
from django.urls import reverse

from meetings.day import time_spent
from meetings.models import Answer
from tests.cast import a_meeting, an_item, minutes_of
from tests.typed import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    return a_meeting(days=-1, state="held", chair=cast.chair)


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


def url(meeting, page="register"):
    return reverse(f"meetings:{page}", args=[meeting.pk])


def key(person):
    return f"person-{person.pk}"


def recorded(meeting):
    return {row.person: row.mode for row in meeting.attendance.select_related("person")}


def rows_on(page):
    return {name.removeprefix("mode-") for name in typed(page) if name.startswith("mode-")}


def test_finding_a_name_saves_what_was_ticked_and_not_what_was_only_answered(administrator, meeting, cast):
    cast.member.name = "Siân Prŷs"
    cast.member.save()
    Answer.objects.create(meeting=meeting, person=cast.partner, coming="online")
    form = typed(administrator.get(url(meeting)))
    found = administrator.post(
        url(meeting), form | {f"mode-{key(cast.chair)}": "in_person", "find": "1", "words": "prys si"}
    )
    assert recorded(meeting) == {cast.chair: "in_person"}
    assert rows_on(administrator.get(found.url)) == {key(cast.member)}


def test_only_those_not_ticked_are_shown_where_that_is_asked_for(administrator, meeting, cast):
    Answer.objects.create(meeting=meeting, person=cast.partner, coming="online")
    all_rows = rows_on(administrator.get(url(meeting)))
    sent = typed(administrator.get(url(meeting))) | {f"mode-{key(cast.chair)}": "absent", "find": "1", "unticked": "1"}
    left = rows_on(administrator.get(administrator.post(url(meeting), sent).url))
    assert left == all_rows - {key(cast.chair), key(cast.partner)}


def test_everybody_left_over_is_absent_but_whoever_was_ticked_in_between(administrator, as_person, meeting, cast):
    Answer.objects.create(meeting=meeting, person=cast.partner, coming="apologies")
    sent = typed(administrator.get(url(meeting))) | {f"mode-{key(cast.chair)}": "in_person", "go": "left-over"}
    asks = administrator.post(url(meeting), sent).url
    assert asks == url(meeting, "left_over")
    page = administrator.get(asks).content.decode()
    listed = [person for person in (cast.member, cast.convenor, cast.chair, cast.partner) if person.name in page]
    assert listed == [cast.member, cast.convenor]
    as_person("chair").post(url(meeting, "register_row"), {"key": key(cast.member), "mode": "online"})
    said = administrator.post(asks, {"row": [key(cast.member), key(cast.convenor), "person-999999"]}, follow=True)
    assert recorded(meeting) == {
        cast.chair: "in_person",
        cast.partner: "apologies",
        cast.member: "online",
        cast.convenor: "absent",
    }
    assert f"left as they are: {cast.member.name}" in said.content.decode()


def test_late_and_left_are_noted_by_the_item_that_runs_and_taken_back(administrator, meeting, cast):
    an_item(meeting)
    second = an_item(meeting)
    moment = {"moment": f"late:{key(cast.member)}"}
    assert administrator.post(url(meeting), moment).status_code == 409  # no item runs
    assert 'name="moment"' not in administrator.get(url(meeting)).content.decode()
    time_spent.begin(item=second)
    form = typed(administrator.get(url(meeting)))
    assert "from item 2" in administrator.post(url(meeting), form | moment, follow=True).content.decode()
    assert recorded(meeting) == {cast.member: "in_person"}
    said = administrator.post(url(meeting, "register_row"), {"moment": f"left:{key(cast.member)}"}).json()
    assert said["words"].endswith("from item 2 · until item 2")
    administrator.post(url(meeting), {"moment": f"on-time:{key(cast.member)}"})
    row = meeting.attendance.get()
    assert (row.mode, row.arrived_at_item, row.left_at_item) == ("in_person", None, second)


@pytest.mark.parametrize("said", ["late:person-999999", "asleep:person-1", "late"])
def test_a_moment_of_nobody_is_refused(administrator, meeting, said):
    time_spent.begin(item=an_item(meeting))
    assert administrator.post(url(meeting), {"moment": said}).status_code == 409
    assert recorded(meeting) == {}


def test_whoever_takes_the_register_alone_may_say_who_was_absent(as_person, client, meeting, cast):
    asked = url(meeting, "left_over")
    answers = {
        role: as_person(role).post(asked, {"row": key(cast.member)}).status_code for role in ("member", "partner")
    }
    assert (answers, client.post(asked).status_code) == ({"member": 403, "partner": 403}, 302)
    assert (as_person("staff").get(asked).status_code, recorded(meeting)) == (404, {})
    assert as_person("chair").get(asked).status_code == 200


def test_confirmed_minutes_keep_their_register(administrator, meeting, cast):
    minutes_of(meeting, "confirmed", by=cast.chair)
    assert administrator.post(url(meeting, "left_over"), {"row": key(cast.member)}).status_code == 409
    assert recorded(meeting) == {}
