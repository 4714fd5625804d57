"""The register through its page: the whole room at once, guests and substitutes by name."""

import pytest

from meetings.models import Attendance
from members.models import Person, Standing
from tests.cast import a_meeting, minutes_of
from tests.typed import errors, typed

pytestmark = pytest.mark.django_db

GUEST = {
    "name": "Ewan Ross",
    "organisation": "Co-operatives UK",
    "capacity": "guest",
    "substitute_for": "",
    "mode": "online",
}


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


@pytest.fixture
def url(cast):
    return f"/meetings/{a_meeting(days=-1, state='published', chair=cast.chair).pk}/register/"


def recorded():
    return {row.shown_name: (row.mode, row.capacity) for row in Attendance.objects.select_related("person")}


def key(person):
    return f"mode-person-{person.pk}"


def test_the_whole_room_is_saved_at_once(administrator, url, cast):
    for number in range(30):
        person = Person.objects.create_user(f"member{number}@forum.example", name=f"Member {number:02d}")
        Standing.objects.create(person=person, capacity="member", starts_on="2020-01-01")
    form = typed(administrator.get(url))
    modes = [name for name in form if name.startswith("mode-")]
    assert (len(modes), {form[name] for name in modes}) == (35, {""})
    assert (
        administrator.post(url, form | dict.fromkeys(modes, "in_person") | {key(cast.partner): "online"}).status_code
        == 302
    )
    assert (len(recorded()), recorded()[cast.partner.name], recorded()["Member 07"]) == (
        35,
        ("online", "partner"),
        ("in_person", "member"),
    )
    again = typed(administrator.get(url))
    assert (again[key(cast.partner)], again[key(cast.member)]) == ("online", "in_person")


def test_rows_left_as_they_were_shown_do_not_undo_what_somebody_else_saved(administrator, as_person, url, cast):
    form = typed(administrator.get(url))
    as_person("chair").post(url, typed(as_person("chair").get(url)) | {key(cast.member): "apologies"})
    administrator.post(url, form | {key(cast.convenor): "in_person"})
    assert recorded() == {cast.member.name: ("apologies", "member"), cast.convenor.name: ("in_person", "member")}


@pytest.mark.parametrize("mode", ["asleep", "", "in_person; DROP TABLE"])
def test_a_mode_that_there_is_not_is_passed_over(administrator, url, cast, mode):
    response = administrator.post(
        url, typed(administrator.get(url)) | {key(cast.member): mode, "mode-person-x": "online", "mode-": "online"}
    )
    assert (response.status_code, recorded()) == (302, {})


def test_somebody_ticked_by_mistake_is_cleared(administrator, url, cast):
    administrator.post(url, typed(administrator.get(url)) | {key(cast.member): "in_person"})
    administrator.post(url, typed(administrator.get(url)) | {key(cast.member): ""})
    assert recorded() == {}


def test_guests_are_added_one_after_the_other_and_removed_after_a_page_that_asks(administrator, url):
    assert administrator.post(f"{url}add/", GUEST | {"another": ""}).url == f"{url}add/"
    assert administrator.post(f"{url}add/", GUEST | {"name": "Mairi Bell"}).url == url
    row = Attendance.objects.get(name="Mairi Bell")
    assert administrator.get(f"{url}{row.pk}/remove/").status_code == 200
    assert administrator.post(f"{url}{row.pk}/remove/").url == url
    assert recorded() == {"Ewan Ross": ("online", "guest")}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"name": "Ewan 🎉"}, "name"),
        ({"organisation": "x" * 201}, "organisation"),
        ({"capacity": "substitute"}, "substitute_for"),
        ({"capacity": "substitute", "substitute_for": "999999"}, "substitute_for"),
        ({"capacity": "member"}, "capacity"),
        ({"mode": ""}, "mode"),
    ],
)
def test_a_bad_guest_is_refused_beside_the_field(administrator, url, change, field):
    response = administrator.post(f"{url}add/", GUEST | change)
    assert (response.status_code, list(errors(response)), recorded()) == (200, [field], {})
    words = ("name", "organisation")
    assert [typed(response)[name] for name in words] == [(GUEST | change)[name] for name in words]


def test_a_person_expected_is_not_removed_as_a_guest_would_be(administrator, url, cast):
    administrator.post(url, typed(administrator.get(url)) | {key(cast.member): "in_person"})
    row = Attendance.objects.get()
    assert (administrator.post(f"{url}{row.pk}/remove/").status_code, Attendance.objects.count()) == (404, 1)


def test_a_guest_of_another_meeting_is_not_found(administrator, url):
    other = Attendance.objects.create(meeting=a_meeting(days=-9), name="Astray", capacity="guest", mode="online")
    assert (administrator.post(f"{url}{other.pk}/remove/").status_code, Attendance.objects.count()) == (404, 1)


def test_the_register_of_confirmed_minutes_is_closed(administrator, cast):
    meeting = a_meeting(days=-3, state="held")
    minutes_of(meeting, "confirmed", by=cast.chair)
    answers = {
        administrator.post(f"/meetings/{meeting.pk}/register/{page}", GUEST | {key(cast.member): "online"}).status_code
        for page in ("", "add/")
    }
    assert (answers, recorded()) == ({409}, {})


@pytest.mark.slow
def test_a_thousand_people_are_turned_over_and_found_by_name(administrator, url, cast):
    people = Person.objects.bulk_create(
        Person(email=f"m{number}@many.example", name=f"Person {number:04}") for number in range(1_000)
    )
    Standing.objects.bulk_create(
        Standing(person=person, capacity="member", starts_on="2020-01-01") for person in people
    )
    page = administrator.get(url)
    assert len(page.content) < 300_000
    ticks = typed(page) | {key(people[0]): "in_person", "go": "2"}
    answer = administrator.post(url, ticks)
    assert answer.url == f"{url}?page=2"
    assert key(people[0]) not in typed(administrator.get(answer.url)) and recorded()["Person 0000"] == (
        "in_person",
        "member",
    )
    found = f"{url}?words=0777"
    assert [name for name in typed(administrator.get(found)) if name.startswith("mode-")] == [key(people[777])]
    assert administrator.post(found, {key(people[777]): "online"}).url == found
    assert recorded()["Person 0777"] == ("online", "member")
