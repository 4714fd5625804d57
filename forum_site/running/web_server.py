"""gunicorn's worker as the site needs it: slow clients keep nobody waiting, and what is no request is answered as all
else is, briefly and with the site's headers.

Many threads read and write, few are in the site. A request goes in when it is whole, and one that comes too slowly is
ended. A process that has enough to do leaves new connections to the others (docs/decisions/16-slow-clients.md).
"""

import time
from concurrent import futures

from gunicorn.http import errors, get_parser
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from forum_site.running import headers
from forum_site.running.at_once import AtOnce
from forum_site.running.slow_clients import InTime, TooLarge, TooSlow

SAID = "This request could not be understood. Nid oedd modd deall y cais hwn.\n"
FAULT = "Something went wrong. Aeth rhywbeth o'i le.\n"
SLOW = (
    "This request came too slowly. Please go back and send it again.\n"
    "Daeth y cais hwn yn rhy araf. Ewch yn ôl a'i anfon eto.\n"
)
LARGE = (
    "This is too large to send here, and nothing was saved. Please go back and send smaller files, or one at a time.\n"
    "Mae hwn yn rhy fawr i'w anfon yma, ac ni chadwyd dim. Ewch yn ôl ac anfonwch ffeiliau llai, neu un ar y tro.\n"
)
STATUSES = {
    TooSlow: "408 Request Timeout",
    TooLarge: "413 Content Too Large",
    errors.LimitRequestLine: "414 URI Too Long",
    errors.LimitRequestHeaders: "431 Request Header Fields Too Large",
    errors.ExpectationFailed: "417 Expectation Failed",
    errors.UnsupportedTransferCoding: "501 Not Implemented",
    errors.InvalidResponseHeader: "500 Internal Server Error",
    errors.InvalidResponseHeaderName: "500 Internal Server Error",
    errors.ConfigurationProblem: "500 Internal Server Error",
}
TEXTS = {TooSlow: SLOW, TooLarge: LARGE}
CLIENTS = 400  # threads at most, of each process: one for every client that is being read from or written to
REST, BUSY_REST = 0.002, 0.01  # seconds that a process leaves to the others after a connection


class Worker(ThreadWorker):
    """Threads, as gunicorn's own: many that read and write, as few at the site as gunicorn is told."""

    def get_thread_pool(self):
        """Return the threads that read requests and write answers; most of the time they wait."""
        return futures.ThreadPoolExecutor(max_workers=CLIENTS)

    def load_wsgi(self):
        """Have the site answer so many requests at once."""
        super().load_wsgi()
        self.wsgi = self.site = AtOnce(self.wsgi, self.cfg.threads)
        self.rests_until = 0.0

    def leaves_it_to_others(self):
        """Whether the next connection is for a process that has less to do."""
        return self.site.is_full or time.monotonic() < self.rests_until

    def accept(self, listener):
        """Take a connection, and rest for a moment, so that of several each process gets some."""
        if not self.leaves_it_to_others():
            self.rests_until = time.monotonic() + (BUSY_REST if self.site.inside else REST)
            super().accept(listener)

    def set_accept_enabled(self, enabled):
        """Look for connections only when one could be taken."""
        super().set_accept_enabled(enabled and not self.leaves_it_to_others())

    def wait_for_and_dispatch_events(self, timeout):
        """Wait for what comes, though not for long where connections may soon be taken again."""
        if self.alive:
            self.set_accept_enabled(self.nr_conns < self.worker_connections)
        super().wait_for_and_dispatch_events(timeout if self._accepting or not self.alive else BUSY_REST)

    def handle(self, conn):
        """Read a request in the time that it may take, and answer it."""
        if conn.parser is None:
            conn.parser = get_parser(self.cfg, conn.sock, conn.client)
            conn.parser.unreader = InTime(conn.sock)
        conn.parser.unreader.begin()
        return super().handle(conn)

    def handle_error(self, req, client, addr, exc):
        """Answer a request that cannot be read, or whose answer could not be made; say no word of it, nor log any."""
        is_theirs = isinstance(exc, errors.ParseException)
        status = STATUSES.get(type(exc), "400 Bad Request" if is_theirs else "500 Internal Server Error")
        self.log.warning("%s: %s", status, type(exc).__name__)
        text = TEXTS.get(type(exc), SAID if is_theirs else FAULT)
        try:
            write_nonblock(client, _answer(status, text))
        except OSError:
            self.log.debug("nobody waits for this answer any more")


def _answer(status, text):
    """Return the bytes of an answer that ends the connection."""
    said = {
        "Connection": "close",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(text.encode())),
    }
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in (said | headers.of_any_answer()).items())]
    return "\r\n".join([*lines, "", text]).encode()
