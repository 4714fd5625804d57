"""The switch of language keeps what was typed on a page that did not take it; it saves nothing, and tells no secret."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from exchange.models import Post
from members.models import Stakeholder
from tests.forms import switch_on

pytestmark = pytest.mark.django_db
TYPED = {"kind": "idea", "title": "", "text": "Beth am <b>fanciau amser</b>?\nA mwy.", "language": "cy"}


def switch_of(answer):
    """Return (address, fields) that the switch of language of a page sends."""
    switch = switch_on(answer)
    return switch.action, {name: value for name, value in switch.fields.items() if name != "csrfmiddlewaretoken"}


def press(browser, address, fields):
    """Send fields as a browser sends a form without files."""
    return browser.post(address, urlencode(fields), content_type="application/x-www-form-urlencoded")


def test_what_was_typed_is_shown_in_the_other_language(as_person):
    browser = as_person("member")
    refused = browser.post(reverse("exchange:add_post"), TYPED)
    address, fields = switch_of(refused)
    answer = press(browser, address, fields | {"switch_language": "cy"})
    page = answer.content.decode()
    assert (answer.status_code, answer["Content-Language"], Post.objects.count()) == (200, "cy", 0)
    assert "Beth am &lt;b&gt;fanciau amser&lt;/b&gt;?\nA mwy.</textarea>" in page and "Llenwch “Teitl”." in page
    assert browser.get("/")["Content-Language"] == "cy"
    address, fields = switch_of(answer)
    assert press(browser, address, fields | {"switch_language": "en"})["Content-Language"] == "en"


def test_nothing_is_saved_by_it_even_if_it_could_be_by_now(as_person):
    browser = as_person("member")
    sent = TYPED | {"title": "Time banks", "switch_language": "cy"}
    answer = press(browser, reverse("exchange:add_post"), sent)
    page = answer.content.decode()
    assert (answer.status_code, Post.objects.count()) == (200, 0)
    assert "Nid yw hwn wedi’i gadw eto" in page and 'value="Time banks"' in page
    assert "switch_language" not in page.split("<main")[1]
    assert 'class="messages"' not in browser.get("/").content.decode()


def test_on_other_pages_it_leads_back_as_before(as_person):
    browser = as_person("member")
    address, fields = switch_of(browser.get(reverse("exchange:add_post") + "?kind=idea"))
    assert (address, fields) == (reverse("set_language"), {"next": "/exchange/new/?kind=idea"})


def test_a_password_is_never_in_a_page(client, cast):
    page = client.post("/accounts/login/", {"login": cast.member.email, "password": "a-secret-word"})
    address, _fields = switch_of(page)
    assert address == reverse("set_language") and "a-secret-word" not in page.content.decode()


@pytest.mark.parametrize("language", ["fr", "", "x" * 10_000])
def test_another_language_is_none(as_person, language):
    browser = as_person("administrator")
    answer = press(browser, reverse("members:add_stakeholder"), {"name": "Nia", "switch_language": language})
    assert answer.status_code == 302 and Stakeholder.objects.count() == 1
