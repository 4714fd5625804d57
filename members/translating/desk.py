"""What waits at the translation desk: every text of which one side is missing or older, what is read soonest first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connection, models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Extract, Left
from django.utils.text import capfirst

from common.both_languages import Text, in_reading_language, other
from common.languages.in_use import works_in_both
from common.rich_text import plain
from members.access import keeps_the_record
from members.translating.texts import SOON, Texts

WORDS = 300  # letters of a text that are read for a list
NAMES = ("desk_place", "desk_text", "desk_key", "desk_into", "desk_missing", "desk_rank", "desk_order")
SHOWN = ("desk_en", "desk_cy", "desk_words")
STATES = {"missing": True, "older": False}


def may_translate(person) -> bool:
    """May come to the desk: who keeps the record of a Forum that works in both languages."""
    return keeps_the_record(person) and works_in_both()


@dataclass(frozen=True)
class Wanted:
    """What of the desk is asked for: of one table, what is "missing" or "older", into one language; "" is all."""

    kind: str = ""
    state: str = ""
    into: str = ""


@dataclass(frozen=True)
class Pair:
    """One text that waits: of which row, which side is behind and whether that one is missing, how the other begins."""

    of: Texts
    text: str
    key: int
    into: str
    is_missing: bool
    about: Text
    words: Text

    @property
    def kind(self) -> str:
        """What it is a text of: "Agenda item"."""
        return capfirst(str(self.of.model._meta.verbose_name))

    @property
    def said(self) -> str:
        """What the text is called: "title"."""
        return self.of.said(self.text)

    @property
    def address(self) -> tuple[str, int, str]:
        """Its table, key and name, as the address of its page has them."""
        return self.of.table, self.key, self.text


class Desk:
    """What waits at the desk of these tables; the query is written once, and asked as often as is needed."""

    def __init__(self, tables: Sequence[Texts]) -> None:
        self.tables = list(tables)
        parts = [_of(place, one, name) for place, one in enumerate(self.tables) for name in one.names]
        self.sql, self.values = parts[0].union(*parts[1:], all=True).query.sql_with_params() if parts else ("", ())

    def _rows(self, columns, wanted=None, end="") -> list[tuple]:
        """Return the columns of what waits and is wanted; one query."""
        if not self.sql:
            return []
        where, values = self._where(wanted or Wanted())
        sql = f"SELECT {columns} FROM ({self.sql}) waiting {where} {end}"  # noqa: S608 (nothing in it from outside)
        with connection.cursor() as cursor:
            cursor.execute(sql, [*self.values, *values])
            return cursor.fetchall()

    def _where(self, wanted) -> tuple[str, list]:
        asked = {}
        if wanted.kind:
            asked["desk_place"] = next((n for n, one in enumerate(self.tables) if one.table == wanted.kind), -1)
        if wanted.state:
            asked["desk_missing"] = STATES[wanted.state]
        if wanted.into:
            asked["desk_into"] = wanted.into
        return ("WHERE " + " AND ".join(f"{name} = %s" for name in asked) if asked else ""), list(asked.values())

    @cached_property
    def counts(self) -> Counter:
        """How many texts wait: {(table, into which language, whether that side is missing): number}; one query."""
        columns = "desk_place, desk_into, desk_missing"
        rows = self._rows(f"{columns}, COUNT(*)", end=f"GROUP BY {columns}")
        return Counter({(self.tables[place].table, *facts): number for place, *facts, number in rows})

    def number(self, wanted: Wanted) -> int:
        """Return how many of those that wait are wanted."""
        return sum(
            number
            for (table, into, is_missing), number in self.counts.items()
            if wanted.kind in ("", table)
            and wanted.into in ("", into)
            and (not wanted.state or STATES[wanted.state] == is_missing)
        )

    def pairs(self, wanted: Wanted, start: int = 0, stop: int | None = None) -> list[Pair]:
        """Return those that wait and are wanted, from one place to another; one query."""
        limit = f"LIMIT {int(stop - start)} " if stop is not None else ""
        end = f"ORDER BY desk_rank, desk_order, desk_place, desk_key, desk_text {limit}OFFSET {int(start)}"
        rows = self._rows("desk_place, desk_text, desk_key, desk_into, desk_missing, " + ", ".join(SHOWN), wanted, end)
        return [self._pair(*row) for row in rows]

    def _pair(self, place, text, key, into, is_missing, en, cy, words) -> Pair:
        one, about, said = self.tables[place], in_reading_language(en=en, cy=cy), Text(words, other(into))
        return Pair(one, text, key, into, is_missing, about, plain(said) if one.is_rich(text) else said)

    def after(self, address, wanted: Wanted) -> Pair | None:
        """Return what comes after a text at the desk, or the first one where that text is the last, or none is left."""
        order = "desk_rank, desk_order, desk_place, desk_key, desk_text"
        rows = self._rows("desk_place, desk_key, desk_text", wanted, f"ORDER BY {order}")
        keys = [(self.tables[place].table, key, text) for place, key, text in rows]
        at = keys.index(address) + 1 if address in keys else 0
        others = [place for place in [*range(at, len(keys)), *range(at)] if keys[place] != address]
        return next(iter(self.pairs(wanted, others[0], others[0] + 1)), None) if others else None


class Listed:
    """What waits and is wanted, as a Paginator asks for it."""

    def __init__(self, desk: Desk, wanted: Wanted) -> None:
        self.desk, self.wanted = desk, wanted

    def __len__(self) -> int:
        return self.desk.number(self.wanted)

    def __getitem__(self, part: slice) -> list[Pair]:
        return self.desk.pairs(self.wanted, part.start, part.stop)


def behind(name) -> Q:
    """Return the condition that one side of a text is missing or older than the other."""
    en, cy = Q(**{f"{name}_en": ""}), Q(**{f"{name}_cy": ""})
    return (en ^ cy) | (~en & ~Q(**{f"{name}_newer": ""}))


def _of(place, one, name):
    """Return what waits of one text of a table, with the columns that all have in common."""
    en, cy = Q(**{f"{name}_en": ""}), Q(**{f"{name}_cy": ""})
    into_en = en | (~cy & Q(**{f"{name}_newer": "cy"}))
    text, number = models.TextField(), models.BigIntegerField()
    about_en, about_cy = (Value(about) if about == "" else about for about in one.about)
    columns = {
        "desk_place": Cast(Value(place), number),
        "desk_text": Cast(Value(name), text),
        "desk_key": Cast("pk", number),
        "desk_into": Case(When(into_en, then=Value("en")), default=Value("cy"), output_field=text),
        "desk_missing": Case(When(en | cy, then=Value(True)), default=Value(False), output_field=models.BooleanField()),
        "desk_rank": Cast(one.rank, number),
        "desk_order": _order(one),
        "desk_en": Cast(about_en, text),
        "desk_cy": Cast(about_cy, text),
        "desk_words": Left(
            Case(When(into_en, then=F(f"{name}_cy")), default=F(f"{name}_en"), output_field=text), WORDS
        ),
    }
    return one.rows.filter(one.open).filter(behind(name)).order_by().annotate(**columns).values_list(*NAMES, *SHOWN)


def _order(one):
    """Return when a row is read or was changed, as a number that grows: what comes soon from now on, the rest back."""
    moment = Extract(Cast(one.day or _changed(one.model), models.DateTimeField()), "epoch")
    seconds = Cast(Coalesce(moment, Value(0)), models.BigIntegerField())
    return Case(
        When(Q(desk_rank=SOON), then=seconds), default=seconds * Value(-1), output_field=models.BigIntegerField()
    )


def _changed(model):
    """Return the moment of a row's last change, by its history."""
    events = model.pgh_event_models["update"].objects.filter(pgh_obj_id=OuterRef("pk"))
    return Subquery(events.order_by("-pgh_id").values("pgh_created_at")[:1])
