"""After a logout the back button shows nothing that was somebody's, with the browser's cache of whole pages at work."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import PATIENCE
from tests.cast import a_meeting, a_paragraph, an_action, an_item, minutes_of

SECRET = "Ring the bank about the overdraft"
LOGIN = re.compile(r"/accounts/login/")


@pytest.fixture
def member_page(keeping_browser, server, as_person):
    """A page of the member's in that browser."""
    context = keeping_browser.new_context(base_url=server.url, locale="en")
    context.set_default_timeout(PATIENCE)
    session = as_person("member").cookies[settings.SESSION_COOKIE_NAME]
    cookies = {session.key: session.value, settings.LANGUAGE_COOKIE_NAME: "en"}
    context.add_cookies([{"name": key, "value": value, "url": server.url} for key, value in cookies.items()])
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("far", [1, 2])
def test_nothing_personal_stands_behind_the_back_button_after_a_logout(cast, member_page, far):
    past = a_meeting(days=-9, state="held")
    an_action(a_paragraph(an_item(past)), cast.member, text_en=SECRET, text_cy="")
    minutes_of(past, "circulated")
    page = member_page
    page.goto(reverse("meetings:my_actions"))
    expect(page.get_by_text(SECRET).first).to_be_visible()
    page.goto(reverse("members:profile"))
    expect(page.locator("input[name=name]")).to_have_value(cast.member.name)
    page.goto("/accounts/logout/")
    page.locator("main form button").click()
    page.wait_for_url(lambda url: "logout" not in url)
    page.evaluate(f"history.go(-{far + 1})")
    expect(page).to_have_url(LOGIN)
    assert SECRET not in page.content() and cast.member.name not in page.content()
