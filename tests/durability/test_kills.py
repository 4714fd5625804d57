"""Pages, workers and Postgres are killed again and again while people write: what was acknowledged is there, once."""

import os
import random
import time
from collections import Counter

from tests.durability import record
from tests.durability.machines import end, rest
from tests.durability.reporting import report
from tests.durability.traffic import Writer
from tests.waiting import wait_until

KILLS = int(os.environ.get("DURABILITY_KILLS") or 1000)
MINUTES = float(
    os.environ.get("DURABILITY_KILL_MINUTES") or 600
)  # after which no more are killed: what was done counts
VICTIMS = {"process of the pages": 35, "worker": 25, "connection": 20, "Postgres": 15, "machine": 5}
BETWEEN = (0, 0, 1, 2, 4)  # answers that the writers get from one kill to the next: also none, amid recovery


def kill(forum, victim, chance):
    """Kill one, and start again what no systemd would; return how many there were to choose from."""
    if victim == "Postgres":
        forum.postgres.kill()
        rest(chance.uniform(0, 0.5))
        forum.postgres.start()
        return 1
    if victim == "machine":
        chance.choice(forum.machines).kill()
        return len(forum.machines)
    there = {"process of the pages": pages, "worker": workers, "connection": lambda one: one.postgres.backends()}
    found = there[victim](forum)
    end(chance.sample(found, min(1, len(found))))
    return len(found)


def pages(forum):
    """Return the processes of gunicorn."""
    return [one for machine in forum.of("site") for one in machine.programs()[1:]]


def workers(forum):
    """Return the processes that work off jobs."""
    return [one for machine in forum.of("workers") for one in machine.programs()[1:]]


def are_answered(writers, enough, forum):
    """Look after the machines; whether the writers were answered so often by now. Raise what went wrong with one."""
    forum.look_after()
    for writer in writers:
        if writer.fault:
            raise writer.fault
    return answered(writers) >= enough


def answered(writers):
    """Return how often the writers were answered so far."""
    return sum(writer.done.answered for writer in writers)


def test_nothing_acknowledged_is_lost_whoever_is_killed(forum, mail, seed):
    chance = random.Random(seed)
    forum.start()
    writers = [Writer(forum, record.group(forum.postgres), seed + number) for number in range(3)]
    for writer in writers:
        writer.start()
    killed, until = Counter(), time.monotonic() + MINUTES * 60
    while killed.total() < KILLS and time.monotonic() < until:
        enough = answered(writers) + chance.choice(BETWEEN)
        wait_until(lambda enough=enough: are_answered(writers, enough, forum), forum.said)
        victim = chance.choices(list(VICTIMS), VICTIMS.values())[0]
        killed[victim] += bool(kill(forum, victim, chance))
    wait_until(forum.recovers, forum.said)
    for writer in writers:
        writer.finish()
    found = record.look(forum.postgres, writers, forum.folder / "files")
    letters = record.look_at_letters(forum.postgres, mail, writers)
    assert all(found.values()), found
    told = ", ".join(f"{number} × {victim}" for victim, number in killed.most_common())
    said = f"{found['post']} posts, {found['paper']} files and {letters['letters']} letters acknowledged, none lost"
    report(
        "kills under writing",
        f"{killed.total()}: {told}; {said}; {letters['twice']} letters twice, under one Message-ID",
    )
