"""Error pages: in the reader's language, one heading, what happened and what to do next;
the one for our own faults needs nothing.
"""

import re

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import path

from common.editing import IllegalChange
from forum_site.running import answers
from forum_site.urls import urlpatterns as ours
from tests.cast import let_in

pytestmark = pytest.mark.django_db
FAULTS = {400: SuspiciousOperation, 403: PermissionDenied, 404: Http404, 409: IllegalChange, 500: ZeroDivisionError}
ENGLISH = {
    400: "That request could not be understood",
    403: "This is for others to change",
    404: "There is no such page",
    409: "That is not possible now",
    500: "Something went wrong here",
}


def fail(request, status):
    raise FAULTS[status]("The minutes are confirmed.")


urlpatterns = [path("fail/<int:status>/", fail), *ours]
handler400, handler500 = "forum_site.running.answers.bad_request", "forum_site.running.answers.server_error"


@pytest.fixture
def ask(as_person, settings):
    """A function from a status, a role and a language to the page of that fault."""
    settings.ROOT_URLCONF = __name__

    def page(status, role="visitor", language="en"):
        client = as_person(role)
        client.raise_request_exception = False
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        answer = client.get(f"/fail/{status}/")
        assert answer.status_code == status
        return answer.content.decode()

    return page


@pytest.mark.parametrize("status", FAULTS)
@pytest.mark.parametrize("role", ["visitor", "member"])
def test_each_fault_has_its_page(ask, status, role):
    page = ask(status, role)
    assert page.count("<h1") == 1
    assert re.search(rf"<h1[^>]*>{ENGLISH[status]}</h1>", page)
    assert '<html lang="en"' in page
    assert 'href="/"' in page


@pytest.mark.parametrize("status", FAULTS)
def test_each_is_in_welsh_too(ask, status):
    page = ask(status, language="cy")
    assert '<html lang="cy"' in page
    assert ENGLISH[status] not in page
    assert page.count("<h1") == 1


def test_a_refused_change_says_why(ask):
    assert "The minutes are confirmed." in ask(409)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_wrong_address_is_told_in_ones_language(client, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get("/nowhere/at/all/")
    assert (answer.status_code, answer.headers["Content-Language"]) == (404, language)
    assert (ENGLISH[404] in answer.content.decode()) == (language == "en")


def test_where_the_language_is_not_known_both_are_there(client):
    page = client.get("/?%00").content.decode()
    assert ('<section lang="en">' in page, '<section lang="cy">' in page) == (True, True)
    assert page.count("<h1") == 1


@pytest.mark.parametrize("view", [answers.bad_request, answers.server_error])
def test_pages_about_faults_ask_nothing_of_the_database(django_assert_num_queries, view):
    with django_assert_num_queries(0, connection=connection):
        assert view(RequestFactory().get("/")).status_code in (400, 500)


def test_a_page_about_a_fault_that_cannot_be_rendered_is_plain_text(settings):
    settings.STORAGES = {"staticfiles": {"BACKEND": "nowhere.at.all"}}
    settings.TEMPLATES = []
    answer = answers.server_error(RequestFactory().get("/"))
    assert (answer.status_code, answer.content.decode()) == (500, answers.LAST_RESORT)


def test_a_form_sent_without_its_token_says_what_to_do(cast):
    client = Client(enforce_csrf_checks=True)
    let_in(client, cast.member)
    answer = client.post("/people/me/", {"name": "Gwen"})
    assert answer.status_code == 403
    assert "Please send that once more" in answer.content.decode()


def test_a_wrong_host_is_refused(client):
    answer = client.get("/", HTTP_HOST="evil.example")
    assert (answer.status_code, "evil.example" in answer.content.decode()) == (400, False)
