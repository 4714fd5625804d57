"""Pages, workers and Postgres are killed again and again while people write: what was acknowledged is there, once."""

import os
import random
from collections import Counter

from tests.durability import record
from tests.durability.machines import end, healthy, rest
from tests.durability.reporting import report
from tests.durability.traffic import Writer
from tests.waiting import wait_until

KILLS = int(os.environ.get("DURABILITY_KILLS") or 1000)
VICTIMS = {"process of the pages": 35, "worker": 25, "connection": 15, "Postgres": 20, "machine": 5}


def kill(forum, victim, chance):
    """Kill one, and start again what systemd would."""
    if victim == "Postgres":
        forum.postgres.kill()
        rest(chance.uniform(0, 2))
        forum.postgres.start()
    elif victim == "machine":
        machine = chance.choice(forum.machines)
        machine.kill()
        machine.start()
    else:
        there = {"process of the pages": pages, "worker": workers, "connection": lambda one: one.postgres.backends()}
        end([chance.choice(found)] if (found := there[victim](forum)) else [])
    for machine in forum.machines:
        machine.look_after()


def pages(forum):
    """Return the processes of gunicorn."""
    return [one for machine in forum.of("site") for one in machine.programs()[1:]]


def workers(forum):
    """Return the processes that work off jobs."""
    return [one for machine in forum.of("workers") for one in machine.programs()[1:]]


def test_nothing_acknowledged_is_lost_whoever_is_killed(forum, mail, seed):
    chance = random.Random(seed)
    forum.start()
    writers = [Writer(forum, record.group(forum.postgres), seed + number) for number in range(2)]
    for writer in writers:
        writer.start()
    killed = Counter()
    for _kill in range(KILLS):
        rest(chance.uniform(0.2, 2))
        victim = chance.choices(list(VICTIMS), VICTIMS.values())[0]
        kill(forum, victim, chance)
        killed[victim] += 1
        assert not [writer.fault for writer in writers if writer.fault]
    wait_until(lambda: healthy(forum.port), forum.said)
    for writer in writers:
        writer.finish()
    found = record.look(forum.postgres, writers, forum.folder / "files")
    letters = record.look_at_letters(forum.postgres, mail, writers)
    assert all(found.values()), found
    told = ", ".join(f"{number} × {victim}" for victim, number in killed.most_common())
    said = f"{found['post']} posts, {found['paper']} files and {letters['letters']} letters acknowledged, none lost"
    report(f"{KILLS} kills under writing", f"{told}; {said}; {letters['twice']} letters twice, under one Message-ID")
