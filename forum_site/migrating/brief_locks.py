"""Migrations while the site runs: none waits long for a table, because all who ask for that table wait behind it."""

import time
from collections.abc import Callable

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

WAIT = "2s"  # for a table that is in use; as long stands every page that needs it
PAUSE = 2  # seconds in which those who stood behind it go on
TRIES = 60


def with_brief_locks(migrate: Callable[[], None], database: str = DEFAULT_DB_ALIAS) -> None:
    """Migrate, and again where a table was in use for too long: what is done is done, and the rest is tried again.

    Each migration's own transaction carries the limit, so it holds behind a PgBouncer too. What goes on in no
    transaction (an index made CONCURRENTLY) stops nobody and has no limit. Raises OperationalError after TRIES.
    """
    connection = connections[database]
    usual = connection.SchemaEditorClass
    connection.SchemaEditorClass = type("BriefLocks", (_BriefLocks, usual), {})
    try:
        for left in reversed(range(TRIES)):
            try:
                return migrate()
            except OperationalError as fault:
                if not left or getattr(fault.__cause__, "sqlstate", "") != LOCK_NOT_AVAILABLE:
                    raise
                time.sleep(PAUSE)
    finally:
        connection.SchemaEditorClass = usual


class _BriefLocks:
    """A schema editor whose transaction waits for no lock longer than WAIT."""

    def __enter__(self):
        editor = super().__enter__()
        if self.atomic_migration and not self.collect_sql:
            self.execute(f"SET LOCAL lock_timeout = '{WAIT}'")
        return editor


LOCK_NOT_AVAILABLE = "55P03"
