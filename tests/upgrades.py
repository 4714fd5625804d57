"""A database as it was before a migration of `meetings`, for tests of what the migration does to what is there."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from forum_site.migrating.lean_states import drawn_leanly

STOPS = ("0016_versions", "0021_more_versions", "0022_calendar_uids", "0025_calendar_stamps")  # before what is tried


def copied(name):
    """Return the name of the copy that `template.py` keeps of the database at one of the stops."""
    return f"forum_at_{name}"


def make_copies():
    """Migrate the database that we are connected to from stop to stop, and keep a copy of it at each."""
    for name in STOPS:
        bring_to(name)
        create(copied(name), template=connection.settings_dict["NAME"])


def bring_to(name):
    """Bring the database to a migration of `meetings`; `members`, on which a meeting hangs, are as they are today."""
    executor = MigrationExecutor(connection)
    with drawn_leanly():
        executor.migrate([*executor.loader.graph.leaf_nodes("members"), ("meetings", name)])


def create(name, *, template=""):
    """Make a database, empty or a copy, where nobody is connected to what is copied."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))


def has(name):
    """Whether there is a database of that name: a Postgres that the tests were given (DATABASE_URL) has no copies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


@pytest.fixture
def brought_to(transactional_db):
    """A function that brings a database of the test's own to a migration of `meetings`, at first to one of the stops,
    and returns the models as they are there.
    """
    usual = connection.settings_dict["NAME"]
    own = f"{usual}_upgraded"

    def bring(name):
        if connection.settings_dict["NAME"] == usual:
            create(own, template=copied(name) if has(copied(name)) else "")
            connection.settings_dict["NAME"] = own
        bring_to(name)
        return MigrationExecutor(connection).loader.project_state([("meetings", name)]).apps

    yield bring
    connection.close()
    connection.settings_dict["NAME"] = usual
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{own}"')
