"""A password is taken as it was typed: masked, whole, of any length, from any manager, for as long as one likes."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD
from tests.members.account.factors import show_oneself
from tests.sources import ROOT

pytestmark = pytest.mark.django_db
FIELD = re.compile(r"<input[^>]*name=\"(?:old)?password\d?\"[^>]*>")
LONG = "Llanfairpwllgwyngyll-" * 6  # 126 characters


def entered(password):
    """Whether the member gets in with these words."""
    return Client().post("/accounts/login/", {"login": "member@forum.example", "password": password}).status_code == 302


def change(browser, password):
    """Change the member's password on its page, and return the status."""
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    return browser.post("/accounts/password/change/", form).status_code


@pytest.mark.parametrize(("path", "managers"), [("/accounts/login/", 1), ("/accounts/password/change/", 3)])
def test_fields_are_masked_and_managers_know_them(as_person, path, managers):
    browser = as_person("member") if "change" in path else Client()
    if "change" in path:
        show_oneself(browser)
    fields = FIELD.findall(browser.get(path).content.decode())
    assert len(fields) == managers
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field), field
        assert not re.search(r"maxlength|onpaste|readonly", field), field


def test_no_script_of_ours_minds_what_is_pasted():
    scripts = [path for path in (ROOT / "static" / "js").rglob("*.js") if "password" in path.read_text().lower()]
    assert [path.name for path in scripts if "paste" in path.read_text()] == []


@pytest.mark.parametrize("password", [LONG, "  bwlch yn y bylchau  ", "Ŵyn-a-ŷd 🐑 yn-y-bore"])
def test_it_is_taken_whole_and_as_typed(as_person, password):
    browser = as_person("member")
    show_oneself(browser)
    assert change(browser, password) == 302
    assert entered(password)
    assert not any(entered(wrong) for wrong in (password[:-1], password.swapcase()) if wrong != password)
    assert password == password.strip() or not entered(password.strip())


def test_none_grows_old(cast):
    cast.member.created_at = timezone.now() - datetime.timedelta(days=3650)
    cast.member.last_login = cast.member.created_at
    cast.member.save(update_fields=["created_at", "last_login"])
    browser = Client()
    answer = browser.post("/accounts/login/", {"login": "member@forum.example", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert answer.status_code == 200
