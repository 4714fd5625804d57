"""The register as it is taken on the day: by keyboard, over a lost connection,
with a login that ends, and by two at once.
"""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from meetings.day import time_spent
from meetings.models import Answer, Attendance, Meeting
from members.models import Person, Standing
from tests.browser import axe
from tests.cast import a_meeting, an_item
from tests.journeys.keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MODES = {"1": "in_person", "2": "online", "3": "apologies", "4": "absent"}


@pytest.fixture
def path(cast):
    meeting = a_meeting(days=-1, state="held", chair=cast.chair)
    an_item(meeting)
    return f"/meetings/{meeting.pk}/register/"


def recorded():
    return dict(Attendance.objects.values_list("person__name", "mode"))


def row(page, person):
    return page.locator(f"tr[data-key=person-{person.pk}]")


def tick(page, person, key):
    """Press a key in somebody's row."""
    row(page, person).locator("input:checked").focus()
    page.keyboard.press(key)


def test_thirty_people_are_registered_with_one_key_each(open_page, path):
    for number in range(30):
        person = Person.objects.create_user(f"m{number}@forum.example", name=f"A member {number:02}")
        Standing.objects.create(person=person, capacity="member", starts_on="2020-01-01")
    page = open_page("administrator")
    page.goto(path)
    tab_to(page, "A member 00")
    keys = ["1", "2", "3", "4", "1"] * 6
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator("#register-state")).to_have_text("Everything you ticked is saved.")
    assert recorded() == {f"A member {number:02}": MODES[key] for number, key in enumerate(keys)}
    expect(page.locator("#register-count")).to_contain_text("12 in person, 6 online, 6 apologies")
    expect(page.locator("#register-quorum")).to_have_text("Quorum: 18 present, 11 needed")


def test_forty_people_who_come_in_no_order_are_found_and_ticked_with_seven_keys_each(open_page, path):
    first = ["Aled", "Bethan", "Carys", "Dafydd", "Elin", "Ffion", "Gwen", "Huw"]
    names = [f"{name} {last}" for last in ("Bowen", "Kyffin", "Morris", "Siôn", "Tudur") for name in first]
    for number, name in enumerate(names):
        person = Person.objects.create_user(f"m{number}@forum.example", name=name)
        Standing.objects.create(person=person, capacity="member", starts_on="2020-01-01")
    page = open_page("administrator")
    page.goto(path)
    page.get_by_label("Find a name").focus()
    for name in reversed(names):
        given, last = name.split()
        page.keyboard.type(f"{given[:3]} {last[:2]}1".lower())
    expect(page.locator("#register-state")).to_have_text("Everything you ticked is saved.")
    assert recorded() == dict.fromkeys(names, "in_person")
    page.keyboard.type("bet")
    page.keyboard.press("Enter")
    page.keyboard.press("2")  # the first of five; the box is ready for the next name
    expect(page.get_by_label("Find a name")).to_be_focused()
    expect(page.locator("#register-count")).to_contain_text("39 in person, 1 online")
    assert axe(page) == []
    page.get_by_role("button", name="Everybody left over: absent").click()
    assert axe(page) == []
    page.get_by_role("button", name="Mark them as absent").click()
    assert "" not in recorded().values() and list(recorded().values()).count("absent") == 5


def test_late_is_noted_in_the_row_by_one_press_and_taken_back(open_page, path, cast):
    item = Meeting.objects.get(pk=path.split("/")[2]).items.get()
    time_spent.begin(item=item)
    page = open_page("administrator")
    page.goto(path)
    button = row(page, cast.member).locator("[name=moment]").first
    button.click()
    expect(row(page, cast.member)).to_contain_text("from item 1")
    expect(button).to_contain_text("Not late")
    assert Attendance.objects.get().arrived_at_item == item
    button.click()
    expect(row(page, cast.member)).not_to_contain_text("from item 1")
    assert Attendance.objects.get().arrived_at_item is None


def test_arrows_move_between_rows_and_nought_clears(open_page, path, cast):
    page = open_page("administrator", language="cy")
    page.goto(path)
    tick(page, cast.chair, "1")
    expect(page.locator("#register-state")).not_to_be_empty()
    assert recorded() == {cast.chair.name: "in_person"}
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("0")
    expect(page.locator("#register-state")).not_to_be_empty()
    assert recorded() == {}
    assert axe(page) == []


def test_ticks_outlive_a_lost_connection_and_a_reload(open_page, path, cast):
    page = open_page("administrator")
    page.goto(path)
    page.route(
        re.compile("/register/row/"), lambda route: route.abort()
    )  # the way to the server is cut for the ticks alone
    tick(page, cast.member, "1")
    tick(page, cast.partner, "2")
    expect(page.locator("#register-state")).to_contain_text("Not saved yet: 2. There is no connection.")
    expect(row(page, cast.member).locator("[data-saved]")).to_have_text("not saved yet")
    assert axe(page) == []
    assert recorded() == {}
    page.reload()
    expect(page.locator("#register-state")).to_contain_text("Not saved yet: 2.")
    page.unroute(re.compile("/register/row/"))
    expect(page.locator("#register-state")).to_have_text("Everything you ticked is saved.", timeout=15_000)
    expect(row(page, cast.partner).locator("input:checked")).to_have_value("online")
    assert recorded() == {cast.member.name: "in_person", cast.partner.name: "online"}


def test_the_connection_comes_back_by_itself(open_page, path, cast):
    page = open_page("administrator")
    page.goto(path)
    page.context.set_offline(True)
    tick(page, cast.member, "1")
    expect(page.locator("#register-state")).to_contain_text("Not saved yet: 1.")
    page.context.set_offline(False)
    expect(page.locator("#register-state")).to_have_text("Everything you ticked is saved.", timeout=15_000)
    assert recorded() == {cast.member.name: "in_person"}


def test_a_login_that_has_ended_says_so_and_keeps_the_ticks(open_page, path, cast, as_person):
    page = open_page("administrator")
    page.goto(path)
    Session.objects.all().delete()
    tick(page, cast.member, "2")
    expect(page.locator("#register-state")).to_contain_text("Your login has ended. Your ticks are kept on this device.")
    expect(page.get_by_role("link", name="Log in again (in another tab)")).to_be_visible()
    session = as_person("administrator").cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": session.key, "value": session.value, "url": page.url}])
    page.get_by_role("button", name="Send them now").click()
    expect(page.locator("#register-state")).to_have_text("Everything you ticked is saved.")
    assert recorded() == {cast.member.name: "online"}


def test_two_browsers_on_one_register_see_each_others_ticks(open_page, path, cast):
    one, other = open_page("administrator"), open_page("chair")
    one.goto(path)
    other.goto(path)
    tick(one, cast.member, "1")
    expect(one.locator("#register-state")).to_have_text("Everything you ticked is saved.")
    tick(other, cast.partner, "2")
    expect(row(other, cast.member).locator("input:checked")).to_have_value("in_person")
    tick(other, cast.member, "3")
    expect(row(other, cast.member).locator("[data-saved]")).to_have_text("saved")
    one.get_by_role("button", name="Save the register").click()
    expect(one.locator("#register-count")).to_contain_text("0 in person, 1 online, 1 apologies")
    assert recorded() == {cast.member.name: "apologies", cast.partner.name: "online"}
    events = Attendance.pgh_event_models["update"].objects.filter(person_id=cast.member.pk).order_by("pgh_id")
    assert list(events.values_list("mode", "pgh_context__metadata__user")) == [
        ("in_person", cast.administrator.pk),
        ("apologies", cast.chair.pk),
    ]


def test_without_scripts_the_whole_form_saves_what_people_answered(open_page, path, cast):
    Answer.objects.create(meeting_id=int(path.split("/")[2]), person=cast.member, coming="online")
    page = open_page("administrator", java_script_enabled=False)
    page.goto(path)
    expect(row(page, cast.member)).to_contain_text("from their answer")
    expect(page.locator("#register-keys")).to_be_hidden()
    row(page, cast.partner).get_by_label("In person").check()
    page.get_by_role("button", name="Save the register").click()
    assert recorded() == {cast.member.name: "online", cast.partner.name: "in_person"}


def test_somebody_who_came_before_is_added_with_their_organisation(open_page, path, cast):
    earlier = a_meeting(days=-90, state="held")
    Attendance.objects.create(
        meeting=earlier, name="Ewan Ross", organisation="Co-operatives UK", capacity="guest", mode="online"
    )
    page = open_page("administrator")
    page.goto(path)
    page.get_by_label("Name", exact=True).fill("Ewan Ross")
    page.get_by_label("Capacity").focus()
    expect(page.get_by_label("Organisation")).to_have_value("Co-operatives UK")
    page.get_by_role("button", name="Add to the register").click()
    expect(page.get_by_role("main")).to_contain_text("Ewan Ross")
    assert Attendance.objects.filter(name="Ewan Ross", organisation="Co-operatives UK").count() == 2
