"""What waits for somebody: each app says which rows and in which sentence; all that is asked for in one query.

An app gives its Kinds of thing through its door (`waits`); the roof gathers them for the front page (`gathering`) and
for the figure in the menu (`counting`).
"""

import datetime
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from common.both_languages import Text, in_reading_language
from common.queries import prepared

AHEAD = datetime.timedelta(weeks=6)  # what is not due within these waits under "later"
MOST, MANY = 20, 200  # rows of one kind that are read; of one that is said in one sentence
NAMES = ("waits_kind", "waits_key", "waits_en", "waits_cy", "waits_day", "waits_number", "waits_word")


@dataclass(frozen=True)
class Press:
    """One button beside what waits: with `fields` it does it, sending them to `url`; without, it leads there."""

    label: str
    url: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Waits:
    """One thing that waits for somebody: `said`, a sentence that begins with what there is to do, and is done at `url`;
    what it is `about`, with a word `beside` that; its presses; the day `until` which it is asked for, or None.
    """

    said: str
    url: str
    about: str = ""
    beside: str = ""
    presses: tuple[Press, ...] = ()
    until: datetime.date | None = None
    for_office: bool = False
    told: bool = False

    @property
    def is_overdue(self) -> bool:
        """Whether its day is past."""
        return self.until is not None and self.until < timezone.localdate()

    @property
    def is_later(self) -> bool:
        """Whether its day is further away than AHEAD."""
        return self.until is not None and self.until > timezone.localdate() + AHEAD


@dataclass(frozen=True)
class Row:
    """One row that waits, as a Kind's sentence is made of it: its key, what it is about in the reader's language, its
    day, and a number and a word of which the Kind knows what they mean.
    """

    pk: int | None
    about: Text
    day: datetime.date | None
    number: int | None
    word: str


@dataclass(frozen=True, kw_only=True)
class Saying:
    """How the rows of a Kind are put, without the parts of its query."""

    say: Callable[[Any], Waits]
    together: bool = False
    for_office: bool = False
    told: bool = False


@dataclass(frozen=True, kw_only=True)
class Kind(Saying):
    """Things of one kind that wait for a person: the `rows`, as they may see them, and what `say` makes of each, or of
    all of them, in a list, where they wait `together`.

    The rest are expressions of their columns: `key` the key that the address needs, `about` the two sides of what it is
    about, `day` (a date) until when, `number` and `word` what else the sentence needs. `for_office` is what waits for
    who holds an office, whoever they are; what is only `told` comes by itself, and stands in no figure. Each day and
    moment among the conditions of the rows is reckoned from now.
    """

    rows: QuerySet
    key: Any = "pk"
    about: tuple[Any, Any] = ("", "")
    day: Any = None
    number: Any = None
    word: Any = ""


def _columns(place, kind) -> dict:
    """Return the columns (NAMES) that all kinds have in common, so that one query reads them all."""
    text, number, day = models.TextField(), models.BigIntegerField(), models.DateField()
    en, cy = kind.about
    columns = (
        (Value(place), models.IntegerField()),
        *((kind.key, number), (en, text), (cy, text)),
        *((kind.day, day), (kind.number, number), (kind.word, text)),
    )
    return {name: Cast(_column(given), kept) for name, (given, kept) in zip(NAMES, columns, strict=True)}


def _column(given):
    """Return what a Kind says of a column as an expression: a name, "" or None, or an expression as it is."""
    if given is None or given == "":
        return Value(given)
    return F(given) if isinstance(given, str) else given


@dataclass(frozen=True)
class Written:
    """A query of what waits, written once: it is about the moment at which it is asked, because each day and moment in
    it is reckoned from now.
    """

    sql: str
    values: tuple
    today: datetime.date
    now: datetime.datetime

    def rows(self, sql="{}") -> list[tuple]:
        """Return what is found now; one query, in which `sql` stands around it."""
        if not self.sql:
            return []
        days, time = timezone.localdate() - self.today, timezone.now() - self.now
        moved = {datetime.date: days, datetime.datetime: time}
        values = [value + moved[type(value)] if type(value) in moved else value for value in self.values]
        return prepared.rows(sql.format(self.sql), values)

    def number(self) -> int:
        """Return how many things wait now; one query."""
        return next((number for (number,) in self.rows("SELECT COUNT(*) FROM ({}) found")), 0)


def _all(kinds, part) -> QuerySet | None:
    """Return what `part` makes of each of the kinds (a QuerySet, with the same columns each) as one query, or None."""
    parts = [part(place, kind) for place, kind in enumerate(kinds)]
    return parts[0].union(*parts[1:], all=True) if parts else None


@dataclass(frozen=True)
class Gathering:
    """What waits of some kinds, whose query is written once."""

    kinds: tuple[Saying, ...]
    query: Written

    def waits(self) -> list[Waits]:
        """Return all that waits now, what is due first in front, what has no day among what is due today; one query."""
        found: dict[int, list[Row]] = {}
        for place, pk, en, cy, *facts in self.query.rows():
            found.setdefault(place, []).append(Row(pk, in_reading_language(en=en, cy=cy), *facts))
        waits: list[Waits] = []
        for place, rows in sorted(found.items()):
            kind, ordered = self.kinds[place], sorted(rows, key=lambda row: (row.day or datetime.date.max, row.pk or 0))
            said = [kind.say(ordered)] if kind.together else map(kind.say, ordered)
            waits += [replace(one, for_office=kind.for_office, told=kind.told) for one in said]
        today = timezone.localdate()
        return sorted(waits, key=lambda one: one.until or today)


def gathering(kinds: Sequence[Kind]) -> Gathering:
    """Return the query of all that waits of these kinds, for one person."""
    today, now = timezone.localdate(), timezone.now()

    def part(place, kind):
        rows = kind.rows.order_by().annotate(**_columns(place, kind)).order_by("waits_day", "pk")
        return rows.values_list(*NAMES)[: MANY if kind.together else MOST]

    rows = _all(kinds, part)
    sql, values = rows.query.sql_with_params() if rows is not None else ("", ())
    sql = sys.intern(sql)  # of people with the same rights it reads the same, and a process remembers a hundred
    sayings = tuple(Saying(**{one.name: getattr(kind, one.name) for one in fields(Saying)}) for kind in kinds)
    return Gathering(sayings, Written(sql, values, today, now))


def counting(kinds: Sequence[Kind]) -> Written:
    """Return the query of how many things `gathering` would give of these kinds that there is something to be done
    about and that do not wait under "later".
    """
    today, now = timezone.localdate(), timezone.now()

    def part(place, kind):
        rows = kind.rows.order_by()
        if kind.day is not None:
            soon = Q(waits_day=None) | Q(waits_day__lte=today + AHEAD)
            rows = rows.alias(waits_day=_column(kind.day)).filter(soon)
        return rows.values_list(Value(place))[: 1 if kind.together else MOST]

    rows = _all([kind for kind in kinds if not kind.told], part)
    sql, values = rows.query.sql_with_params() if rows is not None else ("", ())
    return Written(sql, values, today, now)
