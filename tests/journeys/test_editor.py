"""Writing rich text in the browser: the editor where scripts run, a plain text area where they do not."""

import pytest

from meetings.models import AgendaItem
from tests.browser import axe
from tests.cast import a_meeting, an_item

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page, tool):
    """Press a tool of the first editor, and wait until the text has the focus again."""
    page.locator(".editor").first.get_by_role("button", name=tool).click()
    page.wait_for_selector(".editor__text:focus")


def test_a_text_is_written_with_the_editor_and_its_tools(open_page):
    item = an_item(a_meeting(), text_en="<p>Before</p>")
    page = open_page("administrator")
    page.goto(f"/meetings/items/{item.pk}/")
    english = page.locator(".editor__text[lang=en]")
    assert english.inner_text().strip() == "Before"
    english.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Two things: ")
    press(page, "Bold")
    page.keyboard.type("ŵyn")
    page.keyboard.press("Enter")
    press(page, "Bulleted list")
    page.keyboard.type("one")
    assert axe(page) == []
    page.get_by_role("button", name="Save").click()
    page.wait_for_load_state()
    item = AgendaItem.objects.get(pk=item.pk)
    assert item.text_en.startswith("<p>Two things: <strong>ŵyn</strong></p><ul><li><p>")
    assert "one" in item.text_en


def test_without_scripts_plain_paragraphs_do(open_page):
    item = an_item(a_meeting())
    page = open_page("administrator", java_script_enabled=False)
    page.goto(f"/meetings/items/{item.pk}/")
    page.fill("textarea[name=text_en]", "First.\n\nSecond.")
    page.get_by_role("button", name="Save").click()
    assert AgendaItem.objects.get(pk=item.pk).text_en == "<p>First.</p><p>Second.</p>"
