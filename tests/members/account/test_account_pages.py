"""The pages of accounts and of faults as people meet them: one heading, nothing axe objects to,
in both languages, light and dark.
"""

import pytest
from allauth.mfa.models import Authenticator

from members.models import Person
from tests.browser import axe
from tests.cast import PASSWORD
from tests.members.account.factors import give_app

pytestmark = pytest.mark.django_db(transaction=True)
SCHEMES = [("en", "light"), ("cy", "dark")]
OPEN = (
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/x-y/",
    "/accounts/confirm-email/x/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/confirm-email/",
    "/people/ended/",
    "/nowhere/",
    "/?%00",
)
OWN = (
    "/accounts/logout/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/sessions/",
)
WITH_FACTORS = (
    "/accounts/2fa/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/webauthn/",
)


def looks_right(page, path=None):
    """Open a page (or take it as it is) and check what holds for all."""
    if path:
        page.goto(path)
    assert page.locator("h1").count() == 1, page.url
    assert axe(page) == [], page.url


def shows_itself(page, path):
    """Open a page that asks for the password first, and give it."""
    page.goto(path)
    looks_right(page)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")


@pytest.mark.parametrize(("language", "scheme"), SCHEMES)
def test_pages_for_everybody(open_page, language, scheme):
    page = open_page(language=language, color_scheme=scheme)
    for path in OPEN:
        looks_right(page, path)


@pytest.mark.parametrize(("language", "scheme"), SCHEMES)
def test_forms_with_faults_and_codes(open_page, cast, language, scheme):
    page = open_page(language=language, color_scheme=scheme)
    page.goto("/accounts/login/")
    page.click("main form button")
    looks_right(page)
    assert page.locator("[aria-invalid=true]").count() == 2
    page.goto("/accounts/login/code/")
    page.fill("[name=email]", cast.member.email)
    page.click("main form button")
    looks_right(page)
    assert page.url.endswith("/accounts/login/code/confirm/")


@pytest.mark.parametrize(("language", "scheme"), SCHEMES)
def test_pages_about_ones_own_account(open_page, cast, language, scheme):
    page = open_page("member", language=language, color_scheme=scheme)
    shows_itself(page, "/accounts/2fa/totp/activate/")
    for path in OWN:
        looks_right(page, path)
    page.goto("/accounts/email/")
    page.fill("[name=email]", "new@forum.example")
    page.click("[name=action_add]")
    looks_right(page)
    Person.objects.filter(pk=cast.partner.pk).update(password="!")
    looks_right(open_page("partner", language=language, color_scheme=scheme), "/accounts/password/set/")


@pytest.mark.parametrize(("language", "scheme"), SCHEMES)
def test_pages_about_factors(open_page, cast, language, scheme):
    page = open_page("member", language=language, color_scheme=scheme)
    give_app(cast.member)
    shows_itself(page, "/accounts/2fa/recovery-codes/generate/")
    page.click("main form button")
    key = Authenticator.objects.create(user=cast.member, type="webauthn", data={"name": "Fy ffôn", "credential": {}})
    for path in WITH_FACTORS:
        looks_right(page, path)
    looks_right(page, f"/accounts/2fa/webauthn/keys/{key.pk}/edit/")
    looks_right(page, f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    key.delete()
    page.context.clear_cookies(name="session")
    page.goto("/accounts/login/")
    page.fill("[name=login]", cast.member.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    looks_right(page)
    assert page.url.endswith("/accounts/2fa/authenticate/")
