"""Queries whose SQL is written once a process, and planned once a connection: for rows that many pages are made of."""

import copy
import datetime
import enum
import functools
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.db.models.query import ModelIterable
from django.utils import timezone

from common.both_languages import reading_language
from common.queries import prepared

LOG = logging.getLogger(__name__)
TODAY = object()  # stands in a query for today's day, whenever it is asked
MOMENT = datetime.datetime(1901, 2, 3, 4, 5, 6, tzinfo=datetime.UTC)
DAY = datetime.date(1871, 2, 3)
ODD = 1_600_000_000  # a number that stands in no query
LARGEST = 2**63 - 1  # of the numbers that Postgres takes as bigint


class NotWrittenError(Exception):
    """A query holds what it has of its arguments, or of the moment, otherwise than as it was given."""


def written(make: Callable[..., QuerySet]) -> Callable[..., list]:
    """Return a function of the same arguments that gives the rows which `make` asks for, as a list; one query, and
    those that it prefetches.

    Of its arguments, numbers, moments and days may be others each time, and stand in the query as they are given; each
    of the rest, which must be few, makes another query, and so does the reader's language. A day in it that is today's
    is today's each time. Where `make` makes more of its arguments than that, the log says so, and its QuerySet is made
    and asked each time.
    """

    @functools.lru_cache(maxsize=None, typed=True)
    def query(_language, *known):
        return _Query.of(make, known)

    @functools.wraps(make)
    def rows(*values) -> list:
        if any(isinstance(value, int) and abs(value) > LARGEST for value in values):
            return list(make(*values))  # Django knows that no column holds it; Postgres would refuse it
        try:
            found = query(reading_language(), *(type(value) if _is_given(value) else value for value in values))
        except NotWrittenError as fault:
            LOG.error("%s.%s is written anew each time, because of %s", make.__module__, make.__qualname__, fault)
            return list(make(*values))
        return found.rows(values)

    return rows


def _is_given(value) -> bool:
    return isinstance(value, int | datetime.date) and not isinstance(value, bool | enum.Enum)


def _standing_in(known, place, turn):
    """Return what stands for an argument while its query is written: another value for each, and each turn."""
    number = 100 * turn + place
    stand_ins = {
        int: ODD + number,
        datetime.datetime: MOMENT + datetime.timedelta(days=number, microseconds=number),
        datetime.date: DAY + datetime.timedelta(days=number),
    }
    return stand_ins.get(known, known) if isinstance(known, type) else known


@dataclass(frozen=True)
class _Query:
    """One query: its SQL ("" where nothing can be found), its values, and at which places of them the arguments stand,
    or TODAY; and what makes objects of its rows: of which model, with what prefetched, by which compiler, with which
    converters. What the SQL was written of is gone: it is large, and each circle has a query of its own.
    """

    model: type[Model]
    prefetched: tuple
    compiler: Any
    converters: dict
    sql: str
    values: tuple
    places: tuple

    @classmethod
    def of(cls, make, known):
        """Return the query that `make` asks of known arguments; types stand there for those that may be any."""
        turns = [[_standing_in(one, place, turn) for place, one in enumerate(known)] for turn in (0, 1)]
        queryset, other = (make(*turn) for turn in turns)
        compiler, sql, values = _compiled(queryset)
        _compiler, same, others = _compiled(other)
        if sql != same:
            raise NotWrittenError("its words")
        today, given = timezone.localdate(), list(zip(*turns, strict=True))
        places = tuple(_place(pair, given, today) for pair in zip(values, others, strict=True))
        made = (_lightened(compiler), _converters(compiler)) if sql else (None, {})
        return cls(queryset.model, queryset._prefetch_related_lookups, *made, sql, tuple(values), places)

    def rows(self, given: Sequence) -> list:
        """Return what is found for these arguments."""
        if not self.sql:
            return []
        today, pairs = timezone.localdate(), zip(self.values, self.places, strict=True)
        values = [value if place is None else today if place is TODAY else given[place] for value, place in pairs]
        found = self._objects(prepared.rows(self.sql, values))
        if self.prefetched:
            prefetch_related_objects(found, *self.prefetched)
        return found

    def _objects(self, rows):
        """Return rows as Django makes objects of them, by the compiler that has written the query."""
        compiler = copy.copy(self.compiler)
        compiler.execute_sql = lambda **_how: [rows]
        compiler.get_converters = lambda _columns: self.converters
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        asked = SimpleNamespace(db=DEFAULT_DB_ALIAS, query=query, model=self.model, _known_related_objects={})
        return list(ModelIterable(asked))


def _compiled(queryset):
    compiler = queryset.query.get_compiler(connection=connection)
    try:
        return compiler, *compiler.as_sql()
    except EmptyResultSet:
        return compiler, "", ()


def _converters(compiler):
    """Return what makes of each column's values those of its field: to find that out takes longer than to do it."""
    columns = compiler.select[: compiler.col_count]
    return compiler.get_converters([column for column, *_sql in columns])


def _lightened(compiler):
    """Return what of a compiler makes objects of rows: the columns of its models, without the query, its conditions,
    and the expressions of what is annotated.
    """
    annotated = {*compiler.annotation_col_map.values()}
    light = copy.copy(compiler)
    light.query = light.where = light.having = light.qualify = None
    light.select = [
        (None, None, None) if place in annotated else column for place, column in enumerate(compiler.select)
    ]
    return light


def _place(pair, given, today):
    """Return which argument stands at a place of the values (as they were both turns), TODAY, or None for neither."""
    value, other = pair
    if type(value) is not type(other) or value != other:
        if pair not in given:
            raise NotWrittenError(f"{value!r} in it")
        return given.index(pair)
    if isinstance(value, datetime.date) and value != today:
        raise NotWrittenError(f"{value!r} in it")
    return TODAY if isinstance(value, datetime.date) else None
