"""Taking turns: what two must not do at one moment they do one after the other."""

import contextlib
from collections.abc import Iterator

from django.db import connection


def one_at_a_time(matter: str) -> None:
    """Wait until nobody else is at a matter of this name; the turn lasts until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [matter])


@contextlib.contextmanager
def by_turns(matter: str) -> Iterator[None]:
    """Wait until no other process is at a matter of this name; the turn lasts as long as the block."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 1))", [matter])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 1))", [matter])
