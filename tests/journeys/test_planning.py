"""Planning in the browser without scripts: a year by one press,
a date that everybody finds together, a calendar's address.
"""

import pytest
from django.urls import reverse

from meetings.models import DatePoll, Meeting
from tests.browser import axe
from tests.cast import a_meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_year_is_planned_by_two_presses(open_page):
    page, pressed = open_page("administrator", java_script_enabled=False), []
    page.on("request", lambda sent: pressed.append(sent.url) if sent.method == "POST" else None)
    page.goto("/meetings/")
    page.get_by_role("link", name="Plan the year").click()
    page.get_by_text("Change the year, the days, the time or the place").click()
    page.get_by_label("Year").fill("2031")
    page.get_by_label("Usual place (English)").fill("Town Hall")
    page.get_by_role("button", name="Show the dates").click()
    page.get_by_label("Tuesday 10 June 2031").fill("2031-06-17")
    page.get_by_role("button", name="Plan these meetings").click()
    assert page.get_by_role("status").inner_text().startswith("4 meetings are planned")
    assert len(pressed) <= 2
    assert [f"{one.starts_at:%m-%d}" for one in Meeting.objects.order_by("starts_at")] == [
        "03-11",
        "06-17",
        "09-09",
        "12-09",
    ]


def test_a_date_is_found_together_on_a_phone_without_scripts(open_page):
    meeting = a_meeting()
    keeper = open_page("chair", java_script_enabled=False)
    keeper.goto(reverse("meetings:ask_poll", args=[meeting.pk]))
    keeper.locator("[name=closes_on]").fill("2031-01-20")
    for number, day in enumerate(("03-11", "03-12"), start=1):
        keeper.locator(f"[name=at_{number}]").fill(f"2031-{day}T10:30")
    keeper.locator("main form .button--primary").click()
    member = open_page("member", java_script_enabled=False, viewport={"width": 360, "height": 740})
    member.goto("/")
    member.locator("summary", has_text="Later").click()
    member.get_by_role("main").get_by_role("link", name="Which dates suit you?").click()
    for date, answer in zip(DatePoll.objects.get().dates.all(), ("no", "yes"), strict=True):
        member.locator(f"[name=date_{date.pk}][value={answer}]").check()
    member.locator("main form .button--primary").click()
    keeper.set_viewport_size({"width": 360, "height": 740})
    keeper.goto(reverse("meetings:poll", args=[meeting.pk]))
    assert {
        page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") for page in (member, keeper)
    } == {True}
    keeper.locator("button[name=date]").last.click()
    meeting.refresh_from_db()
    assert f"{meeting.starts_at:%Y-%m-%d}" == "2031-03-12"


def test_the_pages_of_planning_are_open_to_all(open_page):
    meeting = a_meeting()
    page = open_page("administrator")
    found = {}
    of_meeting = {"ask_poll": [meeting.pk], "copy_meeting": [meeting.pk]}
    for name in ("plan_year", "closed_days", "ask_poll", "copy_meeting", "calendar"):
        page.goto(reverse(f"meetings:{name}", args=of_meeting.get(name)))
        found[name] = axe(page)
    assert {name: faults for name, faults in found.items() if faults} == {}
