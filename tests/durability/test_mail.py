"""A mail server that is away, refuses, dawdles or gives a byte a second: every letter comes in the end, each once."""

import pytest

from tests.durability import record
from tests.durability.machines import rest
from tests.durability.reporting import report
from tests.durability.traffic import Writer
from tests.waiting import wait_until

MOODS = {"away": "be_away", "refusing": "refuse", "silent": "be_silent", "a byte a second": "drip"}
SECONDS = 40  # of each mood: twice as long as a letter waits for the server
AT_ONCE = "UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo' AND queue_name = 'letters'"


@pytest.mark.parametrize("mood", MOODS)
def test_every_letter_comes_when_the_server_is_well_again(forum, mail, seed, mood):
    getattr(mail, MOODS[mood])()
    forum.start()
    writer = Writer(forum, record.group(forum.postgres), seed, kinds=("letter", "post", "read"))
    for kind in ("letter", "post", "letter", "read"):
        writer.one(kind)
    rest(SECONDS)
    writer.one("post")  # pages wait for no letter
    waiting = record.column(forum.postgres, "SELECT count(*) FROM members_letter WHERE state = 'waiting'")[0]
    assert waiting > 0
    mail.be_well()
    with forum.postgres.connect() as database:
        wait_until(lambda: sooner(database, forum.postgres), forum.said)
    record.look(forum.postgres, [writer], forum.folder / "files")
    letters = record.look_at_letters(forum.postgres, mail, [writer])
    said = f"{waiting} letters waited, {letters['letters']} came, {letters['twice']} twice under one Message-ID"
    report(f"mail server {mood}", f"{said}; pages answered meanwhile")


def sooner(database, server):
    """Have what waits for its next try tried now, which is an hour saved; whether nothing waits any more."""
    database.execute(AT_ONCE)
    return record.column(server, "SELECT count(*) FROM members_letter WHERE state = 'waiting'") == [0]
