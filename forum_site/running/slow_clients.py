"""Clients that send slowly: how long a request may take to come, and how its body is kept until it is whole."""

import contextlib
import tempfile
import time

from django.conf import settings
from gunicorn.http.errors import ParseException
from gunicorn.http.unreader import SocketUnreader

GRACE = 20  # seconds that a request may take, however short it is
RATE = 5_000  # bytes: for as many that have come, a second more
IN_MEMORY = 2**20  # bytes of a body; what is longer waits on the disk
PIECE = 2**16
FILES = 3  # of the largest size may come in one form


class TooSlow(ParseException):
    """A request that takes longer than it may."""


class TooLarge(ParseException):
    """A body that no form of the site can have."""


class InTime(SocketUnreader):
    """Reads from a client until its time is over."""

    def __init__(self, sock):
        super().__init__(sock)
        self.until = 0.0

    def begin(self):
        """Give a new request its time."""
        self.until = time.monotonic() + GRACE

    def chunk(self, size_hint=None):
        """Return what has come; what comes buys time."""
        try:
            self.sock.settimeout(max(self.until - time.monotonic(), 0.001))
            data = super().chunk(size_hint)
        except TimeoutError as late:
            raise TooSlow from late
        finally:
            self.sock.settimeout(None)
        self.until += len(data) / RATE
        return data


@contextlib.contextmanager
def whole_body(sent):
    """Give the body of a request, which is being sent, as a file once all of it has come."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
        while piece := sent.read(PIECE):
            if body.write(piece) and body.tell() > FILES * settings.MAX_UPLOAD:
                raise TooLarge
        body.seek(0)
        yield body
