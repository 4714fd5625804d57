"""The database emptied after a test that is in no transaction, in a thirtieth of the time that Django's `flush` takes.

`flush` truncates every table, and then makes the permissions of every model again; here the few tables that hold
something are emptied, and the permissions stay.
"""

from django.db import connection, transaction
from django.test import TransactionTestCase

STAY = {"django_content_type", "auth_permission"}
FLUSH = TransactionTestCase._fixture_teardown


def empty(case):
    """Remove all rows, once whoever is still writing has ended; without the rights for that, flush."""
    if not may_leave_triggers_out():
        FLUSH(case)
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables())} IN SHARE ROW EXCLUSIVE MODE")
        without_triggers([(f"DELETE FROM {table}", []) for table in full_tables()])


def tables():
    """Return the tables that a test may fill, those of the jobs among them, which Django does not manage."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    jobs = [name for name in connection.introspection.table_names() if name.startswith("procrastinate_")]
    return sorted({*names, *jobs} - STAY)


def full_tables():
    """Return those of them that hold something."""
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"(SELECT '{table}' FROM {table} LIMIT 1)" for table in tables()))
        return [table for (table,) in cursor.fetchall()]


def without_triggers(statements):
    """Run (statement, values) of rows that fit together without asking triggers and foreign keys; leave a new stamp."""
    stamp = [("DELETE FROM common_stamp", []), ("INSERT INTO common_stamp (id) VALUES (gen_random_uuid())", [])]
    stamp += [("SELECT set_config('forum.stamped', 'yes', true)", [])]  # one is enough for a transaction
    begin = [("SET LOCAL session_replication_role = replica", [])]
    all_of_them = [*begin, *statements, *stamp, ("SET LOCAL session_replication_role = DEFAULT", [])]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(";".join(text for text, _ in all_of_them), [value for _, some in all_of_them for value in some])


def may_leave_triggers_out():
    """Whether the tests' own role is that of a superuser, as it is where they start a Postgres of their own."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW is_superuser")
        return cursor.fetchone()[0] == "on"


TransactionTestCase._fixture_teardown = empty
