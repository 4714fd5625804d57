"""The site as `make run` serves it: a real Postgres, gunicorn and worker of its own, started, killed, started again."""

import os
import signal
import socket
import sys
import time

import pytest

from tests.forum_site.running.serving import free_port
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("serve")]


def test_it_tells_how_to_enter_mends_itself_and_ends_without_a_trace(site):
    site.start()
    assert f"The Forum is at http://127.0.0.1:{site.port}/\n" in site.said()
    assert "administrator@forum.example" in site.said()
    assert "croeso-i-bawb-2016" in site.said()
    site.wait_until_ready()
    for process in wait_until(lambda: len(found := workers(site)) == 5 and found, site.said):
        process.kill()
    for name in ("job", "letter"):
        told = f"The {name} worker ended with status -9; it is started again."
        wait_until(lambda told=told: told in site.said(), site.said)
    site.wait_until_ready()
    site.stop(signal.SIGINT)
    assert "Stopped." in site.said()


def workers(site):
    """Return the web server, its two processes, and the two workers of jobs, as far as they have started."""
    return [one for one in site.programs() if {"gunicorn", "procrastinate"}.intersection(one.cmdline())]


def test_after_a_kill_the_next_start_mends_everything(site):
    site.start()
    site.process.kill()
    site.process.wait()
    site.start()
    site.wait_until_ready()
    site.stop(signal.SIGTERM)
    assert "Stopped." in site.said()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_it_ends_with_the_make_that_started_it(site, tmp_path, number):
    makefile = tmp_path / "Makefile"
    makefile.write_text(f"run:\n\t@{sys.executable} manage.py serve --with-parent\n")
    site.start("make", "-f", str(makefile), "run")
    site.stop(number)
    assert site.answer("/healthz") is None


def test_the_pages_outlive_workers_and_a_database_that_keep_dying(site):
    site.start()
    for _time in range(7):
        for process in site.programs():
            if "procrastinate" in process.cmdline() or process.name() == "postgres":
                process.kill()
        assert site.answer("/healthz") == 200
        time.sleep(1)
    site.wait_until_ready()
    site.stop(signal.SIGINT)
    assert "Stopped." in site.said()


def test_a_taken_port_is_told_with_another_one(site):
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        with pytest.raises(AssertionError):
            site.start(port=port)
        assert f"PORT={port + 1} make run" in site.said()
        assert f"process {os.getpid()} (" in site.said()
        assert "The Forum is at" not in site.said()
