"""Answers of the site that were kept, shown to a browser as they came; a database is not needed for them any more."""

import mimetypes
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders

NOT_PASSED_ON = {"content-length", "strict-transport-security", "set-cookie"}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)  # a free port
        self.pages, self.missing = {}, []


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        page = self.server.pages.get(self.path)
        path = urlsplit(self.path).path
        static = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if page:
            headers = {name: value for name, value in page.headers.items() if name.lower() not in NOT_PASSED_ON}
            self._send(page.status, headers, page.body)
        elif static:
            kind = mimetypes.guess_type(static)[0] or "application/octet-stream"
            self._send(200, {"Content-Type": kind, "Cache-Control": "max-age=3600"}, Path(static).read_bytes())
        else:
            self.server.missing.append(self.path)
            self._send(404, {}, b"")

    def _send(self, status, headers, body):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="session")
def shown():
    """A server of `shown.pages`, {url: Page}; what was asked for besides is in `shown.missing`."""
    server = _Server()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
