"""The site as `make run` serves it, for tests: a real Postgres, gunicorn and worker of its own."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys

import psutil
import pytest
from django.conf import settings

from tests.waiting import PATIENCE, wait_until


class Site:
    """One checkout's site: a folder of its own, and a port that is free when it starts."""

    def __init__(self, var):
        self.var, self.process, self.port = var, None, None
        self.log = var.parent / f"{var.name}.log"

    def start(self, *command, port=None):
        """Start it, and return when it has said that it is there; if that fails, nothing is left running."""
        self.port = port or free_port()
        env = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "DATABASE_URL"))}
        env |= {"FORUM_VAR": str(self.var), "PORT": str(self.port), "SAMPLE_PASSWORD": "croeso-i-bawb-2016"}
        command = command or (sys.executable, "manage.py", "serve")
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                command, cwd=settings.ROOT, env=env, stdout=log, stderr=log, start_new_session=True
            )
        try:
            wait_until(lambda: self._is_there() or self.process.poll() is not None, self.said)
            assert self.process.poll() is None, self.said()
        except BaseException:
            self.end()
            raise

    def _is_there(self):
        return "Ctrl-C stops everything." in self.said() and self.answer("/healthz") == 200

    def answer(self, path):
        """Return the status of an answer, or None."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            connection.request("GET", path)
            return connection.getresponse().status
        return None

    def wait_until_ready(self):
        """Return when all parts are there: the worker's first sign of life may take a moment."""
        wait_until(lambda: self.answer("/readyz") == 200, self.said)

    def said(self):
        return self.log.read_text()

    def programs(self):
        """Return the processes that were started for it, however they came about: all have its folder in their
        environment.
        """
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                is_ours = process.environ().get("FORUM_VAR") == str(self.var)
                if is_ours and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
        return found

    def stop(self, number=signal.SIGINT):
        """Ask it to end, and return when nothing of it is left."""
        self.process.send_signal(number)
        self.process.wait(PATIENCE)
        wait_until(lambda: not self.programs(), self.said)

    def end(self):
        """Kill all that is left of it."""
        for process in self.programs():
            with contextlib.suppress(psutil.Error):
                process.kill()
        if self.process:
            self.process.wait(PATIENCE)
        wait_until(lambda: not self.programs(), self.said)


def free_port():
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The site with a folder of its own, not started; one for all tests that serve it (a group of xdist)."""
    return Site(tmp_path_factory.mktemp("serve") / "var")


@pytest.fixture
def site(served):
    """The site, not started; what a test leaves running is killed."""
    yield served
    served.end()
