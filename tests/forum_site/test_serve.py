"""The site as `make run` serves it: a real Postgres, gunicorn and worker of its own, started, killed, started again."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest
from django.conf import settings

STOPPED, PATIENCE = "Stopped.", 120
pytestmark = pytest.mark.xdist_group("serve")


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
            self.process = subprocess.Popen(command, cwd=settings.ROOT, env=env, stdout=log, stderr=log, start_new_session=True)
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
        """Return the processes that were started for it, however they came about: all have its folder in their environment."""
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


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site, once for this file; the tests leave it stopped."""
    one = Site(tmp_path_factory.mktemp("serve") / "var")
    yield one
    for process in one.programs():
        process.kill()


def ready(site):
    """Whether all parts are there: the worker's first sign of life may take a moment."""
    until = time.monotonic() + 30
    while site.answer("/readyz") != 200 and time.monotonic() < until:
        time.sleep(0.2)
    return site.answer("/readyz") == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_tells_how_to_enter_and_ends_without_a_trace(site, number):
    site.start()
    assert f"The Forum is at http://127.0.0.1:{site.port}/\n" in site.said()
    assert "administrator@forum.example" in site.said()
    assert "croeso-i-bawb-2016" in site.said()
    assert ready(site)
    site.process.send_signal(number)
    site.wait_for_end()
    assert STOPPED in site.said()


def test_after_a_kill_the_next_start_mends_everything(site):
    site.start()
    site.process.kill()
    site.process.wait()
    assert site.start() < 60
    assert ready(site)
    site.process.send_signal(signal.SIGINT)
    site.wait_for_end()


def test_programs_that_die_are_started_again(site):
    site.start()
    victims = [process for process in site.programs() if {"gunicorn", "procrastinate"}.intersection(process.cmdline())]
    assert len(victims) == 4
    for process in victims:
        process.kill()
    site.wait_for("The job worker ended with status -9; it is started again.")
    assert ready(site)
    site.process.send_signal(signal.SIGINT)
    site.wait_for_end()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_it_ends_with_the_make_that_started_it(site, tmp_path, number):
    makefile = tmp_path / "Makefile"
    makefile.write_text(f"run:\n\t@{sys.executable} manage.py serve --with-parent\n")
    site.start("make", "-f", str(makefile), "run")
    site.process.send_signal(number)
    site.wait_for_end()
    assert site.answer("/healthz") is None


def test_a_taken_port_is_told_with_another_one(site):
    with socket.create_server(("127.0.0.1", site.port)):
        with pytest.raises(AssertionError):
            site.start()
        assert f"PORT={site.port + 1} make run" in site.said()
    site.wait_for_end()
