"""A login that times out while somebody writes, in a browser without scripts."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from meetings.models import Paragraph
from tests.browser import axe
from tests.cast import PASSWORD, a_meeting, an_item

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("language", "asks", "saves"),
    [
        ("en", "This is not saved yet", "Save it now"),
        ("cy", "Nid yw hwn wedi’i gadw eto", "Ei gadw nawr"),
    ],
)
def test_a_paragraph_of_minutes_outlives_the_login(open_page, cast, language, asks, saves):
    meeting = a_meeting(days=-5, state="held")
    an_item(meeting)
    page = open_page("administrator", language=language, java_script_enabled=False)
    page.goto(f"/meetings/{meeting.pk}/minutes/write/")
    writing = page.locator(f"textarea[name$=text_{language}]:visible").first
    writing.fill("The Chair\nopened the meeting at the old mill.")
    Session.objects.all().delete()
    page.locator("#item-1 .minutes__new button.button--primary").click()
    assert "/accounts/login/" in page.url
    page.locator("[name=login]").fill("administrator@forum.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form").first.locator("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(asks)
    expect(page.locator("blockquote")).to_contain_text("opened the meeting at the old mill.")
    assert Paragraph.objects.count() == 0
    page.get_by_role("button", name=saves).click()
    paragraph = Paragraph.objects.get()
    assert "opened the meeting at the old mill." in paragraph.text_en + paragraph.text_cy


def test_the_page_that_asks_has_no_fault(open_page, cast):
    page = open_page("member")
    page.goto("/exchange/new/")
    page.locator("[name=title]").fill("Time banks")
    page.locator("[name=text]").fill("Could hours be shared between co-operatives?")
    page.context.clear_cookies(name="csrf")  # as a login in another tab makes the token old
    page.locator("main form[novalidate] button").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This is not saved yet")
    assert axe(page) == []
    page.get_by_role("button", name="Save it now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Time banks")
