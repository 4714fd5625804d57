"""How long a login lasts: unused, and at most; where one asked to be kept logged in, and where not."""

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client

from members.account import kept_writing, lasting
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
HOUR, DAY = 60 * 60, 24 * 60 * 60


@pytest.fixture
def logged_in(cast):
    """A function to a member's browser, logged in so that it is kept or not, and used once."""
    cache.clear()

    def browser(kept):
        client = Client()
        sent = {"login": cast.member.email, "password": PASSWORD} | ({"remember": "on"} if kept else {})
        assert client.post("/accounts/login/", sent).status_code == 302
        assert client.get("/people/me/").status_code == 200
        return client

    return browser


def later(client, name, seconds):
    """Put what a session noted so many seconds back."""
    session = client.session
    session[name] -= seconds
    session.save()


@pytest.mark.parametrize(
    ("kept", "unused", "status"),
    [
        (False, 7 * HOUR, 200),
        (False, 9 * HOUR, 302),
        (True, 13 * DAY, 200),
        (True, 15 * DAY, 302),
    ],
)
def test_a_login_that_is_not_used_ends(logged_in, kept, unused, status):
    client = logged_in(kept)
    later(client, lasting.SEEN, unused)
    assert client.get("/people/me/").status_code == status
    assert (SESSION_KEY in client.session) == (status == 200)


@pytest.mark.parametrize(("days", "status"), [(89, 200), (91, 302)])
def test_a_login_that_is_used_ends_after_ninety_days(logged_in, days, status):
    client = logged_in(True)
    later(client, lasting.BEGAN, days * DAY)
    assert client.get("/people/me/").status_code == status


def test_using_it_makes_it_last_and_writes_seldom(logged_in):
    client = logged_in(True)
    before = client.session[lasting.SEEN]
    client.get("/people/me/")
    assert client.session[lasting.SEEN] == before
    later(client, lasting.SEEN, HOUR)
    client.get("/people/me/")
    assert client.session[lasting.SEEN] >= before
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == settings.SESSION_COOKIE_AGE


def test_a_session_from_before_it_was_noted_begins_now(logged_in):
    client = logged_in(True)
    session = client.session
    del session[lasting.SEEN], session[lasting.BEGAN]
    session.save()
    assert client.get("/people/me/").status_code == 200
    assert {lasting.SEEN, lasting.BEGAN} <= set(client.session.keys())


def test_what_is_written_meanwhile_is_kept(logged_in):
    client = logged_in(False)
    later(client, lasting.SEEN, 9 * HOUR)
    post = {"title": "Time banks", "text": "Could hours be shared?", "kind": "news", "language": "en"}
    client.post("/exchange/new/", post, headers={"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"})
    assert "/exchange/new/" in client.session[kept_writing.KEY]
