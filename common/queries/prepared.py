"""Queries that Postgres plans once a connection: for those that take longer to plan than to answer."""

import datetime
import functools
import hashlib
import operator
import re
from collections.abc import Sequence
from itertools import compress
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

from common.keeping import tables_in

MOST = 80  # statements that one connection keeps; the oldest goes first
VALUE = re.compile(r"(%[s%])")
PLAN_ONCE = "set_config('plan_cache_mode', 'force_generic_plan', false)"
# The names that each connection keeps, or None where it keeps none.
_PREPARED: WeakKeyDictionary[Any, dict[str, None] | None] = WeakKeyDictionary()


class Given(str):
    """A word that somebody gave, among the values of a query: the next time it is another."""

    __slots__ = ()


def rows(sql: str, values: Sequence) -> list[tuple]:
    """Return what a query finds, as it would be asked by a cursor of Django; one query.

    Numbers, days, moments, lists and Given words may be others each time; each of the other values makes it another
    query, to be planned anew. Through a pooler, which lends any connection to anybody, it is planned each time.
    The tables that it reads stand beside it, as a remark, for whoever watches what is asked (`common/keeping.py`).
    """
    with connection.cursor() as cursor:
        if (statements := _statements()) is None:
            cursor.execute(sql, values)
            return cursor.fetchall()
        changes = tuple(map(_changes, values))
        changing = [*compress(values, changes)]
        fixed = tuple(compress(values, map(operator.not_, changes)))
        name, order, tables = _written(sql, fixed, changes)
        if name not in statements:
            _prepare(statements, name, order)
        given = f"({', '.join(['%s'] * len(changing))})" if changing else ""
        cursor.execute(f"EXECUTE {name} {given} /* {tables} */", changing)
        return cursor.fetchall()


def _changes(value) -> bool:
    return isinstance(value, int | datetime.date | list | Given) and not isinstance(value, bool)


@functools.lru_cache(maxsize=MOST)
def _written(sql, fixed, changes) -> tuple[str, str, str]:
    """Return the name of a statement, made of all its words, the words that prepare it, and the tables it reads."""
    left, places, parts, given = iter(fixed), iter(changes), [], 0
    with connection.cursor() as cursor:
        for part in VALUE.split(sql):
            if part != "%s":
                parts.append("%" if part == "%%" else part)
            elif next(places):
                given += 1
                parts.append(f"${given}")
            else:
                parts.append(cursor.mogrify("%s", [next(left)]))
    text = "".join(parts)
    name = f"kept_{hashlib.sha256(text.encode()).hexdigest()[:40]}"
    return name, f"PREPARE {name} AS {text}", " ".join(sorted(tables_in(sql)))


def _statements() -> dict[str, None] | None:
    """Return the names of the statements of this connection; None of one that leads to another server process than the
    one that answered first, as those of a pooler do.

    Postgres would plan a statement five times before it thinks of keeping the plan; it is told to keep the first one.
    """
    raw = connection.connection
    if raw not in _PREPARED:
        with connection.wrap_database_errors:
            process = raw.execute(f"SELECT pg_backend_pid(), {PLAN_ONCE}").fetchone()[0]
        _PREPARED[raw] = {} if process == raw.info.backend_pid else None
    return _PREPARED[raw]


def _prepare(statements, name, order) -> None:
    with connection.wrap_database_errors:
        if len(statements) >= MOST:
            oldest = next(iter(statements))
            connection.connection.execute(f"DEALLOCATE {oldest}")
            del statements[oldest]
        connection.connection.execute(order)
    statements[name] = None
