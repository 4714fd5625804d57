"""Browsers that keep their connection, as a proxy does: one alone, or eight at once."""

import contextlib
import http.client
import sys
import time
from concurrent.futures import ThreadPoolExecutor

FINE = (http.client.OK, http.client.NOT_MODIFIED)
AT_ONCE = 8


class Browser:
    """One connection, opened again where the server has closed it."""

    def __init__(self, port, headers=None, timeout=60):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.headers = headers or {}

    def close(self):
        self.connection.close()

    def ask(self, path, any_status=False):
        """Return the seconds that an answer took, the answer and its body."""
        begun = time.perf_counter()
        try:
            answer, body = self._ask(path)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.close()
            answer, body = self._ask(path)
        if not (any_status or answer.status in FINE):
            sys.exit(f"{path} answers {answer.status}")
        return time.perf_counter() - begun, answer, body

    def _ask(self, path):
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        return answer, answer.read()


def asked(port, path, headers, times):
    """Ask for a page some times in a row; return the seconds of each."""
    with contextlib.closing(Browser(port, headers)) as browser:
        return [browser.ask(path)[0] for _ in range(times)]


def asked_at_once(port, path, headers, times):
    """The same by eight browsers at once."""
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        found = crowd.map(lambda _one: asked(port, path, headers, times), range(AT_ONCE))
        return [seconds for one in found for seconds in one]
