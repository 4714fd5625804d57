"""The site as `make run` serves it, for tests: a real Postgres, gunicorn and worker of its own."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time

import psutil
import pytest
from django.conf import settings

PATIENCE = 120  # seconds


class Site:
    """One checkout's site: a folder of its own, and a port."""

    def __init__(self, var):
        self.var, self.process = var, None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def start(self, *command):
        """Start it, and return the seconds until it answered."""
        begun = time.monotonic()
        env = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "DATABASE_URL"))}
        env |= {"FORUM_VAR": str(self.var), "PORT": str(self.port), "SAMPLE_PASSWORD": "croeso-i-bawb-2016"}
        command = command or (sys.executable, "manage.py", "serve")
        with open(self.var.parent / f"{self.var.name}.log", "w") as log:
            self.process = subprocess.Popen(
                command, cwd=settings.ROOT, env=env, stdout=log, stderr=log, start_new_session=True
            )
        while self.answer("/healthz") != 200:
            assert self.process.poll() is None, self.said()
            assert time.monotonic() - begun < PATIENCE, self.said()
            time.sleep(0.1)
        self.wait_for("Ctrl-C stops everything.")
        return time.monotonic() - begun

    def answer(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=4)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            connection.request("GET", path)
            return connection.getresponse().status
        return None

    def said(self):
        return (self.var.parent / f"{self.var.name}.log").read_text()

    def wait_for(self, words):
        until = time.monotonic() + PATIENCE
        while words not in self.said():
            assert time.monotonic() < until, self.said()
            time.sleep(0.1)

    def programs(self):
        """Return the processes that were started for it, however they came about:
        all have its folder in their environment.
        """
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if process.environ().get("FORUM_VAR") == str(self.var) and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
        return found

    def wait_for_end(self):
        self.process.wait(40)
        _gone, alive = psutil.wait_procs(self.programs(), timeout=40)
        assert alive == []


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site, once for all tests that serve it (a group of xdist); they leave it stopped."""
    one = Site(tmp_path_factory.mktemp("serve") / "var")
    yield one
    for process in one.programs():
        process.kill()
