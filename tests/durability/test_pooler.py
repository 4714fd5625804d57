"""Through PgBouncer in transaction mode people write, upload and get letters as they do without it."""

import os
import shutil

import pytest

from tests.durability import record
from tests.durability.pooler import Pooler
from tests.durability.reporting import report
from tests.durability.traffic import Writer
from tests.waiting import wait_until

pytestmark = pytest.mark.skipif(not shutil.which("pgbouncer"), reason="no PgBouncer here: apt-get install pgbouncer")
REQUESTS = int(os.environ.get("DURABILITY_REQUESTS") or 3000)


def test_what_is_written_through_a_pooler_is_there(forum, mail, seed):
    forum.pooler = Pooler(forum.folder / "pooler", forum.postgres)
    forum.start(sites=2)
    writers = [Writer(forum, record.group(forum.postgres), seed + number) for number in range(3)]
    for writer in writers:
        writer.start()
    wait_until(lambda: sum(writer.done.asked for writer in writers) >= REQUESTS, forum.said)
    for writer in writers:
        writer.finish()
    found = record.look(forum.postgres, writers, forum.folder / "files")
    letters = record.look_at_letters(forum.postgres, mail, writers)
    asked, again = (sum(getattr(writer.done, name) for writer in writers) for name in ("asked", "again"))
    passed = forum.pooler.transactions()
    report(
        "through PgBouncer, for each transaction another connection",
        f"{asked} requests, {again} asked again; {sum(found.values())} writes and {letters['letters']} letters, "
        f"none lost; {passed} transactions over {len(forum.postgres.backends())} connections",
    )
    assert (again, passed > asked) == (0, True), [writer.done.why for writer in writers]
