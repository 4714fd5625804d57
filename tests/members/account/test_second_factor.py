"""Second factors: asked of whom the safeguards name, before anything else, on every path;
and passkeys in a real browser.
"""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache

from tests.cast import PASSWORD, let_in
from tests.members.account.factors import code_of, give_app, set_up_app

pytestmark = pytest.mark.django_db
ASKED, FREE = ("administrator", "chair", "staff"), ("member", "partner", "convenor")
PATHS = ("/", "/people/", "/people/me/", "/meetings/", "/admin/", "/admin/members/person/", "/library/", "/nowhere/")


@pytest.fixture(autouse=True)
def no_rate_limits_from_elsewhere(db):
    cache.clear()


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def log_in(client, person):
    return client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})


@pytest.mark.parametrize("role", ASKED)
@pytest.mark.parametrize("path", PATHS)
def test_who_must_have_a_factor_gets_nowhere_without(required, as_person, role, path):
    client = as_person(role)
    if role == "chair" and path.startswith("/admin/"):
        return  # not there at all for the Chair
    for answer in (client.get(path), client.post(path), client.head(path)):
        assert (answer.status_code, answer.url) == (302, "/accounts/2fa/?needed=1")
    assert b"notice--warning" in client.get("/accounts/2fa/?needed=1").content
    assert b"notice--warning" not in client.get("/accounts/2fa/").content


@pytest.mark.parametrize("role", FREE)
def test_others_may_do_without(required, as_person, role):
    assert as_person(role).get("/people/me/").status_code == 200


@pytest.mark.parametrize("role", ASKED)
def test_the_sample_asks_nobody(as_person, role):
    assert as_person(role).get("/people/me/").status_code == 200


@pytest.mark.parametrize("role", ASKED)
def test_with_a_factor_everything_opens(required, client, cast, role):
    assert log_in(client, getattr(cast, role)).status_code == 302
    set_up_app(client)
    assert client.get("/people/me/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(required, as_person, cast):
    Authenticator.objects.create(user=cast.chair, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert as_person("chair").get("/people/me/").url == "/accounts/2fa/?needed=1"


@pytest.mark.parametrize("start", ["/accounts/login/", "/admin/login/"])
def test_a_password_alone_does_not_log_in_who_has_a_factor(client, cast, start):
    secret = give_app(cast.staff)
    page = client.get(start, follow=True).request["PATH_INFO"]
    assert page == "/accounts/login/"
    answer = log_in(client, cast.staff)
    assert (answer.url, SESSION_KEY in client.session) == ("/accounts/2fa/authenticate/", False)
    assert client.get("/admin/").url == "/accounts/login/?next=/admin/" or client.get("/admin/").url.startswith(
        "/admin/login/"
    )
    wrong = client.post(answer.url, {"code": "000000"})
    assert (wrong.status_code, SESSION_KEY in client.session) == (200, False)
    assert client.post(answer.url, {"code": code_of(secret)}).status_code == 302
    assert client.get("/admin/").status_code == 200


def test_the_admins_own_way_in_is_closed(client, cast):
    form = {"username": cast.staff.email, "password": PASSWORD}
    assert client.post("/admin/login/?next=/admin/", form).url == "/accounts/login/?next=%2Fadmin%2F"
    assert SESSION_KEY not in client.session


def test_the_admins_own_page_for_a_new_password_is_closed(as_person):
    assert as_person("staff").get("/admin/password_change/").url == "/accounts/password/change/"


def test_the_code_that_set_an_app_up_logs_nobody_in(client, cast):
    log_in(client, cast.member)
    secret = set_up_app(client)
    code = client.used_code
    client.post("/accounts/logout/")
    log_in(client, cast.member)
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200
    cache.clear()  # as when the half minute of that code is over
    assert client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)}).status_code == 302


def test_guessing_codes_is_stopped(client, cast):
    give_app(cast.chair)
    log_in(client, cast.chair)
    answers = [client.post("/accounts/2fa/authenticate/", {"code": f"{n:06}"}) for n in range(8)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 3
    assert answers[-1].headers["Retry-After"] == "300"


def test_a_recovery_code_works_once(client, cast):
    log_in(client, cast.member)
    set_up_app(client)
    codes = client.get("/accounts/2fa/recovery-codes/").context["unused_codes"]
    for expected in (302, 200):
        client.post("/accounts/logout/")
        log_in(client, cast.member)
        assert client.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == expected


def test_no_page_of_the_admin_shows_a_secret(client, cast):
    secret = give_app(cast.member)
    cast.staff.is_superuser = True
    cast.staff.save()
    let_in(client, cast.staff)
    row = Authenticator.objects.get(user=cast.member)
    for path in ("/admin/mfa/authenticator/", f"/admin/mfa/authenticator/{row.pk}/change/"):
        answer = client.get(path)
        assert (answer.status_code, secret in answer.content.decode()) == (200, False)


def virtual_key(page):
    """Give the browser a passkey device of its own that always agrees."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"automaticPresenceSimulation": True}})


def test_a_passkey_is_made_and_logs_in(open_page, cast):
    page = open_page()
    virtual_key(page)
    page.goto("/accounts/login/")
    page.fill("[name=login]", cast.member.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)  # once more, because the account changes
    page.click("main form button")
    page.fill("[name=name]", "Fy ffôn")
    assert page.is_checked("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    page.goto("/accounts/2fa/webauthn/")
    assert page.get_by_role("heading", name="Fy ffôn").count() == 1
    page.goto("/accounts/logout/")
    page.click("main form button")
    page.goto("/accounts/login/?next=/people/me/")
    page.click("#passkey_login")
    page.wait_for_url("**/people/me/")


def test_whoever_logs_in_by_code_is_shown_the_recovery_codes_of_a_first_passkey(open_page, cast, settings):
    """Nobody is asked for a code of an app they do not have, and later for the passkey first."""
    cast.member.set_unusable_password()
    cast.member.save()
    page = open_page("member")
    virtual_key(page)
    page.goto("/accounts/2fa/webauthn/add/")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/2fa/recovery-codes/")
    assert page.locator(".codes li").count() == 10
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    page.goto("/accounts/2fa/recovery-codes/generate/")
    assert page.locator("#mfa_webauthn_reauthenticate").count() == 1


def test_a_security_key_serves_as_second_factor(open_page, cast):
    page = open_page()
    virtual_key(page)

    def password():
        page.goto("/accounts/login/")
        page.fill("[name=login]", cast.chair.email)
        page.fill("[name=password]", PASSWORD)
        page.click("main form button")

    password()
    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)  # once more, because the account changes
    page.click("main form button")
    page.uncheck("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    page.context.clear_cookies()
    password()
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(re.compile(r":\d+/$"))
    assert page.goto("/people/me/").status == 200


def test_a_passkey_that_does_not_work_is_told(open_page):
    page = open_page()
    page.goto("/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('cancelled')) }")
    page.click("#passkey_login")
    page.get_by_role("alert").filter(has_text="could not be used").wait_for()
