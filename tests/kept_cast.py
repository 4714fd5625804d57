"""The rows of the cast as they were made at first, put back into the database of each test in one step."""

import json

from django.db import connection
from django.utils import timezone

from members.models import Person
from tests.emptied import full_tables, may_leave_triggers_out, without_triggers

KEPT = {}  # "rows": {table: its rows in JSON}, "people": {role: primary key}
NOW = "@now@"


def keep(make):
    """Keep what `make` leaves in an empty database, if it can be put back; each moment will be that of doing so."""
    if may_leave_triggers_out() and not _full():
        people, moments = vars(make()), _moments()
        KEPT["rows"] = {table: _rows(table, moments) for table in _full()}
        KEPT["people"] = {role: person.pk for role, person in people.items()}


def _full():
    return [table for table in full_tables() if table != "common_stamp"]


def put_back(kind):
    """Add the kept rows to the database, and return the people of them by their roles in a `kind` of cast, or None."""
    if not KEPT:
        return None
    now = timezone.now().isoformat()
    insert = "INSERT INTO {0} SELECT * FROM json_populate_recordset(NULL::{0}, %s)"
    without_triggers([(insert.format(table), [rows.replace(NOW, now)]) for table, rows in KEPT["rows"].items()])
    people = Person.objects.in_bulk(KEPT["people"].values())
    return kind(**{role: people[pk] for role, pk in KEPT["people"].items()})


def _moments():
    """Return the (table, column)s that hold moments."""
    with connection.cursor() as cursor:
        columns = "SELECT table_name, column_name FROM information_schema.columns"
        cursor.execute(f"{columns} WHERE data_type = 'timestamp with time zone'")
        return set(cursor.fetchall())


def _rows(table, moments):
    """Return the rows of a table in JSON."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT json_agg(one) FROM {table} one")
        rows = cursor.fetchone()[0]
    rows = json.loads(rows) if isinstance(rows, str) else rows
    return json.dumps(
        [{name: NOW if value and (table, name) in moments else value for name, value in row.items()} for row in rows]
    )
