"""An agenda built in place: by keyboard, in the rows, without loading the page again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.cast import a_meeting, an_item

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_items_are_added_changed_and_moved_in_place(open_page, cast):
    meeting = a_meeting()
    page = open_page("administrator")
    page.goto(f"/meetings/{meeting.pk}/agenda/")
    page.evaluate("window.isTheSame = true")
    page.get_by_label("Title", exact=True).focus()
    for title in ("Welcome", "Budget", "A talk"):
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()
        expect(page.get_by_label("Title", exact=True)).to_be_focused()
    page.get_by_label("Minutes: Budget").fill("45")
    page.get_by_label("Minutes: Budget").press("Tab")
    expect(page.locator(".time-bar")).to_contain_text("65 of 270 minutes are planned.")
    page.get_by_role("link", name="A talk", exact=True).focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-position='2']")).to_contain_text("A talk")
    expect(page.get_by_role("link", name="A talk", exact=True)).to_be_focused()
    page.get_by_role("link", name=re.compile("here ?: A talk")).click()
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    page.keyboard.type("Apologies")
    page.keyboard.press("Enter")
    expect(page.locator("[data-position='2']")).to_contain_text("Apologies")
    assert axe(page) == []
    assert page.evaluate("window.isTheSame") is True
    titles = list(meeting.items.order_by("position").values_list("position", "title_en"))
    assert titles == [(1, "Welcome"), (2, "Apologies"), (3, "A talk"), (4, "Budget")]


def test_a_row_is_moved_by_its_handle(open_page, cast):
    meeting = a_meeting()
    for title in ("Welcome", "Budget", "A talk", "Close"):
        an_item(meeting, title_en=title)
    page = open_page("administrator")
    page.goto(f"/meetings/{meeting.pk}/agenda/")

    def row(position):
        return page.locator(f"[data-position='{position}']")

    row(4).locator(".handle").drag_to(row(2))
    expect(row(2)).to_contain_text("Close")
    row(1).locator(".handle").hover()
    page.mouse.down()
    row(3).hover()
    expect(row(3)).to_have_class(re.compile("is-target-after"))
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".is-target-after, .is-dragged")).to_have_count(0)
    row(1).locator(".handle").hover()
    page.mouse.down()
    row(3).hover()
    page.mouse.up()
    expect(row(3)).to_contain_text("Welcome")
    titles = list(meeting.items.order_by("position").values_list("title_en", flat=True))
    assert titles == ["Close", "Budget", "Welcome", "A talk"]
