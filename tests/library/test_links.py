"""Links are asked once a week, never inside our own network, and told once they failed twice."""

import datetime
import http.server
import threading

import pytest
from django.urls import reverse
from django.utils import timezone

from library.links import asking, checking
from library.models import Document, LinkCheck


class Answers(http.server.BaseHTTPRequestHandler):
    """A server whose paths say what it answers; "/get" knows no HEAD."""

    asked: list = []

    def do_HEAD(self):
        self.asked.append((self.command, self.path))
        status = {"/gone": 404, "/fault": 503, "/moved": 302, "/inside": 302, "/circle": 302, "/login": 401}
        self.send_response(405 if self.path == "/get" and self.command == "HEAD" else status.get(self.path, 200))
        to = {"/moved": "/here", "/inside": "http://169.254.169.254/secret", "/circle": "/circle"}
        self.send_header("Location", to.get(self.path, ""))
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def server():
    """The address of such a server, and what it was asked."""
    Answers.asked = []
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def reaches(_host, _port, address):
    """Let the tests reach their own server, and nothing else that is not public."""
    return address == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "found"),
    [
        *(("/here", ""), ("/moved", ""), ("/get", ""), ("/login", "")),
        *(("/gone", "gone"), ("/fault", "fault"), ("/circle", "fault"), ("/inside", "not_public")),
    ],
)
def test_an_address_is_asked_and_its_redirects_are_looked_at_anew(server, path, found):
    assert asking.ask(server + path, may_reach=reaches) == found
    assert Answers.asked[0] == ("HEAD", path)


def test_get_comes_only_after_head(server):
    asking.ask(f"{server}/here", may_reach=reaches)
    assert [method for method, _path in Answers.asked] == ["HEAD"]


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/"),
        *("http://192.168.1.1/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/", "http://100.64.0.1/"),
        *("http://8.8.8.8:22/", "http://8.8.8.8:5432/", "ftp://8.8.8.8/", "file:///etc/passwd", "http://a:b@8.8.8.8/"),
    ],
)
def test_nothing_inside_a_network_is_ever_asked(url):
    assert asking.ask(url) == "not_public"


def test_a_server_that_is_not_there_is_silent(server):
    assert asking.ask("http://127.0.0.1:1/", may_reach=reaches) == "silent"


def test_a_link_is_told_once_it_failed_twice_and_no_more_when_it_answers(as_person):
    Document.objects.create(kind="resource", title_en="Guide", link="https://guide.example/gone")
    administrator, page = as_person("administrator"), reverse("library:dead_links")
    for told in (False, True):
        checking.check(asked=lambda _url: "gone")
        checking.check(asked=lambda _url: pytest.fail("it was asked just now"))
        assert ("lead nowhere" in administrator.get("/").content.decode()) is told
        LinkCheck.objects.update(checked_at=timezone.now() - datetime.timedelta(days=2))
    assert "https://guide.example/gone" in administrator.get(page).content.decode()
    assert as_person("member").get(page).status_code == 404
    checking.check(asked=lambda _url: "")
    assert "lead nowhere" not in administrator.get("/").content.decode()


def test_one_that_answers_is_asked_again_after_a_week_and_each_host_once_a_run(db):
    for path in ("a", "b"):
        Document.objects.create(kind="resource", title_en=path, link=f"https://guide.example/{path}")
    found = []
    for _run in range(3):
        checking.check(asked=lambda url: found.append(url) or "")
    assert sorted(found) == ["https://guide.example/a", "https://guide.example/b"]
    LinkCheck.objects.update(checked_at=timezone.now() - datetime.timedelta(days=8))
    Document.objects.filter(title_en="b").delete()
    checking.check(asked=lambda url: found.append(url) or "")
    assert found[2:] == ["https://guide.example/a"] and LinkCheck.objects.count() == 1
