"""One's own account: all of it on one page, devices logged out one by one,
and a change of address that both addresses hear of.
"""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from members.account.sessions import STOPS_FOR
from tests.cast import PASSWORD
from tests.members.account.factors import give_app, show_oneself
from tests.members.letters.delivered import delivered

pytestmark = pytest.mark.django_db
NEW = "margaret@forum.example"


@pytest.fixture
def log_in(cast):
    """A function from a role to a new browser, logged in by the form as people do."""
    cache.clear()

    def browser(role):
        client = Client()
        assert (
            client.post("/accounts/login/", {"login": getattr(cast, role).email, "password": PASSWORD}).status_code
            == 302
        )
        return client

    return browser


@pytest.fixture
def asked(log_in):
    """The member has asked for a new address: (their browser, the letters by address, the path that stops it)."""
    client = log_in("member")
    show_oneself(client)
    assert client.post("/accounts/email/", {"email": NEW, "action_add": ""}).status_code == 302
    letters = {letter.to[0]: letter for letter in delivered()}
    return client, letters, paths_in(letters["member@forum.example"])[0]


def paths_in(letter):
    """Return the paths of the links of a letter, the first ones first."""
    return [link.removeprefix(settings.SITE_ORIGIN) for link in re.findall(r"https?://\S+", letter.body)]


def is_inside(client):
    return client.get("/people/me/").status_code == 200


def test_all_of_ones_account_is_on_one_page(as_person, cast):
    give_app(cast.member)
    Authenticator.objects.create(user=cast.member, type=Authenticator.Type.WEBAUTHN, data={})
    EmailAddress.objects.create(user=cast.member, email=NEW)
    page = as_person("member").get("/people/me/account/").content.decode()
    for words in (cast.member.email, NEW, "English", "You have a passkey", "An authenticator app is set up"):
        assert words in page
    for path in (
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/sessions/",
        "/people/me/letters/",
    ):
        assert f'href="{path}"' in page


def test_one_device_is_logged_out_and_the_others_stay(log_in):
    here, there, elsewhere = log_in("member"), log_in("member"), log_in("member")
    row = UserSession.objects.get(session_key=there.session.session_key)
    assert (
        f'action="{reverse("members:end_session", args=[row.pk])}"' in here.get("/accounts/sessions/").content.decode()
    )
    assert here.post(reverse("members:end_session", args=[row.pk])).status_code == 302
    assert [is_inside(client) for client in (here, there, elsewhere)] == [True, False, True]


def test_neither_the_device_in_use_nor_one_of_somebody_else_is_ended(log_in):
    mine, other = log_in("member"), log_in("chair")
    for client in (mine, other):
        row = UserSession.objects.get(session_key=client.session.session_key)
        assert mine.post(reverse("members:end_session", args=[row.pk])).status_code == 404
        assert mine.get(reverse("members:end_session", args=[row.pk])).status_code == 405
    assert (is_inside(mine), is_inside(other)) == (True, True)


def test_both_addresses_hear_of_a_change_before_it_is_made(asked):
    _client, letters, stop = asked
    assert set(letters) == {"member@forum.example", NEW}
    assert NEW in letters["member@forum.example"].body
    assert "/people/me/address/link/" in stop
    assert "/people/me/address/link/" not in letters[NEW].body


def test_who_reads_the_old_address_stops_the_change_and_logs_the_stranger_out(asked, cast):
    stranger, letters, stop = asked
    owner = Client(enforce_csrf_checks=False)
    assert b"Stop the change" in owner.get(stop).content
    assert is_inside(stranger)  # mail scanners follow links
    assert b"The change is stopped" in owner.post(stop).content
    assert not is_inside(stranger)
    confirm = paths_in(letters[NEW])[0]
    assert Client().post(confirm).status_code in (302, 404)
    cast.member.refresh_from_db()
    assert cast.member.email == "member@forum.example"
    assert owner.get(stop).status_code == 404


def test_the_link_is_dead_once_the_change_is_made_and_after_three_days(asked, monkeypatch):
    client, letters, stop = asked
    with monkeypatch.context() as later:
        late = time.time() + STOPS_FOR + 60
        later.setattr("django.core.signing.time.time", lambda: late)
        assert Client().get(stop).status_code == 404
    assert client.post(paths_in(letters[NEW])[0]).status_code == 302
    assert Client().post(stop).status_code == 404
    assert is_inside(client)


def test_both_addresses_hear_that_it_is_changed(asked):
    client, letters, _stop = asked
    client.post(paths_in(letters[NEW])[0])
    assert {letter.to[0]: letter.subject for letter in delivered()} == {
        "member@forum.example": "Your e-mail address is changed",
        NEW: "Your e-mail address is changed",
    }


def test_a_changed_link_opens_nothing(client):
    assert client.get(reverse("members:stop_address", args=["1:x:y"])).status_code == 404
