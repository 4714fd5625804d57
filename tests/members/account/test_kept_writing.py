"""What is sent after the login timed out: kept for the same person for an hour,
offered after the next login, and for nobody else.
"""

import html
import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from exchange.models import Post
from members.account import kept_writing
from tests.cast import PASSWORD, let_in

pytestmark = pytest.mark.django_db
WRITE = "/exchange/new/"
POST = {"title": "Time banks", "text": "Could hours be\nshared between us?", "kind": "news", "language": "en"}
PRESS = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate", "Referer": "http://testserver/exchange/"}
CONFIRMING = "This is not saved yet"


@pytest.fixture(autouse=True)
def no_rate_limits_from_elsewhere(db):
    cache.clear()


def log_in(client, role, **more):
    return client.post("/accounts/login/", {"login": f"{role}@forum.example", "password": PASSWORD, **more})


@pytest.fixture
def timed_out(cast):
    """A member's browser whose session ended while they wrote."""
    client = Client()
    log_in(client, "member")
    client.get("/exchange/")
    Session.objects.all().delete()
    return client


def fields(page):
    """Return what the form "Save it now" of a page sends."""
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.partition("<main")[2])
    return {name: html.unescape(value) for name, value in pairs if name != "csrfmiddlewaretoken"}


def kept(client):
    return client.session.get(kept_writing.KEY, {})


def test_it_is_offered_after_the_login_and_saved_by_a_press(timed_out, cast):
    answer = timed_out.post(WRITE, POST, headers=PRESS)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={WRITE}")
    assert "It is kept for an hour" in timed_out.get(answer["Location"]).content.decode()
    assert log_in(timed_out, "member", next=WRITE)["Location"] == WRITE
    page = timed_out.get(WRITE).content.decode()
    assert (CONFIRMING in page, "Could hours be<br>shared between us?" in page, Post.objects.count()) == (True, True, 0)
    assert fields(page) == POST
    assert timed_out.post(WRITE, fields(page), headers=PRESS).status_code == 302
    assert (Post.objects.get().title, Post.objects.get().author) == ("Time banks", cast.member)
    assert kept(timed_out) == {}
    assert CONFIRMING not in timed_out.get(WRITE).content.decode()


@pytest.mark.parametrize("referer", ["http://[::1", "//[x"])
def test_it_is_kept_whatever_the_browser_says_of_the_page_before(timed_out, referer):
    assert timed_out.post(WRITE, POST, headers=PRESS | {"Referer": referer}).status_code == 302
    assert [(entry["back"], len(entry["fields"])) for entry in kept(timed_out).values()] == [("/", len(POST))]


def test_it_is_dropped_by_a_press_which_leads_back(timed_out):
    timed_out.post(WRITE, POST, headers=PRESS)
    log_in(timed_out, "member")
    answer = timed_out.post(WRITE, {kept_writing.DROP: "1"}, headers=PRESS)
    assert (answer["Location"], Post.objects.count(), kept(timed_out)) == ("/exchange/", 0, {})


def test_what_is_refused_beside_its_field_stands_in_the_form(timed_out):
    timed_out.post(WRITE, POST | {"title": ""}, headers=PRESS)
    log_in(timed_out, "member")
    answer = timed_out.post(WRITE, fields(timed_out.get(WRITE).content.decode()), headers=PRESS)
    assert (answer.status_code, "shared between us?" in answer.content.decode()) == (200, True)


def test_somebody_else_at_the_same_computer_never_sees_it(timed_out, cast):
    timed_out.post(WRITE, POST, headers=PRESS)
    log_in(timed_out, "partner")
    page = timed_out.get(WRITE).content.decode()
    assert (CONFIRMING in page, "shared between us?" in page) == (False, False)
    assert timed_out.get("/accounts/logout/").status_code == 200
    stranger = Client()
    assert stranger.post(WRITE, POST, headers=PRESS).status_code == 302  # nobody was ever logged in there
    assert kept(stranger) == {}
    forged = Client()
    forged.cookies[settings.LAST_PERSON_COOKIE_NAME] = f"{cast.member.pk}:forged"
    forged.post(WRITE, POST, headers=PRESS)
    assert kept(forged) == {}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"},
    ],
)
def test_nothing_is_kept_that_no_page_of_ours_sent(timed_out, headers):
    assert timed_out.post(WRITE, POST, headers=headers).status_code == 302
    assert kept(timed_out) == {}


def test_without_the_newer_header_the_origin_counts(timed_out):
    timed_out.post(WRITE, POST, headers={"Origin": "http://testserver", "Referer": "https://evil.example/exchange/"})
    assert [entry["back"] for entry in kept(timed_out).values()] == ["/"]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (WRITE, POST | {"password": "x"}),
        (WRITE, POST | {"code": "123456"}),
        (WRITE, POST | {"text": "x" * 200_001}),
        ("/accounts/password/change/", {"oldpassword": "x"}),
        ("/accounts/email/", {"email": "a@b.example"}),
    ],
)
def test_secrets_and_too_much_are_not_kept(timed_out, path, data):
    assert timed_out.post(path, data, headers=PRESS).status_code == 302
    assert kept(timed_out) == {}


def test_it_waits_an_hour_and_no_longer(timed_out, monkeypatch):
    timed_out.post(WRITE, POST, headers=PRESS)
    assert timed_out.session.get_expiry_age() == kept_writing.HOUR
    log_in(timed_out, "member", remember="on")
    assert timed_out.session.get_expiry_age() == settings.SESSION_COOKIE_AGE
    monkeypatch.setattr(kept_writing, "HOUR", -1)
    assert CONFIRMING not in timed_out.get(WRITE).content.decode()
    assert kept(timed_out) == {}


def test_several_pages_are_kept_each_at_its_address(timed_out):
    for path in (WRITE, "/exchange/new/?from=1"):
        timed_out.post(path, POST | {"title": path}, headers=PRESS)
    log_in(timed_out, "member")
    assert [fields(timed_out.get(path).content.decode())["title"] for path in kept(timed_out)] == list(kept(timed_out))
    assert len(kept(timed_out)) == 2


@pytest.mark.parametrize(
    ("headers", "confirming"), [(PRESS, True), ({"Sec-Fetch-Site": "cross-site"}, False), ({}, False)]
)
def test_a_token_that_a_new_login_made_old_loses_nothing(cast, headers, confirming):
    client = Client(enforce_csrf_checks=True)
    let_in(client, cast.member)
    answer = client.post(WRITE, POST | {"csrfmiddlewaretoken": "x" * 64}, headers=headers)
    page = answer.content.decode()
    assert (answer.status_code, CONFIRMING in page, "Please send that once more" in page) == (
        403,
        confirming,
        not confirming,
    )
    assert (kept(client), Post.objects.count()) == ({}, 0)
    if confirming:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.partition("<main")[2])[1]
        assert client.post(WRITE, fields(page) | {"csrfmiddlewaretoken": token}, headers=headers).status_code == 302
        assert Post.objects.get().title == "Time banks"


def test_long_addresses_count_to_what_a_browser_may_keep(timed_out):
    for number in range(30):
        timed_out.post(f"{WRITE}?{number}={'x' * 8_000}", {"title": ""}, headers=PRESS)
    assert sum(map(len, kept(timed_out))) <= kept_writing.MOST
