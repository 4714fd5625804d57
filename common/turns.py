"""Taking turns: what two must not do at one moment they do one after the other."""

import contextlib
import time
from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections

PAUSE = 0.5  # seconds from one question for a turn to the next


def one_at_a_time(matter: str) -> None:
    """Wait until nobody else is at a matter of this name; the turn lasts until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [matter])


@contextlib.contextmanager
def by_turns(matter: str) -> Iterator[None]:
    """Wait until no other process is at a matter of this name; the turn lasts as long as the block.

    A transaction of a connection of its own holds it: so it ends with the process, behind a PgBouncer too. Who waits
    asks again and again: for a question that itself waited, a CREATE INDEX CONCURRENTLY of who has the turn would wait.
    """
    apart = connections.create_connection(DEFAULT_DB_ALIAS)
    apart.set_autocommit(False)
    try:
        while not _taken(apart, matter):
            apart.rollback()
            time.sleep(PAUSE)
        yield
    finally:
        with contextlib.suppress(DatabaseError):  # the connection is lost, and the turn with it
            apart.rollback()
        apart.close()


def _taken(apart, matter) -> bool:
    """Whether the turn is now that of this connection's transaction."""
    with apart.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 1))", [matter])
        return cursor.fetchone()[0]
