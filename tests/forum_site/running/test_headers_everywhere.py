"""The headers of every kind of answer: pages, files, feeds, static files, redirects, faults, and gunicorn's own."""

import contextlib
import re
import socket
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from forum_site.running import headers
from meetings.calendars import calendars
from tests.cast import a_meeting, an_item
from tests.crawl import fetched
from tests.meetings.papers.test_papers import a_paper
from tests.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.django_db
PARTS = ("default-src 'none'", "base-uri 'none'", "form-action", "frame-ancestors 'none'")
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": settings.PERMISSIONS_POLICY,
}


def too_many(client):
    cache.clear()
    for _number in range(6):
        answer = client.post("/accounts/login/", {"login": "a@forum.example", "password": "x"})
    return answer


def path_of_file():
    paper = a_paper(an_item(a_meeting(state="published")))
    return reverse("meetings:paper_file", args=[paper.pk, "en"])


def a_file(client):
    return fetched(client, path_of_file())


def a_known_file(client):
    """A file that the reader has already; its headers take the place of those that came with the file."""
    path = path_of_file()
    first = fetched(client, path)
    answer = client.get(path, headers={"if-none-match": first["ETag"]})
    kept = ("Content-Security-Policy", "Cache-Control", "Vary", "ETag")
    assert [answer[name] for name in kept] == [first[name] for name in kept]
    return answer


def a_static_file(client):
    with override_settings(WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True):
        return fetched(Client(), "/static/css/tokens.css")


def a_fault(client):
    client.raise_request_exception = False
    with override_settings(ROOT_URLCONF="tests.forum_site.running.test_errors"):
        return client.get("/fail/500/")


def to_https(client):
    with override_settings(SECURE_SSL_REDIRECT=True):
        return Client().get("/meetings/")


# Kind of answer: (status, what asks for it, whose browser, its policy if the strictest, whether no cache keeps it)
KINDS = {
    "page": (200, lambda client: client.get("/meetings/"), "visitor", "", True),
    "page of a member": (200, lambda client: client.get("/people/"), "member", "", True),
    "admin": (200, lambda client: client.get("/admin/"), "staff", "", True),
    "login": (200, lambda client: client.get("/accounts/login/"), "visitor", "", True),
    "file": (200, a_file, "member", "", False),
    "file that is known": (304, a_known_file, "member", "", False),
    "feed": (404, lambda client: client.get(reverse("meetings:calendar_feed", args=["x"])), "visitor", "", False),
    "static": (200, a_static_file, "visitor", headers.NOTHING, False),
    "to the login": (302, lambda client: client.get("/people/"), "visitor", "", False),
    "to https": (301, to_https, "visitor", headers.NOTHING, False),
    "watch": (200, lambda client: client.get("/healthz"), "visitor", "", True),
    "not ready": (503, lambda client: client.get("/readyz"), "visitor", "", True),
    "NUL": (400, lambda client: client.get("/?%00"), "visitor", "", False),
    "host": (400, lambda client: client.get("/", headers={"host": "evil.example"}), "visitor", "", False),
    "too large": (400, lambda client: client.post("/people/me/", {"name": "x" * 3_000_000}), "member", "", True),
    "not there": (404, lambda client: client.get("/nowhere/"), "visitor", "", False),
    "static not there": (404, lambda client: client.get("/static/nowhere.js"), "visitor", "", False),
    "forgery": (403, lambda client: Client(enforce_csrf_checks=True).post("/i18n/setlang/"), "visitor", "", False),
    "method": (405, lambda client: client.post("/meetings/"), "member", "", True),
    "too many": (429, too_many, "visitor", "", False),
    "fault": (500, a_fault, "member", "", False),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_answer_has_its_headers(as_person, kind):
    status, ask, role, policy, is_private = KINDS[kind]
    answer = ask(as_person(role))
    found = answer.headers
    assert answer.status_code == status
    assert {name: found.get(name) for name in EVERYWHERE} == EVERYWHERE
    said = found["Content-Security-Policy"]
    assert said == policy or not policy
    assert [part for part in PARTS if part not in said] == []
    assert "unsafe" not in said
    assert "Access-Control-Allow-Origin" not in found
    is_page = found.get("Content-Type", "text/html").startswith("text/html") and status != 304
    assert found["Referrer-Policy"] == ("same-origin" if is_page else "no-referrer")
    assert "no-store" in found.get("Cache-Control", "") or not (is_private or answer.cookies)


def test_a_feed_tells_nobody_its_address(cast):
    found = Client().get(reverse("meetings:calendar_feed", args=[calendars.new_address(cast.member)])).headers
    assert {name: found.get(name) for name in EVERYWHERE} == EVERYWHERE
    assert found["Referrer-Policy"] == "no-referrer"
    assert found["Cache-Control"] == "private, no-cache"


@pytest.fixture(scope="module")
def gunicorn(tmp_path_factory):
    """The port of a gunicorn with our worker, whose application always fails, and the file of its log."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--worker-class", "forum_site.running.web_server.Worker"]
    folder = tmp_path_factory.mktemp("gunicorn")
    (folder / "broken.py").write_text("def application(environ, start_response):\n    raise RuntimeError('asked')\n")
    command += ["--threads", "2", "--bind", f"127.0.0.1:{port}", "--pythonpath", str(folder), "broken:application"]
    log = folder / "log"
    with log.open("wb") as written:
        process = subprocess.Popen(command, cwd=settings.ROOT, stderr=written)

    def answers():
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port)).close()
            return True

    wait_until(answers, log.read_text)
    yield port, log
    process.terminate()
    process.wait()


def answer_of(port, request_line):
    """Return all that the server at this port answers to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(request_line)
        answer = b""
        while part := connection.recv(4096):
            answer += part
    return answer


LONG = b"GET /" + b"a" * 9_000 + b"?token=zqsecretzq HTTP/1.1\r\n\r\n"
FAILING = b"GET /?token=zqsecretzq HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"NONSENSE\r\n\r\n", b"400"),
        (LONG, b"414"),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 90_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: zq\r\n\r\n", b"501"),
        (FAILING, b"500"),
    ],
)
def test_what_gunicorn_answers_itself_has_them_too(gunicorn, request_line, status):
    port, _log = gunicorn
    answer = answer_of(port, request_line)
    head, _, text = answer.partition(b"\r\n\r\n")
    assert head.split()[1] == status
    found = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    expected = EVERYWHERE | {"Content-Security-Policy": headers.NOTHING}
    assert {name: found.get(name) for name in expected} == expected
    assert (b"zq" in answer, b"cais" in text or b"Aeth" in text) == (False, True)


def test_its_log_says_nothing_of_what_was_asked(gunicorn):
    port, log = gunicorn
    answer_of(port, LONG)
    answer_of(port, FAILING)
    wait_until(lambda: {"RuntimeError", "LimitRequestLine"} <= set(re.findall(r"\w+", log.read_text())), log.read_text)
    assert "zqsecretzq" not in log.read_text()
