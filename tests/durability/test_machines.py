"""Two machines of pages and two of workers behind nginx, and a standby: each is killed in turn while people write."""

import os
import shutil

import pytest

from tests.durability import record
from tests.durability.machines import Postgres, healthy, rest
from tests.durability.reporting import report
from tests.durability.traffic import Writer
from tests.waiting import wait_until

pytestmark = pytest.mark.skipif(
    not shutil.which("nginx"), reason="no nginx on this machine: apt-get install nginx-light"
)
REQUESTS = int(os.environ.get("DURABILITY_REQUESTS") or 3000)
RETRIED = 0.01  # of all requests, at most


def waits_for(server):
    """Whether each COMMIT waits until a standby has it."""
    return "sync" in record.column(server, "SELECT sync_state FROM pg_stat_replication")


def promote(forum):
    """Lose the primary, and have the standby take its place: what Patroni or a person does."""
    forum.postgres.kill()
    forum.standby.run("pg_ctl", "promote", "-D", forum.standby.data)
    forum.postgres, forum.standby = forum.standby, None


def test_each_is_killed_in_turn_and_the_standby_takes_over(forum, mail, seed):
    forum.standby = Postgres(forum.folder / "standby", of=forum.postgres)
    with forum.postgres.connect() as primary:
        primary.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        forum.standby.start()
        primary.execute("SELECT pg_reload_conf()")
    wait_until(lambda: waits_for(forum.postgres), forum.said)
    forum.start(sites=2, workers=2)
    forum.put_nginx_before()
    writers = [Writer(forum, record.group(forum.postgres), seed + number) for number in range(3)]
    for writer in writers:
        writer.start()
    turns = [*forum.machines, None]
    for number, machine in enumerate(turns, 1):
        enough = REQUESTS * number // (len(turns) + 1)
        wait_until(lambda enough=enough: sum(writer.done.asked for writer in writers) >= enough, forum.said)
        if machine is None:
            promote(forum)
        else:
            machine.kill()
            rest(3)
            machine.start()
            wait_until(lambda: all(healthy(port) for port in forum.ports), forum.said)
    wait_until(lambda: sum(writer.done.asked for writer in writers) >= REQUESTS, forum.said)
    for writer in writers:
        writer.finish()
    found = record.look(forum.postgres, writers, forum.folder / "files")
    letters = record.look_at_letters(forum.postgres, mail, writers)
    asked, again = (sum(getattr(writer.done, name) for writer in writers) for name in ("asked", "again"))
    said = f"{asked} requests, {again} asked again ({again / asked:.1%}); {sum(found.values())} writes, none lost"
    report(
        "two webs, two workers, a standby promoted", f"{said}; {letters['twice']} letters twice, under one Message-ID"
    )
    assert again <= RETRIED * asked, [writer.done.why for writer in writers]
