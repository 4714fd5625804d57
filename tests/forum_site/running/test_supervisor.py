"""Programs that keep ending are started again for ever, each for itself; a port that is taken names who has it."""

import os
import socket
import sys
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from common import turns
from forum_site.running import database, supervisor
from forum_site.running.supervisor import Backoff, Program, listen, who_listens


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until it is moved."""
    now = [1_000.0]
    monkeypatch.setattr(supervisor.time, "monotonic", lambda: now[0])
    return now


def test_what_keeps_ending_is_started_later_and_later_but_for_ever(clock, capfd):
    backoff, waits = Backoff(), []
    for _end in range(50):
        begun = clock[0]
        while not backoff.may_start("job worker", "with status 1"):
            clock[0] += 1
        waits.append(clock[0] - begun)
        clock[0] += 1
    assert waits[:6] == [0, 1, 3, 7, 15, supervisor.CEILING]
    assert set(waits[6:]) == {supervisor.CEILING}
    said = capfd.readouterr().err.splitlines()
    assert (len(said), said[-1]) == (50, "The job worker ended with status 1; it is started again in 30 seconds.")
    clock[0] += supervisor.STEADY + 1
    assert backoff.may_start("job worker", "with status 1")


def test_a_program_that_cannot_live_takes_no_other_with_it(capfd):
    dying, living = (
        Program(name, [sys.executable, "-c", code])
        for name, code in (("one", "1/0"), ("two", "import time; time.sleep(60)"))
    )
    with supervisor.together(dying, living):
        for _time in range(3):
            dying.process.wait()
            dying.backoff.due = 0
            dying.look_after()
            dying.backoff.due = 0
            dying.look_after()
            living.look_after()
        assert dying.backoff.failures >= 3
        assert living.backoff.failures == 0


def test_a_database_that_cannot_be_started_ends_nothing_and_is_tried_again(monkeypatch):
    tried = []

    def fails(durable):
        tried.append(durable)
        raise SystemExit("Postgres did not start")

    monkeypatch.setattr(database, "BACKOFF", Backoff())
    monkeypatch.setattr(database, "_process", lambda: None)
    monkeypatch.setattr(database, "_answers", lambda: False)
    monkeypatch.setattr(database, "_start", fails)
    for _time in range(8):
        database.look_after()
        database.BACKOFF.due = 0
    assert len(tried) >= 4


def test_of_two_that_start_at_once_one_has_the_port_and_the_other_is_told_who(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.PORT = port
    with listen("127.0.0.1", port):
        assert listen("127.0.0.1", port) is None
        assert who_listens(port).startswith(f"process {os.getpid()} (")
        with pytest.raises(CommandError, match=f"process {os.getpid()}.*PORT={port + 1} make run"):
            call_command("serve")
    assert who_listens(port) == ""


@pytest.mark.django_db(transaction=True)
def test_of_two_that_migrate_the_second_waits():
    """The first one is held up in the middle: it has its turn, and the second gets it afterwards."""
    with turns.by_turns("migrate"):
        second = threading.Thread(target=_migrate)
        second.start()
        second.join(2)
        assert second.is_alive()
    second.join(30)
    assert not second.is_alive()


def _migrate():
    call_command("migrate", verbosity=0)
    connection.close()
