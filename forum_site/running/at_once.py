"""So many requests of a process are answered at once; others wait, and who sends or reads slowly keeps nobody out."""

import contextlib
import threading

from django.db import close_old_connections

from forum_site.running.slow_clients import whole_body


class AtOnce:
    """A WSGI application that answers at most so many requests at once."""

    def __init__(self, application, many):
        self.application, self.many = application, many
        self.inside, self.lock, self.free = 0, threading.Lock(), threading.Semaphore(many)

    @property
    def is_full(self):
        """Whether another request would have to wait."""
        return self.inside >= self.many

    def __call__(self, environ, start_response):
        """Answer when the body has come and it is its turn. Where others wait, the connection ends with the answer: its
        client comes again by one that a process with less to do can take.
        """
        with whole_body(environ["wsgi.input"]) as body, self._turn():
            answer = self._whole(self.application(environ | {"wsgi.input": body}, start_response), environ)
            if self.inside > self.many:
                start_response.__self__.force_close()  # gunicorn's Response
            return answer

    @contextlib.contextmanager
    def _turn(self):
        """Wait until it is the turn of one more; whoever waits counts as inside."""
        self._count(1)
        try:
            with self.free:
                yield
        finally:
            self._count(-1)

    def _count(self, more):
        with self.lock:
            self.inside += more

    def _whole(self, answer, environ):
        """Return an answer that needs neither the site nor its database while it is sent."""
        if getattr(answer, "streaming", False) or isinstance(answer, environ["wsgi.file_wrapper"]):
            close_old_connections()
            return answer
        with contextlib.closing(answer) if hasattr(answer, "close") else contextlib.nullcontext():
            return list(answer)
