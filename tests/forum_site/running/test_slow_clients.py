"""Clients that send or read slowly keep nobody waiting, and are ended; connections spread over the processes."""

import contextlib
import http.client
import io
import select
import socket
import threading
import time

import psutil
import pytest
from django.conf import settings
from gunicorn.http.wsgi import FileWrapper

from forum_site.running import slow_clients
from forum_site.running.at_once import AtOnce
from forum_site.running.slow_clients import InTime, TooLarge, TooSlow, whole_body
from tests.waiting import wait_until

MANY, AT_ONCE = 200, 8
HEADERS = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "
BODY = b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n"
MORE_THAN_WAITS_ON_THE_WAY = 2 * 10**7


@pytest.fixture
def both_ends():
    """The two ends of a connection."""
    ends = socket.socketpair()
    yield ends
    for end in ends:
        end.close()


def test_a_request_that_takes_longer_than_it_may_is_ended(both_ends, monkeypatch):
    ours, theirs = both_ends
    monkeypatch.setattr(slow_clients, "GRACE", 0.05)
    reader = InTime(ours)
    reader.begin()
    theirs.sendall(b"G")
    assert reader.chunk() == b"G"
    with pytest.raises(TooSlow):
        reader.chunk()


def test_what_has_come_buys_time(both_ends, monkeypatch):
    ours, theirs = both_ends
    monkeypatch.setattr(slow_clients, "GRACE", 0)
    reader = InTime(ours)
    reader.begin()
    reader.until = time.monotonic() + 60
    before = reader.until
    theirs.sendall(b"x" * slow_clients.RATE)
    received = sum(len(reader.chunk()) for _ in iter(lambda: reader.until < before + 1, False))
    assert (received, reader.until) == (slow_clients.RATE, pytest.approx(before + 1))


class Sent:
    """A body of so many bytes."""

    def __init__(self, size):
        self.left = size

    def read(self, size):
        size = min(size, self.left)
        self.left -= size
        return b"x" * size


def test_a_body_is_whole_before_the_site_sees_it_unless_it_is_larger_than_any_form():
    most = slow_clients.FILES * settings.MAX_UPLOAD
    with whole_body(Sent(most)) as body:
        assert len(body.read()) == most
    with pytest.raises(TooLarge), whole_body(Sent(most + 1)):
        pass


class Answering:
    """gunicorn's answer to a request: whether its connection ends with it."""

    ends = False

    def force_close(self):
        self.ends = True

    def start(self, status, headers):
        """Take the head of the answer."""


def test_no_more_than_so_many_are_answered_at_once_and_where_others_wait_connections_end():
    entered, go_on = threading.Semaphore(0), threading.Semaphore(0)

    def site(environ, start_response):
        entered.release()
        go_on.acquire()
        return [b"whole"]

    two, answers, found = AtOnce(site, 2), [Answering() for _ in range(3)], []
    environ = {"wsgi.input": io.BytesIO(), "wsgi.file_wrapper": FileWrapper}
    threads = [
        threading.Thread(target=lambda one=one: found.append(two(environ, one.start)), daemon=True) for one in answers
    ]
    for thread in threads:
        thread.start()
    wait_until(lambda: two.inside == 3)
    assert (entered.acquire(timeout=5), entered.acquire(timeout=5), entered.acquire(timeout=0.1)) == (True, True, False)
    go_on.release()
    wait_until(lambda: len(found) == 1)
    assert ([one.ends for one in answers].count(True), two.is_full) == (1, True)
    go_on.release(2)
    wait_until(lambda: len(found) == 3)
    assert (found, [one.ends for one in answers].count(True), two.inside) == ([[b"whole"]] * 3, 1, 0)


@pytest.fixture(scope="module")
def busy_site(served):
    """The site, served for these tests."""
    served.start()
    yield served
    served.end()


@contextlib.contextmanager
def slow(port, beginning, many=MANY):
    """Have so many connections begin, go on with a byte a second, and read nothing."""
    sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(many)]
    for one in sockets:
        one.sendall(beginning)
    ended = threading.Event()

    def go_on():
        while not ended.wait(1):
            for one in sockets:
                with contextlib.suppress(OSError):
                    one.send(b"x")

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield sockets
    finally:
        ended.set()
        thread.join()
        for one in sockets:
            one.close()


@pytest.mark.slow
@pytest.mark.xdist_group("serve")
def test_two_hundred_that_send_a_byte_a_second_keep_nobody_waiting_and_are_ended(busy_site):
    with slow(busy_site.port, HEADERS, many=1) as headers, slow(busy_site.port, BODY, many=1) as bodies:
        wait_until(lambda: others_are_answered_while_they_wait(busy_site, HEADERS))
        wait_until(lambda: others_are_answered_while_they_wait(busy_site, BODY))
        for one in (*headers, *bodies):
            one.settimeout(10 * slow_clients.GRACE)
            assert one.recv(100).startswith(b"HTTP/1.1 408")


def others_are_answered_while_they_wait(site, beginning):
    """Whether others are answered, one after the other, before any of two hundred slow ones is ended."""
    with slow(site.port, beginning) as sockets:
        answers = [site.answer("/") for _ in range(AT_ONCE)]
        ended, _, _ = select.select(sockets, [], [], 0)
    return (answers, ended) == ([200] * AT_ONCE, [])


@pytest.mark.slow
@pytest.mark.xdist_group("serve")
def test_those_who_do_not_read_their_answers_keep_nobody_waiting(busy_site):
    largest = max((busy_site.var / "static").rglob("*.js"), key=lambda path: path.stat().st_size)
    path = f"/static/{largest.relative_to(busy_site.var / 'static')}"
    asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    times = MORE_THAN_WAITS_ON_THE_WAY // largest.stat().st_size
    with slow(busy_site.port, asked * times, many=20):
        assert busy_site.answer("/") == 200
        assert sum(connections(busy_site)) > 0, "some of them are still there"


@pytest.mark.slow
@pytest.mark.xdist_group("serve")
def test_connections_that_are_kept_spread_over_the_processes(busy_site):
    browsers = [http.client.HTTPConnection("127.0.0.1", busy_site.port, timeout=60) for _ in range(AT_ONCE)]
    ended = threading.Event()
    threads = [threading.Thread(target=keep_asking, args=(one, ended)) for one in browsers]
    for thread in threads:
        thread.start()
    try:
        wait_until(lambda: sorted(connections(busy_site)) in ([3, 5], [4, 4]), lambda: str(connections(busy_site)))
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def keep_asking(browser, ended):
    """Ask again and again by one connection, opened anew only where the server ends it."""
    while not ended.is_set():
        with contextlib.suppress(OSError, http.client.HTTPException):
            browser.request("GET", "/")
            browser.getresponse().read()
            continue
        browser.close()
    browser.close()


def connections(site):
    """Return how many connections each of the two processes of the web server has."""
    workers = [one for one in site.programs() if "gunicorn" in one.cmdline() and not one.children()]
    return [sum(found.status == psutil.CONN_ESTABLISHED for found in one.net_connections("tcp")) for one in workers]
