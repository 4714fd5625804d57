"""An agenda built in place: by keyboard, in the rows, without loading the page again."""

import re

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from meetings.models import Paper
from meetings.papers import papers
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


DROP = """([form, name]) => {
    const data = new DataTransfer();
    data.items.add(new File(["Words"], name, { type: "text/plain" }));
    for (const kind of ["dragover", "drop"]) {
        form.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
}"""


def test_files_are_dropped_on_the_form_of_a_new_item_and_moved_by_their_handle(open_page, cast):
    meeting = a_meeting()
    page = open_page("administrator")
    page.goto(f"/meetings/{meeting.pk}/agenda/")
    page.evaluate("window.isTheSame = true")
    form = page.locator(".quick form")
    page.get_by_label("Title", exact=True).fill("Budget")
    page.evaluate(DROP, [form.element_handle(), "costs.txt"])
    page.get_by_label("Title", exact=True).press("Enter")
    expect(page.locator("[data-position='1']")).to_contain_text("(1)")
    assert page.evaluate("window.isTheSame") is True
    papers.add_paper(paper=Paper(item=meeting.items.get(), title_en="Rents"), uploads=[], by=None)
    paper = meeting.items.get().papers.get(title_en="Rents")
    upload = papers.Upload("en", ContentFile(b"x", name="x.txt"), "text/plain")
    papers.replace_files(paper=paper, uploads=[upload], by=None)
    page.goto(f"/meetings/{meeting.pk}/papers/")
    page.locator(".paper", has_text="Rents").locator(".handle").drag_to(page.locator(".paper", has_text="Costs"))
    expect(page.locator(".paper").first).to_contain_text("Rents")
    assert axe(page) == []
