"""Taking minutes in the browser: saved as one types, decisions and actions from the keyboard,
nothing overwritten, nothing lost.
"""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from common.rich_text import plain_text
from meetings.minutes import writing as minutes_writing
from meetings.models import Action, Decision, Paragraph
from tests.browser import axe
from tests.cast import a_meeting, a_paragraph, an_item, minutes_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting():
    meeting = a_meeting(days=-2, state="held")
    an_item(meeting, text_en="<p>What the agenda said.</p>")
    an_item(meeting, title_en="Any other business")
    return meeting


def writing(page, meeting):
    page.goto(f"/meetings/{meeting.pk}/minutes/write/?item=1")
    return page.locator("#item-1")


def state(section):
    return section.locator(".minutes__new form[data-paragraph] > .minutes__state")


def test_a_paragraph_a_decision_and_an_action_without_leaving_the_keyboard(open_page, meeting, cast):
    page = open_page("administrator")
    section = writing(page, meeting)
    section.locator(".editor__text[lang=en]").focus()
    page.keyboard.type("Ewan Ross told of the ")
    page.keyboard.press("Control+B")
    page.keyboard.type("first year.")
    expect(state(section)).to_contain_text("Saved at")
    assert Paragraph.objects.get().text_en == "<p>Ewan Ross told of the <strong>first year.</strong></p>"
    page.keyboard.press("Alt+Shift+D")
    expect(section.get_by_label("decision (English)")).to_be_focused()
    page.keyboard.type("To thank Ewan Ross.")
    page.keyboard.press("Control+Enter")
    expect(section.locator(".minutes__entries")).to_contain_text("To thank Ewan Ross.")
    expect(section.locator(".editor__text[lang=en]")).to_be_focused()
    page.keyboard.press("Alt+Shift+A")
    expect(section.get_by_label("action (English)")).to_be_focused()
    page.keyboard.type("Write to him.")
    page.keyboard.press("Control+Enter")
    expect(section.locator(".error-summary")).to_be_focused()  # nobody has taken it on
    section.get_by_label("Owner").select_option(str(cast.member.pk))
    page.keyboard.press("Control+Enter")
    expect(section.locator(".minutes__entries")).to_contain_text("Write to him.")
    page.keyboard.type(" More.")
    expect(state(section)).to_contain_text("Saved at")
    assert axe(page) == []
    page.keyboard.press("Control+Enter")
    page.wait_for_load_state()
    expect(page.locator("#item-1 .minutes__paragraph")).to_have_count(1)
    assert (Decision.objects.get().text_en, Action.objects.get().owner) == ("To thank Ewan Ross.", cast.member)
    assert plain_text(Paragraph.objects.get().text_en).endswith("More.")


def test_a_paragraph_is_changed_in_its_place(open_page, meeting):
    paragraph = a_paragraph(meeting.items.first(), text_en="Twelve people came.")
    page = open_page("administrator")
    section = writing(page, meeting)
    section.get_by_role("link", name="Change : 1.1").click()
    text = section.locator(".minutes__in-place .editor__text[lang=en]")
    expect(text).to_be_focused()
    page.keyboard.type(" And two guests.")
    page.keyboard.press("Control+Enter")
    expect(section.locator(".minutes__paragraph .prose").first).to_contain_text("Twelve people came. And two guests.")
    expect(section.get_by_role("link", name="Change : 1.1")).to_be_focused()
    paragraph.refresh_from_db()
    assert paragraph.text_en == "<p>Twelve people came. And two guests.</p>"


def test_two_who_write_the_same_paragraph_see_both_texts(open_page, meeting):
    paragraph = a_paragraph(meeting.items.first(), text_en="Twelve people came.")
    page = open_page("administrator")
    section = writing(page, meeting)
    section.get_by_role("link", name="Change : 1.1").click()
    expect(section.locator(".minutes__in-place .editor__text[lang=en]")).to_be_focused()
    Paragraph.objects.filter(pk=paragraph.pk).update(text_en="<p>Thirteen people came.</p>", version=2)
    page.keyboard.type(" Mine.")
    expect(section.get_by_role("button", name="Keep mine")).to_be_visible()
    expect(section.locator("del")).to_contain_text("Thirteen")
    assert axe(page) == []
    assert Paragraph.objects.get().text_en == "<p>Thirteen people came.</p>"
    section.get_by_role("button", name="Take theirs").click()
    expect(section.locator(".minutes__in-place .editor__text[lang=en]")).to_have_text("Thirteen people came.")
    expect(section.locator(".minutes__in-place .minutes__state")).to_contain_text("Saved at")
    page.keyboard.type(" Mine.")
    expect(section.locator(".minutes__in-place .minutes__state")).to_contain_text("Saved at")
    page.keyboard.press("Control+Enter")
    expect(section.locator(".minutes__paragraph .prose").first).to_contain_text("Thirteen people came.")
    assert "Mine." in Paragraph.objects.get().text_en


def test_what_is_typed_outlives_a_login_that_timed_out(open_page, as_person, meeting, server):
    page = open_page("administrator")
    section = writing(page, meeting)
    Session.objects.all().delete()
    section.locator(".editor__text[lang=en]").focus()
    page.keyboard.type("Typed while logged out.")
    expect(state(section)).to_contain_text("You are logged out.")
    assert not Paragraph.objects.exists()
    cookie = as_person("administrator").cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server.url}])
    expect(state(section)).to_contain_text("Saved at", timeout=15_000)
    assert plain_text(Paragraph.objects.get().text_en) == "Typed while logged out."


def test_what_could_not_be_saved_is_there_after_a_reload(open_page, meeting):
    page = open_page("administrator")
    section = writing(page, meeting)
    page.route("**/paragraph/", lambda route: route.abort())
    section.locator(".other-side summary").click()
    section.locator(".editor__text[lang=cy]").focus()
    page.keyboard.type("Daeth deuddeg.")
    expect(state(section)).to_contain_text("No connection.")
    page.unroute("**/paragraph/")
    page.reload()
    expect(state(page.locator("#item-1"))).to_contain_text("Saved at")
    assert plain_text(Paragraph.objects.get().text_cy) == "Daeth deuddeg."


@pytest.mark.parametrize("is_new", [True, False])
def test_what_is_typed_on_while_the_answer_got_lost_is_ones_own(open_page, meeting, is_new):
    row = None if is_new else a_paragraph(meeting.items.first(), text_en="Begun.")
    page = open_page("administrator")
    section = writing(page, meeting)
    if row:
        section.get_by_role("link", name="Change : 1.1").click()
    place = section.locator(".minutes__new" if is_new else ".minutes__in-place")

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/paragraph/", lose_the_answer)
    place.locator(".editor__text[lang=en]").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Twelve")
    expect(place.locator(".minutes__state").first).to_contain_text("No connection.", timeout=15_000)
    page.keyboard.type(" people came.")
    page.unroute("**/paragraph/")
    expect(place.locator(".minutes__state").first).to_contain_text("Saved at", timeout=15_000)
    assert plain_text(Paragraph.objects.get().text_en) == (
        "Twelve people came." if is_new else "Begun. Twelve people came."
    )


def test_circulated_minutes_are_not_saved_while_one_types(open_page, meeting):
    a_paragraph(meeting.items.first(), text_en="Twelve people came.")
    minutes_of(meeting, "circulated")
    page = open_page("administrator")
    section = writing(page, meeting)
    section.get_by_role("link", name="Change : 1.1").click()
    expect(section.locator(".minutes__in-place .editor__text[lang=en]")).to_be_focused()
    page.keyboard.type(" Half a sen")
    page.wait_for_timeout(1_600)
    assert Paragraph.objects.get().text_en == "<p>Twelve people came.</p>"
    page.keyboard.press("Control+Enter")
    expect(section.locator(".minutes__paragraph .prose").first).to_contain_text("Half a sen")


def test_without_scripts_links_and_forms_do_the_same(open_page, meeting):
    page = open_page("administrator", java_script_enabled=False)
    section = writing(page, meeting)
    section.locator("textarea[name$=text_en]").fill("Plain text.")
    section.get_by_role("button", name="Add the paragraph").click()
    page.get_by_role("link", name="Decision : 1.1").click()
    page.get_by_label("decision (English)").fill("To go on.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#item-1 .decision")).to_contain_text("To go on.")
    assert minutes_writing.begin(meeting=meeting).state == "draft"


def test_from_item_to_item_and_paragraph_to_paragraph_the_caret_is_where_one_writes(open_page, meeting):
    page = open_page("administrator")
    section = writing(page, meeting)
    other = page.locator("#item-2")
    section.locator(".editor__text").first.focus()
    page.keyboard.type("First.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#item-1 .minutes__paragraph")).to_have_count(1)
    expect(section.locator(".minutes__new .editor__text").first).to_be_focused()
    page.keyboard.type("Second.")
    expect(state(section)).to_contain_text("Saved at")
    page.keyboard.press("Alt+ArrowDown")
    expect(other.locator(".editor__text").first).to_be_focused()
    expect(section.locator(".minutes__new")).not_to_be_visible()
    expect(page.locator("[data-sheet=item-2]")).to_have_attribute("aria-current", "true")
    page.keyboard.press("Alt+ArrowDown")  # there is no other one
    page.keyboard.type("Third.")
    expect(state(other)).to_contain_text("Saved at")
    page.keyboard.press("Alt+ArrowUp")
    expect(section.locator(".minutes__new .editor__text").first).to_be_focused()
    expect(section.locator(".minutes__new .editor__text").first).to_have_text("Second.")
    page.locator("[data-sheet=item-2]").click()
    expect(other.locator(".editor__text").first).to_be_focused()
    assert [plain_text(one.text_en) for one in Paragraph.objects.order_by("pk")] == ["First.", "Second.", "Third."]
    assert axe(page) == []


def test_the_tools_of_a_text_are_one_stop(open_page, meeting):
    page = open_page("administrator")
    section = writing(page, meeting)
    section.locator(".editor__text").first.focus()
    page.keyboard.press("Shift+Tab")
    expect(section.get_by_role("button", name="Bold").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(section.get_by_role("button", name="Italic").first).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(section.get_by_role("button", name="Bold").first).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(section.get_by_role("button", name="Remove the link").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(section.locator(".editor__text").first).to_be_focused()


def test_who_writes_both_languages_finds_both_open_the_next_time(open_page, meeting):
    page = open_page("administrator")
    section = writing(page, meeting)
    welsh = section.locator(".editor__text[lang=cy]")
    expect(welsh).not_to_be_visible()
    for is_shown in (True, False):
        section.locator(".other-side summary").click()
        expect(welsh).to_be_visible() if is_shown else expect(welsh).not_to_be_visible()
        page.reload()
        expect(welsh).to_be_visible() if is_shown else expect(welsh).not_to_be_visible()
