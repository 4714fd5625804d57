"""Public pages are sent once while they stay the same; nobody's own page is among them."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings import links
from tests.cast import a_meeting

pytestmark = pytest.mark.django_db
SAME = ("Cache-Control", "Vary", "Content-Security-Policy", "Referrer-Policy", "ETag")


@pytest.fixture
def visitor():
    """A visitor who was here before, and so has the cookie against forgery."""
    client = Client(enforce_csrf_checks=True)
    client.get("/")
    return client


def again(client, path, first):
    return client.get(path, headers={"if-none-match": first["ETag"]})


@pytest.mark.parametrize("path", ["/", "/meetings/", "/meetings/past/", "/library/"])
def test_a_visitor_gets_a_public_page_once_while_it_stays_the_same(visitor, path):
    first = visitor.get(path)
    second = again(visitor, path, first)
    assert (first.status_code, second.status_code, second.content) == (200, 304, b"")
    assert [second.get(name) for name in SAME] == [first.get(name) for name in SAME]
    assert (first["Cache-Control"], first["Referrer-Policy"]) == ("private, no-cache", "same-origin")
    a_meeting(days=5, is_public=True, title_en="New", state="published")
    a_meeting(days=-5, is_public=True, title_en="Old", state="held")
    assert again(visitor, path, first).status_code == (304 if path == "/library/" else 200)


def test_the_page_that_was_kept_still_sends_its_forms(visitor):
    first = visitor.get("/")
    token = first.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert again(visitor, "/", first).status_code == 304
    sent = {"csrfmiddlewaretoken": token, "language": "cy", "next": "/"}
    assert visitor.post(reverse("set_language"), sent).status_code == 302
    assert again(visitor, "/", first).status_code == 200


def test_with_another_cookie_against_forgery_it_is_another_page(visitor):
    other, first = Client(), visitor.get("/")
    other.get("/")
    assert again(other, "/", first).status_code == 200


def test_nobodys_own_page_can_be_kept(cast, as_person, visitor):
    meeting = a_meeting(days=5, state="published")
    member = as_person("member")
    for client, path in (
        (member, "/"),
        (visitor, links.answer_path(meeting, person=cast.member)),
        (visitor, "/accounts/login/"),
        (Client(), "/"),
    ):
        answer = client.get(path)
        assert (answer.status_code, "ETag" in answer, "no-store" in answer["Cache-Control"]) == (200, False, True)
