"""Planning meetings and building agendas through the pages: what is saved, what is refused,
and that nothing typed is lost.
"""

import pytest

from meetings.models import AgendaItem, Meeting
from tests.cast import a_meeting, an_item, minutes_of
from tests.typed import errors, typed

pytestmark = pytest.mark.django_db

LONG = "x" * 10_000
MEETING = {
    "kind": "quarterly",
    "title_en": "June meeting",
    "title_cy": "Cyfarfod Mehefin",
    "date": "2027-06-08",
    "starts": "10:30",
    "ends": "15:00",
    "place_en": "Town Hall",
    "place_cy": "Neuadd y Dref",
    "online_link": "https://meet.example/june",
    "chair": "",
    "shared_with_partners": "on",
}
ITEM = {
    "title_en": "How to measure social value",
    "title_cy": "Sut i fesur gwerth cymdeithasol",
    "kind": "discussion",
    "minutes": "45",
    "presenter": "",
    "presenter_name": "Ewan Ross",
    "presenter_organisation": "Co-operatives UK",
    "text_en": "With examples.",
    "text_cy": "",
}
BAD_MEETINGS = {
    "ends before it starts": ({"ends": "09:00"}, "ends"),
    "ends as it starts": ({"ends": "10:30"}, "ends"),
    "no such day": ({"date": "2027-02-30"}, "date"),
    "no such time": ({"starts": "25:00"}, "starts"),
    "an hour the clocks leave out": ({"date": "2027-03-28", "starts": "01:30"}, "starts"),
    "no title": ({"title_en": "", "title_cy": " "}, "title_en"),
    "a title too long": ({"title_en": LONG}, "title_en"),
    "an emoji": ({"title_cy": "Parti 🎉"}, "title_cy"),
    "text that reads backwards": ({"place_en": "Hall \u202ednE"}, "place_en"),
    "no address": ({"online_link": "not an address"}, "online_link"),
    "a script as an address": ({"online_link": "javascript:alert(1)"}, "online_link"),
    "an unknown chair": ({"chair": "999999"}, "chair"),
    "an unknown kind": ({"kind": "party"}, "kind"),
}
BAD_ITEMS = {
    "an unknown presenter": ({"presenter": "999999"}, "presenter"),
    "somebody who has lapsed": ({"presenter": "lapsed"}, "presenter"),
    "two presenters": ({"presenter": "member"}, "presenter_name"),
    "no minutes": ({"minutes": "0"}, "minutes"),
    "a thousand minutes": ({"minutes": "1000"}, "minutes"),
    "minutes in words": ({"minutes": "ten"}, "minutes"),
    "no title": ({"title_en": "", "title_cy": ""}, "title_en"),
    "a title too long": ({"title_cy": LONG}, "title_cy"),
    "an emoji": ({"title_en": "Ideas 💡"}, "title_en"),
    "a text too long": ({"text_en": "x" * 50_001}, "text_en"),
}


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


def filled(data, cast):
    """Return the form's data with names of the cast put as their numbers."""
    return {
        name: str(getattr(cast, value).pk) if value in ("member", "lapsed") else value for name, value in data.items()
    }


def rows(model):
    return list(model.objects.order_by("pk").values())


def test_a_meeting_is_planned_and_its_agenda_comes_next(administrator):
    response = administrator.post("/meetings/new/", MEETING)
    meeting = Meeting.objects.get()
    assert (response.status_code, response.url) == (302, f"/meetings/{meeting.pk}/agenda/")
    assert (meeting.title_en, meeting.title_cy, meeting.state) == ("June meeting", "Cyfarfod Mehefin", "planned")
    assert (meeting.starts_at.isoformat(), meeting.ends_at.isoformat()) == (
        "2027-06-08T09:30:00+00:00",
        "2027-06-08T14:00:00+00:00",
    )


@pytest.mark.parametrize("bad", sorted(BAD_MEETINGS))
def test_a_bad_meeting_is_refused_beside_the_field_and_nothing_is_lost(administrator, bad):
    change, field = BAD_MEETINGS[bad]
    data = MEETING | change
    response = administrator.post("/meetings/new/", data)
    assert (response.status_code, list(errors(response))) == (200, [field])
    assert errors(response)[field] != ""
    kept = typed(response)
    unknown = {"kind", "chair"} & set(change)  # no entry of the list can be marked for these
    assert {name: kept.get(name) for name in data if name not in unknown} == {
        n: v for n, v in data.items() if n not in unknown
    }
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("bad", sorted(BAD_ITEMS))
def test_a_bad_item_is_refused_beside_the_field_and_nothing_is_lost(administrator, cast, bad):
    change, field = BAD_ITEMS[bad]
    data, meeting = filled(ITEM | change, cast), a_meeting()
    response = administrator.post(f"/meetings/{meeting.pk}/agenda/add/", data)
    assert (response.status_code, list(errors(response))) == (200, [field])
    kept = typed(response)
    unknown = {"presenter"} if data["presenter"] != str(cast.member.pk) else set()
    assert {name: kept.get(name) for name in data if name not in unknown} == {
        n: v for n, v in data.items() if n not in unknown
    }
    assert meeting.items.count() == 0


@pytest.mark.parametrize(
    ("path", "field"), [("new/", "title_en"), ("{pk}/agenda/add/", "title_cy"), ("{pk}/register/add/", "name")]
)
def test_a_nul_is_refused_and_reaches_no_table(administrator, path, field):
    meeting = a_meeting()
    before = (Meeting.objects.count(), AgendaItem.objects.count())
    response = administrator.post("/meetings/" + path.format(pk=meeting.pk), MEETING | {field: "a\0b"})
    assert (response.status_code in (200, 400), (Meeting.objects.count(), AgendaItem.objects.count())) == (True, before)


def test_items_are_added_in_order_and_another_may_follow(administrator):
    meeting = a_meeting()
    url = f"/meetings/{meeting.pk}/agenda/add/"
    assert administrator.post(url, ITEM | {"another": ""}).url == url
    assert administrator.post(url, ITEM | {"title_en": "Next"}).url == f"/meetings/{meeting.pk}/agenda/"
    assert [(item.position, item.title_en) for item in meeting.items.all()] == [(1, ITEM["title_en"]), (2, "Next")]


@pytest.mark.parametrize(
    ("moved", "to", "order"),
    [(0, "down", "bac"), (2, "up", "acb"), (0, "up", "abc"), (0, "3", "bca"), (0, "9999999", "bca")],
)
def test_items_move(administrator, moved, to, order):
    meeting = a_meeting()
    items = [an_item(meeting, title_en=title) for title in "abc"]
    response = administrator.post(f"/meetings/items/{items[moved].pk}/move/", {"to": to})
    assert (response.status_code, "".join(item.title_en for item in meeting.items.order_by("position"))) == (302, order)


@pytest.mark.parametrize("to", ["", "sideways", "-1", "1.5", "²"])
def test_a_move_to_nowhere_is_not_found(administrator, to):
    item = an_item(a_meeting())
    assert administrator.post(f"/meetings/items/{item.pk}/move/", {"to": to}).status_code == 404


def test_an_item_is_removed_after_a_page_that_asks(administrator):
    meeting = a_meeting()
    first, _second = an_item(meeting), an_item(meeting, title_en="Second")
    assert administrator.get(f"/meetings/items/{first.pk}/remove/").status_code == 200
    assert meeting.items.count() == 2
    administrator.post(f"/meetings/items/{first.pk}/remove/")
    assert [(item.position, item.title_en) for item in meeting.items.all()] == [(1, "Second")]


@pytest.mark.parametrize(
    ("state", "step"), [("held", "publish"), ("cancelled", "hold"), ("planned", "plan"), ("postponed", "withdraw")]
)
def test_an_illegal_step_is_refused_with_409_and_changes_nothing(administrator, state, step):
    meeting = a_meeting(days=-1, state=state)
    an_item(meeting)
    before = rows(Meeting)
    answers = [
        getattr(administrator, method)(f"/meetings/{meeting.pk}/step/{step}/").status_code for method in ("get", "post")
    ]
    assert (answers, rows(Meeting)) == ([409, 409], before)


def test_an_unknown_step_is_not_found(administrator):
    assert administrator.post(f"/meetings/{a_meeting().pk}/step/explode/").status_code == 404


def test_a_step_is_taken_after_a_page_that_says_what_it_does(administrator):
    meeting = a_meeting()
    an_item(meeting)
    assert administrator.get(f"/meetings/{meeting.pk}/step/publish/").status_code == 200
    assert administrator.post(f"/meetings/{meeting.pk}/step/publish/").status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == "published"


@pytest.mark.parametrize(("kind", "field"), [("meeting", "title_en"), ("item", "title_cy")])
def test_a_stale_form_answers_409_with_both_texts(administrator, cast, kind, field):
    meeting = a_meeting(chair=cast.chair)
    row = meeting if kind == "meeting" else an_item(meeting)
    url = f"/meetings/{meeting.pk}/edit/" if kind == "meeting" else f"/meetings/items/{row.pk}/"
    form = typed(administrator.get(url))
    assert administrator.post(url, form | {field: "Theirs"}).status_code == 302
    response = administrator.post(url, form | {field: "Mine"})
    assert (response.status_code, typed(response)[field], "Theirs" in errors(response)[field]) == (409, "Mine", True)
    row.refresh_from_db()
    assert getattr(row, field) == "Theirs"
    assert administrator.post(url, typed(response)).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == "Mine"


def test_the_agenda_of_confirmed_minutes_is_closed(administrator, cast):
    meeting = a_meeting(days=-3, state="held")
    minutes_of(meeting, "confirmed", by=cast.chair)
    before = rows(AgendaItem)
    item = meeting.items.get()
    posts = {
        f"/meetings/{meeting.pk}/agenda/add/": ITEM,
        f"/meetings/items/{item.pk}/": ITEM,
        f"/meetings/items/{item.pk}/remove/": {},
    }
    assert {administrator.post(url, data).status_code for url, data in posts.items()} == {409}
    assert rows(AgendaItem) == before
