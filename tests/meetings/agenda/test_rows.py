"""An agenda built in its rows: kind and minutes changed there, items put between others, presenters by name."""

import pytest
from django.urls import reverse

from meetings.agenda import building
from tests.cast import a_meeting, an_item
from tests.typed import errors, typed

pytestmark = pytest.mark.django_db
QUICK = {"title": "Budget", "kind": "business", "minutes": "20", "presenter": ""}


@pytest.fixture
def meeting(cast):
    meeting = a_meeting()
    for title in ("Welcome", "Reports"):
        an_item(meeting, title_en=title, title_cy="", minutes=10)
    return meeting


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


def url(page, key):
    return reverse(f"meetings:{page}", args=[key])


def titles(meeting):
    return list(meeting.items.order_by("position").values_list("position", "title_en"))


def item(meeting, title):
    return meeting.items.get(title_en=title)


def test_an_item_comes_in_before_another_and_the_next_one_after_it(administrator, meeting):
    before = item(meeting, "Reports").pk
    page = administrator.get(f"{url('build_agenda', meeting.pk)}?before={before}")
    assert typed(page)["before"] == str(before) and "autofocus" in page.content.decode()
    for title in ("Budget", "Rents"):
        led_to = administrator.post(url("quick_item", meeting.pk), QUICK | {"title": title, "before": before}).url
    assert titles(meeting) == [(1, "Welcome"), (2, "Budget"), (3, "Rents"), (4, "Reports")]
    assert typed(administrator.get(led_to))["before"] == str(before)


@pytest.mark.parametrize("before", ["", "999999", "x", "9" * 12])
def test_before_what_is_not_there_it_goes_where_new_items_go(administrator, meeting, before):
    administrator.post(url("quick_item", meeting.pk), QUICK | {"before": before})
    assert titles(meeting) == [(1, "Welcome"), (2, "Reports"), (3, "Budget")]


def test_whoever_presents_is_known_by_name_or_written_as_typed(administrator, meeting, cast):
    administrator.post(url("quick_item", meeting.pk), QUICK | {"presenter": cast.member.name.lower()})
    administrator.post(url("quick_item", meeting.pk), QUICK | {"title": "A talk", "presenter": "Dr Nobody Known"})
    known, written = item(meeting, "Budget"), item(meeting, "A talk")
    assert (known.presenter, known.presenter_name) == (cast.member, "")
    assert (written.presenter, written.presenter_name) == (None, "Dr Nobody Known")


def test_kind_and_minutes_are_changed_in_the_row(administrator, meeting):
    row, place = item(meeting, "Reports"), url("build_agenda", meeting.pk)
    page = administrator.post(
        url("set_item", row.pk), {"version": row.version, "kind": "discussion", "minutes": "35"}, follow=True
    )
    row.refresh_from_db()
    assert (row.kind, row.minutes, page.redirect_chain[0][0]) == ("discussion", 35, place)
    wrong = administrator.post(url("set_item", row.pk), {"version": row.version, "kind": "discussion", "minutes": "0"})
    assert (wrong.status_code, list(errors(wrong))) == (200, ["minutes"])


def test_a_row_that_has_been_changed_meanwhile_is_not_overwritten(administrator, meeting):
    row = item(meeting, "Reports")
    first = {"version": row.version, "kind": "discussion", "minutes": "35"}
    administrator.post(url("set_item", row.pk), first)
    late = administrator.post(url("set_item", row.pk), first | {"minutes": "15"})
    row.refresh_from_db()
    assert (late.status_code, row.minutes) == (409, 35)


def test_a_move_between_does_not_clash_with_what_is_changed_in_the_row(administrator, meeting):
    row = item(meeting, "Reports")
    building.move_item(item=row, to=1)
    administrator.post(url("set_item", row.pk), {"version": row.version, "kind": "discussion", "minutes": "35"})
    assert (titles(meeting), item(meeting, "Reports").minutes) == ([(1, "Reports"), (2, "Welcome")], 35)


def test_whoever_builds_the_agenda_alone_changes_its_rows(as_person, meeting):
    row, sent = item(meeting, "Reports"), {"kind": "discussion", "minutes": "35"}
    answers = [
        as_person(role).post(url("set_item", row.pk), sent).status_code for role in ("visitor", "member", "partner")
    ]
    row.refresh_from_db()
    assert (answers, row.minutes) == ([302, 404, 404], 10)
