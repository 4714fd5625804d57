"""What a quarter costs its administrator, counted: fields, presses, keys, and the length of pages."""

import re

import pytest
from playwright.sync_api import expect

from meetings.models import Action, AgendaItem, Decision, Paragraph
from tests.browser import axe
from tests.cast import a_meeting, a_paragraph, an_item

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true })).length"""
LENGTH = "document.documentElement.scrollHeight"
SCREEN = 900  # CSS pixels, of a desk
TITLES = [f"Item {number}" for number in range(1, 13)]


def twelve(meeting):
    return [an_item(meeting, title_en=title, title_cy="") for title in TITLES]


@pytest.fixture
def desk(open_page):
    """The administrator's page at a desk."""
    return open_page("administrator", viewport={"width": 1280, "height": SCREEN})


def test_an_agenda_of_twelve_with_presenters_and_papers_takes_25_fields_and_14_clicks(desk, cast, tmp_path):
    meeting, fields, clicks = a_meeting(), 0, 0
    paper = tmp_path / "Costs.txt"
    paper.write_text("Words")
    desk.goto(f"/meetings/{meeting.pk}/agenda/")
    desk.get_by_role("button", name="Add the standing items").click()
    clicks += 1
    rows = meeting.items.count()
    for number, title in enumerate(TITLES[rows:]):
        desk.get_by_label("Title", exact=True).fill(title)
        desk.locator(".quick [name=presenter]").fill(cast.member.name)
        fields += 2
        if number < 3:  # each file is chosen by a press
            desk.locator(".quick [name=files]").set_input_files(paper)
            fields, clicks = fields + 1, clicks + 1
        desk.locator(".quick [name=presenter]").press("Enter")
        expect(desk.get_by_role("link", name=title, exact=True)).to_be_visible()
    assert meeting.items.count() == 12
    assert meeting.items.filter(presenter=cast.member).count() == 12 - rows
    assert sum(item.papers.count() for item in meeting.items.all()) == 3
    assert (fields <= 25, clicks <= 14) == (True, True), (fields, clicks)


def test_minutes_of_twelve_items_are_written_without_the_mouse_or_losing_the_caret(desk, cast):
    meeting = a_meeting(days=-2, state="held")
    twelve(meeting)
    desk.goto(f"/meetings/{meeting.pk}/minutes/write/?item=1")
    desk.locator("#item-1 .editor__text[lang=en]").focus()
    for number in range(1, 13):
        section = desk.locator(f"#item-{number}")
        writing = section.locator(".minutes__new .editor__text[lang=en]")
        expect(writing).to_be_focused()
        desk.keyboard.type(f"Told of {number}.")
        if number <= 6:
            note(desk, section, "D", "decision", f"To do {number}.")
            expect(writing).to_be_focused()
        if number <= 8:
            note(desk, section, "A", "action", f"Ring {number}.", owner=cast.member.name)
            expect(writing).to_be_focused()
        expect(section.locator(".minutes__new form[data-paragraph] > .minutes__state")).to_contain_text("Saved at")
        desk.keyboard.press("Alt+ArrowDown")
    assert (Paragraph.objects.count(), Decision.objects.count(), Action.objects.count()) == (12, 6, 8)
    assert set(Action.objects.values_list("owner", flat=True)) == {cast.member.pk}


def note(page, section, key, kind, words, owner=""):
    """Write a decision or an action by keys alone."""
    page.keyboard.press(f"Alt+Shift+{key}")
    expect(section.get_by_label(f"{kind} (English)")).to_be_focused()
    page.keyboard.type(words)
    if owner:
        page.keyboard.press("Tab")
        while not page.evaluate("document.activeElement.matches('select[name$=owner]')"):
            page.keyboard.press("Tab")
        page.keyboard.type(owner)
    page.keyboard.press("Control+Enter")
    expect(section.locator(".minutes__entries")).to_contain_text(words)


def test_the_desk_for_minutes_of_twelve_items_is_two_screens_and_sixty_stops(desk):
    meeting = a_meeting(days=-2, state="held")
    for item in twelve(meeting):
        a_paragraph(item)
    desk.goto(f"/meetings/{meeting.pk}/minutes/write/")
    assert desk.evaluate(LENGTH) <= 2 * SCREEN
    assert desk.evaluate(STOPS) <= 60
    assert axe(desk) == []


def test_the_page_before_an_agenda_goes_out_is_short(desk, cast):
    meeting = a_meeting(chair=cast.chair)
    twelve(meeting)
    AgendaItem.objects.filter(position__gt=4).update(presenter_name="Ewan Ross", title_cy="Eitem")
    desk.goto(f"/meetings/{meeting.pk}/step/publish/")
    expect(desk.get_by_role("button", name=re.compile("^Publish"))).to_be_visible()
    assert desk.evaluate(LENGTH) <= 1600
