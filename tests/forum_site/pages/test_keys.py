"""The keys of every page, and the head on a phone: one row, with a menu that needs no script."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def test_slash_and_question_mark_work_everywhere_but_in_a_field_and_can_be_turned_off(open_page):
    page = open_page("administrator")
    page.goto(reverse("keyboard"))
    page.goto(reverse("meetings:upcoming"))
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    dialog.wait_for()
    page.keyboard.press("/")  # nothing below the dialog is gone to
    dialog.get_by_role("button", name="Close").click()
    dialog.wait_for(state="detached")
    page.goto(reverse("meetings:upcoming"))
    page.keyboard.press("/")
    page.wait_for_url("**/search/*")
    page.keyboard.type("a/b?")
    field = page.locator("main [role=search] input:not([type=hidden])").first
    assert field.input_value() == "a/b?"
    page.goto(reverse("keyboard"))
    page.get_by_label("Use the single keys").uncheck()
    page.goto(reverse("meetings:upcoming"))
    page.keyboard.press("/")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").count() == 0 and page.url.endswith(reverse("meetings:upcoming"))


@pytest.mark.parametrize(("language", "menu"), [("en", "Menu"), ("cy", "Dewislen")])
def test_the_head_of_a_phone_is_one_row_with_a_menu(open_page, language, menu):
    page = open_page("member", language=language, java_script_enabled=False, viewport=PHONE)
    page.goto(reverse("meetings:upcoming"))
    head, nav = page.locator(".head"), page.locator(".nav")
    assert head.bounding_box()["height"] <= 72 and not nav.is_visible()
    shut = page.locator(".head__shut")
    assert page.locator(".head a[href$='/search/']").is_visible() and not shut.is_visible()
    page.get_by_role("link", name=menu, exact=True).click()
    assert nav.is_visible() and page.locator(".language-switch").is_visible() and shut.is_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    assert nav.is_visible() and not shut.is_visible() and not page.locator(".head__menu").is_visible()
