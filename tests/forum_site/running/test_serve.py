"""The site as `make run` serves it: a real Postgres, gunicorn and worker of its own, started, killed, started again."""

import signal
import socket
import sys
import time

import pytest

STOPPED = "Stopped."
pytestmark = pytest.mark.xdist_group("serve")


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
    assert len(victims) == 5  # gunicorn with its two, and two workers of jobs
    for process in victims:
        process.kill()
    for name in ("job", "letter"):
        site.wait_for(f"The {name} worker ended with status -9; it is started again.")
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
