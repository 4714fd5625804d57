"""The log tells what happened under a route and a number; it never tells who, nor by which address."""

import json
import logging
import socket

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from forum_site.running import logs
from tests.sources import ROOT, modules


def breaks(request, token):
    """A view of this test alone: it breaks the way a constraint of the database does."""
    raise IntegrityError(
        "duplicate key\nDETAIL:  Key (email)=(gwen@forum.example) already exists.\nby gwen@forum.example"
    )


urlpatterns = [
    path("feed/<str:token>", breaks, name="feed"),
    path("fine/<str:token>", lambda *_, **__: HttpResponse(), name="fine"),
]


@pytest.fixture
def lines():
    """What the handler of production would write, in a list."""
    written = []

    class List(logging.Handler):
        def emit(self, record):
            written.append(self.format(record))

    ours = List()
    ours.setFormatter(logs.WithoutPeople(settings.LOGGING["formatters"]["text"]["format"], style="{"))
    ours.addFilter(logs.RouteForPath())
    loggers = [logging.getLogger(name) for name in ("forum_site", "django.request")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(ours)
        logger.setLevel("INFO")
    yield written
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(ours)
        logger.setLevel(level)


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_request_is_logged_by_its_route(client, lines):
    response = client.get("/fine/the-token?email=gwen@forum.example", headers={"X-Request-ID": "from-the-proxy-1"})
    assert response["X-Request-ID"] == "from-the-proxy-1"
    assert len(lines) == 1
    assert lines[0].endswith(" id=from-the-proxy-1")
    assert " forum_site.request GET route=fine status=200 ms=" in lines[0]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__, DEBUG=False)
def test_a_fault_is_logged_without_people_or_tokens(client, lines):
    client.raise_request_exception = False
    assert client.get("/feed/the-token").status_code == 500
    text = "\n".join(lines)
    assert "error at route=feed" in text
    assert "IntegrityError: duplicate key" in text
    assert "gwen" not in text
    assert "the-token" not in text


@pytest.mark.parametrize("sent", ["", "short", "x" * 65, "with space 1", "line\nbreak-123"])
def test_an_odd_request_id_is_not_taken_over(sent):
    request = RequestFactory().get("/", headers={"X-Request-ID": sent})
    response = logs.RequestLogMiddleware(lambda request: HttpResponse())(request)
    assert response["X-Request-ID"] != sent
    assert logs.REQUEST_ID.fullmatch(response["X-Request-ID"])


@pytest.mark.django_db
def test_the_path_that_no_page_has_is_not_logged(client, lines):
    client.get("/password/reset/key-of-gwen")
    assert [line for line in lines if "key-of-gwen" in line] == []
    assert any("route=- status=404" in line for line in lines)


def test_gunicorn_keeps_no_access_log():
    from forum_site.management.commands.serve import gunicorn

    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert not [part for part in gunicorn(listening, 2, 4).command if "access" in part]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_as_json_a_request_is_its_facts_and_a_fault_its_words_without_people(client, lines):
    handler = logging.getLogger("forum_site").handlers[-1]
    handler.setFormatter(logs.AsJson())
    client.get("/fine/the-token?email=gwen@forum.example", headers={"X-Request-ID": "from-the-proxy-2"})
    client.raise_request_exception = False
    client.get("/feed/the-token")
    told = [json.loads(line) for line in lines]
    request = told[0]
    assert {name: request[name] for name in ("level", "method", "route", "status", "id")} == {
        "level": "INFO",
        "method": "GET",
        "route": "fine",
        "status": 200,
        "id": "from-the-proxy-2",
    }
    assert isinstance(request["ms"], int) and request["time"].endswith("+00:00")
    assert any("IntegrityError" in line.get("message", "") for line in told)
    assert "gwen@" not in "".join(lines) and "the-token" not in "".join(lines)


def test_each_who_logs_is_told_in_the_table_of_logs():
    makers = {path.parts[0] for path in modules() if "getLogger(" in (ROOT / path).read_text()}
    heard = {name.split(".")[0] for name, how in settings.LOGGING["loggers"].items() if how["level"] != "CRITICAL"}
    assert {"forum_site", "django", "procrastinate", "meetings"} <= makers | heard
    page = (ROOT / "docs" / "running.md").read_text()
    table = page.partition("| Whose log |")[2].partition("\n\n")[0]
    assert [name for name in sorted(makers | heard) if f"`{name}`" not in table] == []
