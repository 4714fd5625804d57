"""Limits on logging in: they stop who guesses, and shut nobody out of their own account."""

import re
import time
from types import SimpleNamespace

import pytest
from allauth.core.internal import ratelimit
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client

from tests.cast import PASSWORD
from tests.members.letters.delivered import delivered

pytestmark = pytest.mark.django_db
OWNER = "member@forum.example"
HOME, ELSEWHERE = "192.0.2.1", "203.0.113.9"


@pytest.fixture(autouse=True)
def no_limits_from_elsewhere(cast):
    cache.clear()


def tried(password=PASSWORD, network=HOME, client=None):
    """Return the status of one login: 302 is inside, 200 is wrong, 429 too many."""
    facts = {"login": OWNER, "password": password}
    return (client or Client()).post("/accounts/login/", facts, REMOTE_ADDR=network).status_code


def known_browser():
    """Return a browser in which the owner has been logged in before."""
    client = Client()
    assert tried(client=client) == 302
    client.get("/", REMOTE_ADDR=HOME)
    client.post("/accounts/logout/", REMOTE_ADDR=HOME)
    assert SESSION_KEY not in client.session
    return client


def ask_for_code(network=ELSEWHERE):
    """Ask for a code in a new browser, and return the browser."""
    client = Client()
    answer = client.post("/accounts/login/code/", {"email": OWNER}, REMOTE_ADDR=network)
    assert (answer.status_code, answer.url) == (302, "/accounts/login/code/confirm/")
    return client


def confirm(client, code):
    return client.post("/accounts/login/code/confirm/", {"code": code}).status_code


def code_in(letter):
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", letter.body, re.M)[0]


def test_who_guesses_is_stopped_and_the_owner_gets_in_elsewhere():
    assert [tried("wrong", ELSEWHERE) for _ in range(7)] == [200] * 5 + [429] * 2
    assert (tried(network=ELSEWHERE), tried()) == (429, 302)


def test_a_browser_that_the_owner_used_gets_in_from_the_same_network():
    client = known_browser()
    assert [tried("wrong") for _ in range(6)][-1] == 429
    assert (tried(), tried(client=client)) == (429, 302)


def test_the_mark_of_another_person_makes_no_browser_known(as_person):
    client = as_person("partner")
    client.get("/")
    client.post("/accounts/logout/")
    assert [tried("wrong", client=client) for _ in range(6)][-1] == 429
    assert tried() == 429


def test_guessing_in_a_known_browser_is_stopped_as_well():
    client = known_browser()
    assert [tried("wrong", client=client) for _ in range(6)] == [200] * 5 + [429]


def test_who_guesses_from_many_networks_is_stopped_and_the_owner_gets_in():
    client = known_browser()
    assert {tried("wrong", f"203.0.113.{number}") for number in range(50)} == {200}
    assert (tried("wrong", "203.0.113.99"), tried("wrong")) == (429, 429)
    assert tried(client=client) == 302
    browser = ask_for_code(HOME)
    assert confirm(browser, code_in(delivered()[-1])) == 302


def test_nobody_waits_longer_than_five_minutes(monkeypatch):
    assert [tried("wrong") for _ in range(9)][-1] == 429
    later = SimpleNamespace(time=lambda: time.time() + 301, monotonic=time.monotonic, sleep=time.sleep)
    monkeypatch.setattr(ratelimit, "time", later)
    assert tried() == 302


def test_who_asks_for_codes_without_end_sends_one_letter_and_the_owner_gets_in_with_it():
    strangers = [ask_for_code(f"203.0.113.{number}") for number in range(30)]
    owner = ask_for_code(HOME)
    (letter,) = delivered()
    assert confirm(owner, code_in(letter)) == 302
    assert SESSION_KEY in owner.session
    assert confirm(strangers[0], code_in(letter)) == 200  # it logs in once


def test_after_a_code_was_used_another_letter_goes():
    assert confirm(ask_for_code(), code_in(delivered()[0])) == 302
    ask_for_code()
    first, second = delivered()[0], delivered()[-1]
    assert code_in(first) != code_in(second)


def test_wrong_codes_are_few_in_each_browser():
    client = ask_for_code()
    assert [confirm(client, "BBBB-BBBB") for _ in range(3)] == [200, 200, 302]
    assert confirm(client, code_in(delivered()[0])) != 302 or SESSION_KEY not in client.session


def test_who_asks_for_new_passwords_without_end_sends_one_letter():
    for number in range(30):
        facts = {"REMOTE_ADDR": f"203.0.113.{number}"}
        assert Client().post("/accounts/password/reset/", {"email": OWNER}, **facts).status_code == 302
    assert [letter.subject for letter in delivered()] == ["Choose a new password"]


@pytest.mark.parametrize("page", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_asking_is_limited_for_each_network(page):
    ask = lambda number: Client().post(page, {"email": f"n{number}@forum.example"}, REMOTE_ADDR=HOME)  # noqa: E731
    answers = [ask(number) for number in range(22)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429] * 2
    assert answers[-1].headers["Retry-After"] == "300"
