"""Journeys of those who read: without scripts, because every page works without."""

import re

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD, a_decision, a_meeting, a_paragraph, an_item, minutes_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOGIN_PAGE = re.compile(r"/accounts/login/\?next=")


@pytest.fixture
def year(cast):
    """A meeting to come with its agenda out, and past ones:
    shared and public with confirmed minutes, and one of members only.
    """
    coming = a_meeting(days=9, state="published", title_en="December meeting", chair=cast.chair)
    an_item(coming, title_en="Evaluating social value", kind="discussion", minutes=60, presenter=cast.partner)
    for days, title, facts in (
        (-30, "September meeting", {"is_public": True}),
        (-120, "Members’ meeting", {"shared_with_partners": False}),
    ):
        meeting = a_meeting(days=days, state="held", title_en=title, chair=cast.chair, **facts)
        paragraph = a_paragraph(an_item(meeting), text_en=f"What was said at the {title}.")
        a_decision(paragraph, text_en="To write to the Minister.")
        minutes_of(meeting, "confirmed", by=cast.chair)
    return coming


def log_in(page, who, password=PASSWORD):
    """Log in through the page, as people do."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", password)
    page.locator("main").get_by_role("button", name="Log in", exact=True).click()


def test_a_member_logs_in_and_reads_the_next_agenda_and_the_last_minutes(year, open_page):
    page = open_page(java_script_enabled=False)
    log_in(page, "member@forum.example")
    page.get_by_role("main").get_by_role("link", name="December meeting").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("December meeting")
    expect(page.get_by_role("main")).to_contain_text("Evaluating social value")
    expect(page.get_by_role("main")).to_contain_text("10:30")
    page.get_by_role("navigation").get_by_role("link", name="Meetings").first.click()
    page.get_by_role("link", name="Past", exact=True).click()
    page.get_by_role("link", name="Minutes : September meeting").click()
    expect(page.get_by_role("main")).to_contain_text("What was said at the September meeting.")
    expect(page.get_by_role("main")).to_contain_text("To write to the Minister.")


def test_a_partner_sees_what_is_shared_and_nothing_else(year, open_page):
    page = open_page("partner", java_script_enabled=False)
    page.goto("/meetings/")
    expect(page.get_by_role("link", name="December meeting")).to_be_visible()
    years = set()
    page.goto("/meetings/past/")
    years = {
        link.get_attribute("href") for link in page.get_by_role("navigation", name="Years").get_by_role("link").all()
    }
    seen = ""
    for address in sorted(years):
        page.goto(address)
        seen += page.get_by_role("main").inner_text()
    assert ("September meeting" in seen, "Members’ meeting" in seen) == (True, False)


def test_a_visitor_reads_public_minutes_and_is_asked_to_log_in_for_more(year, open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Read the minutes of our public meetings").click()
    page.get_by_role("link", name="Minutes : September meeting").click()
    expect(page.get_by_role("main")).to_contain_text("What was said at the September meeting.")
    page.goto(year.get_absolute_url())
    expect(page).to_have_url(LOGIN_PAGE)
    page.fill("input[name=login]", "member@forum.example")
    page.fill("input[name=password]", PASSWORD)
    page.locator("main").get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("December meeting")


def test_whoever_has_lapsed_is_refused_kindly(cast, open_page):
    page = open_page()
    log_in(page, "lapsed@forum.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your time with the Forum has ended")
    expect(page.get_by_role("main")).to_contain_text("you will be welcome")
    page.goto("/people/")
    expect(page).to_have_url(LOGIN_PAGE)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_language_switch_keeps_the_address(year, open_page, scripts):
    page = open_page("member", java_script_enabled=scripts)
    page.goto(f"{year.get_absolute_url()}?from=letter")
    page.get_by_role("button", name="Cymraeg").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cyfarfod chwarterol")
    assert page.url.endswith(f"{year.get_absolute_url()}?from=letter")
    page.get_by_role("button", name="English").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("December meeting")
    assert page.url.endswith(f"{year.get_absolute_url()}?from=letter")
