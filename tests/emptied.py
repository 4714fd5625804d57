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
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = sorted(set(names) - STAY)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(" UNION ALL ".join(f"(SELECT '{table}' FROM {table} LIMIT 1)" for table in tables))
        full = [table for (table,) in cursor.fetchall()]
        cursor.execute("SET LOCAL session_replication_role = replica")  # no trigger and no foreign key is asked
        cursor.execute(";".join(f"DELETE FROM {table}" for table in full) or "SELECT 1")
        cursor.execute("INSERT INTO common_stamp (id) VALUES (gen_random_uuid())")  # as it is after a change


def may_leave_triggers_out():
    """Whether the tests' own role is that of a superuser, as it is where they start a Postgres of their own."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW is_superuser")
        return cursor.fetchone()[0] == "on"


TransactionTestCase._fixture_teardown = empty
