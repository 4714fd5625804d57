"""A browser forgets what it kept for somebody when they log out, and when somebody else logs in."""

import pytest
from django.test import Client
from django.urls import reverse

from members.account import lasting
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
NAME, ALL = "Clear-Site-Data", '"storage"'


def log_in(client, role):
    sent = {"login": f"{role}@forum.example", "password": PASSWORD}
    return client.post(reverse("account_login"), sent).headers.get(NAME)


def test_a_logout_empties_what_the_device_keeps(as_person):
    assert as_person("member").post(reverse("account_logout")).headers[NAME] == ALL


def test_so_does_one_from_the_admin(as_person):
    assert as_person("staff").post(reverse("admin:logout")).headers[NAME] == ALL


def test_so_does_the_end_of_ones_part_in_the_forum(as_person, cast):
    client = as_person("member")
    client.get("/")
    cast.member.standings.all().delete()
    assert client.get("/").headers[NAME] == ALL


def test_what_one_person_kept_is_gone_when_another_logs_in_and_there_when_they_come_back(cast):
    browser = Client()
    assert log_in(browser, "member") == ALL
    browser.cookies.pop("session")
    assert log_in(browser, "member") is None
    browser.cookies.pop("session")
    assert log_in(browser, "partner") == ALL


def test_a_login_that_timed_out_empties_nothing(as_person):
    client = as_person("member")
    client.get("/")
    session = client.session
    session[lasting.SEEN] = session[lasting.BEGAN] = 1
    session.save()
    answer = client.get("/")
    assert NAME not in answer.headers
    assert answer.wsgi_request.user.is_anonymous


def test_no_other_page_empties_anything(as_person):
    client = as_person("member")
    assert [NAME in client.get(path).headers for path in ("/", "/meetings/", "/")] == [False] * 3
