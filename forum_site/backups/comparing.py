"""Every table by its number of rows and one sum over them, whatever their order: what tells two copies apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from psycopg import sql

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
# The sum of half of each row's md5, as a number: the same in any order, of any number of rows, in any time zone.
SUM = "SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)::bigint::numeric), 0)::text FROM {} t"
PLAINLY = ("SET LOCAL TimeZone = 'UTC'", "SET LOCAL DateStyle = 'ISO'", "SET LOCAL extra_float_digits = 1")


@dataclass(frozen=True)
class Line:
    """A line of the report: a table, how many rows it should have and has, and whether all of them are the same."""

    table: str
    expected: int
    found: int
    is_same: bool


def tables(cursor, but=()) -> dict[str, list]:
    """Return {table: [rows, sum]} of all tables but those named; inside a transaction, whose snapshot counts."""
    for setting in PLAINLY:
        cursor.execute(setting)
    cursor.execute(TABLES)
    found = {}
    for (name,) in cursor.fetchall():
        if name not in but:
            cursor.execute(sql.SQL(SUM).format(sql.Identifier("public", name)))
            found[name] = list(cursor.fetchone())
    return found


def compared(expected: Mapping[str, list], found: Mapping[str, list]) -> list[Line]:
    """Return a line for each table of either side."""
    return [
        Line(name, _rows(expected, name), _rows(found, name), expected.get(name) == found.get(name))
        for name in sorted(expected.keys() | found.keys())
    ]


def _rows(side, name):
    return side[name][0] if name in side else 0
