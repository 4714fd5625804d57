"""Journeys of the administrator and the Chair: plan, register and minutes, by keyboard alone where it says so."""

import pytest
from playwright.sync_api import expect

from meetings.models import Attendance, Meeting, Minutes
from tests.cast import a_meeting, an_item
from tests.journeys.keyboard import follow, tab_to, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_administrator_plans_a_meeting_and_builds_its_agenda_by_keyboard(open_page):
    page = open_page("administrator")
    page.goto("/meetings/")
    follow(page, "Plan a meeting")
    write(page, "Title (English)", "June meeting")
    write(page, "Title (Welsh)", "Cyfarfod Mehefin")
    for name, typed in (("Date", "06062028"), ("Starts", "1030AM"), ("Ends", "1155AM")):
        tab_to(page, name)
        page.keyboard.type(typed)
    follow(page, "Plan this meeting")
    follow(page, "Add an item")
    for number, title in enumerate(("Welcome", "Social value", "Close")):
        write(page, "Title (English)", title)
        follow(page, "Add it to the agenda" if number == 2 else "Add it, then another")
    meeting = Meeting.objects.get()
    last = meeting.items.get(title_en="Close").position
    for at, way, to in ((last, "up", last - 1), (last - 1, "up", last - 2), (last - 2, "down", last - 1)):
        tab_to(page, f"Move item {at} {way}")
        page.keyboard.press("Enter")
        expect(page.locator("#building-said")).to_contain_text(f"“Close” is now item {to}")
    written = meeting.items.filter(title_en__in=["Welcome", "Social value", "Close"]).order_by("position")
    assert [item.title_en for item in written] == ["Welcome", "Close", "Social value"]
    assert meeting.starts_at.isoformat() == "2028-06-06T09:30:00+00:00"
    follow(page, "Publish the agenda")
    follow(page, "Publish the agenda")
    meeting.refresh_from_db()
    assert meeting.state == "published"


def test_the_register_of_the_room_is_taken_by_keyboard(open_page, cast):
    meeting = a_meeting(days=-1, state="published", chair=cast.chair)
    page = open_page("administrator")
    page.goto(f"/meetings/{meeting.pk}/register/")
    tab_to(page, f"{cast.chair.name}: Not known")
    page.keyboard.press("ArrowRight")  # round to the first: in person
    tab_to(page, f"{cast.partner.name}: Not known", key="Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    follow(page, "Save the register")
    expect(page.get_by_role("main")).to_contain_text("1 in person, 1 online")
    assert dict(Attendance.objects.values_list("person", "mode")) == {
        cast.chair.pk: "in_person",
        cast.partner.pk: "online",
    }
    write(page, "Name", "Ewan Ross")
    tab_to(page, "Capacity")
    page.keyboard.type("Guest")
    follow(page, "Add to the register")
    expect(page.get_by_role("main")).to_contain_text("Ewan Ross")


def test_minutes_are_written_circulated_and_confirmed(open_page, cast):
    meeting = a_meeting(days=-2, state="held", chair=cast.chair)
    an_item(meeting, title_en="Social value")
    page = open_page("administrator")
    page.goto(meeting.get_absolute_url())
    page.get_by_role("link", name="Write the minutes").click()
    page.locator(".editor__text[lang=en]").first.fill("Ewan Ross spoke of what they count in Scotland.")
    page.get_by_role("button", name="Add the paragraph").click()
    page.get_by_role("link", name="Decision : 1.1").click()
    page.locator("textarea[name=text_en]").fill("To try it for a year.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Action : 1.1").click()
    page.locator("textarea[name=text_en]").fill("Draw up a list of what to count.")
    page.get_by_label("Owner").select_option(label=cast.member.name)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(cast.member.name)
    page.goto(f"/meetings/{meeting.pk}/minutes/")
    page.get_by_role("link", name="Circulate the minutes").click()
    page.get_by_role("main").get_by_role("button", name="Circulate the minutes").click()
    expect(page.get_by_role("main")).to_contain_text("Circulated")
    member = open_page("member")
    member.goto("/")
    member.get_by_role("main").locator(".entry", has_text="Draw up a list").get_by_role("link").first.click()
    member.get_by_label("Status").select_option("done")
    member.get_by_role("button", name="Save", exact=True).click()
    expect(member.get_by_role("main")).to_contain_text("Done")
    chair = open_page("chair")
    chair.goto(f"/meetings/{meeting.pk}/minutes/")
    chair.get_by_role("link", name="Confirm the minutes").click()
    chair.get_by_role("main").get_by_role("button", name="Confirm the minutes").click()
    expect(chair.get_by_role("main")).to_contain_text("Confirmed")
    assert Minutes.objects.get().confirmed_by == cast.chair
