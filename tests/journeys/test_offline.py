"""The next meeting without a connection: kept by one press, read, and forgotten."""

import re

import pytest
from playwright.sync_api import expect

from meetings.models import AgendaItem, Paper
from meetings.papers import papers
from tests.browser import axe
from tests.cast import a_meeting, an_item
from tests.files import a_pdf, sent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STATUS = "async (address) => { try { return (await fetch(address)).status } catch { return 'none' } }"


@pytest.fixture
def meeting(cast):
    meeting = a_meeting(state="published", chair=cast.chair)
    item = an_item(meeting, title_en="Budget", title_cy="Cyllideb")
    file = papers.Upload("en", sent("accounts.pdf", a_pdf("Sums")), "application/pdf")
    papers.add_paper(paper=Paper(item=item, title_en="Accounts"), uploads=[file], by=None)
    return meeting


def keep(page, meeting, words="Keep for offline", kept="Kept on this device: "):
    page.goto(meeting.get_absolute_url())
    page.get_by_role("button", name=words).click()
    expect(page.locator("#offline [role=status]")).to_contain_text(kept)


def keeps(page):
    return page.evaluate("caches.keys()")


def test_agenda_and_papers_are_read_without_a_connection_and_never_with_one(open_page, meeting):
    page = open_page("member")
    keep(page, meeting)
    assert axe(page) == []
    AgendaItem.objects.update(title_en="Budget for the year")
    page.context.set_offline(True)
    page.goto("/library/")  # whatever is opened leads to what there is
    expect(page).to_have_url(re.compile(rf"{meeting.get_absolute_url()}$"))
    expect(page.get_by_role("main")).to_contain_text("you are offline")
    expect(page.locator("#item-1")).to_contain_text("Budget")
    assert page.locator("h1").evaluate("(one) => getComputedStyle(one).fontFamily").startswith('"Forum')
    assert axe(page) == []
    paper = page.get_by_role("link", name=re.compile("Accounts")).get_attribute("href")
    assert page.evaluate(STATUS, paper) == 200
    assert page.evaluate(STATUS, "/meetings/proposals/") == "none"
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.locator("#item-1")).to_contain_text("Budget for the year")
    expect(page.get_by_role("main")).not_to_contain_text("you are offline")


def test_nothing_is_kept_until_it_is_asked_for_nor_after_a_logout(open_page, meeting):
    page = open_page("member", language="cy")
    page.goto(meeting.get_absolute_url())
    assert keeps(page) == []
    keep(page, meeting, "Cadw i’w darllen all-lein", "Cadwyd ar y ddyfais hon: ")
    assert keeps(page) != []
    page.get_by_role("button", name="Allgofnodi").click()
    expect(page.get_by_role("link", name="Mewngofnodi").first).to_be_visible()
    page.wait_for_function("async () => (await caches.keys()).length === 0")
    page.context.set_offline(True)
    assert page.evaluate(STATUS, meeting.get_absolute_url()) == "none"


def test_who_may_not_have_it_any_more_has_it_no_more_at_the_next_page(open_page, meeting, cast):
    page = open_page("member")
    keep(page, meeting)
    meeting.__class__.objects.filter(pk=meeting.pk).update(agenda_published_at=None, state="planned")
    page.goto("/library/")
    page.wait_for_function("async () => (await caches.keys()).length === 0")


def test_it_is_forgotten_by_a_press(open_page, meeting):
    page = open_page("member")
    keep(page, meeting)
    page.get_by_role("button", name="Forget it on this device").click()
    expect(page.get_by_role("button", name="Forget it on this device")).to_be_hidden()
    assert keeps(page) == []
