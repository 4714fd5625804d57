"""What the apps let be found, and the two questions of a search: which rows hold the words, and what those rows say.

Rows are asked for through the `rows` that each Findable hands up, which its reader may see, and in no other way: what
is hidden is neither found, nor counted, nor said to be like anything.
"""

import datetime
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import F, Value
from django.db.models.functions import Cast, JSONObject

from common.both_languages import Text, in_reading_language
from common.finding.index import Index
from common.finding.words import Term
from common.queries import prepared
from common.queries.prepared import Given

MOST = 1_000  # rows of one Findable that a search looks at: those that fit best, of equal ones the newest
PRESENT = "present AS MATERIALIZED (SELECT array_agg(source) AS sources FROM (SELECT DISTINCT source FROM found) told)"
GONE: models.QuerySet = models.QuerySet()  # stands for rows whose queries are written
COLUMNS = ("found_thing", "found_day", "found_person")


@dataclass(frozen=True)
class Found:
    """One hit: `kind` is the word for what it is in the reader's language, `texts` what words can stand in besides the
    title, the nearest first; `detail` says where it belongs.
    """

    kind: str
    title: str
    url: str
    texts: tuple[str, ...] = ()
    detail: str = ""
    when: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class Findable:
    """Rows of one kind that somebody may see: the `rows`, the `index` of their words, and how one is shown.

    `what` names the kind in addresses, `label` in the list of kinds; several Findables can lead to the same things,
    by the key `thing`. `facts` are the columns that `show` makes a Found of, by name. `day` and `person` are columns,
    too. Decisions and actions stand `first`. A thing that is `named` is what somebody means who writes its name, or so
    much of it that the name has no more than `named` times as many words.
    """

    what: str
    label: Any
    index: Index
    rows: models.QuerySet
    facts: Mapping[str, Any]
    show: Callable[[Mapping[str, Any]], Found]
    thing: str = "pk"
    day: Any = None
    person: Any = None
    is_first: bool = False
    named: int = 0

    @cached_property
    def asked(self) -> tuple[str, tuple] | None:
        """The SQL and the values of its rows with their thing, day and person: written once, for it takes longer than
        to ask it; None for rows of which there can be none.
        """
        return written(self.rows.order_by().annotate(**_columns(self)).values_list("pk", *COLUMNS))

    @cached_property
    def told(self) -> tuple[str, tuple] | None:
        """The same of what stands in its rows."""
        facts = Cast(JSONObject(**self.facts), models.TextField())
        return written(self.rows.order_by().annotate(found_facts=facts).values_list("pk", "found_facts"))

    def remembered(self) -> "Findable":
        """Return it with both queries written, and without the rows and facts that they were written of: those are
        large, and a process remembers what may be found by a hundred people.
        """
        kept = replace(self, rows=GONE, facts={})
        kept.__dict__.update(asked=self.asked, told=self.told)
        return kept


@dataclass(frozen=True)
class Match:
    """One row that holds the words: of which Findable (its place), its key, and of which thing, day and person."""

    place: int
    key: int
    thing: int
    day: datetime.date | None
    person: int | None


def columns(**texts: str) -> dict[str, str]:
    """Return the facts of texts in both languages, by name: columns(meeting="item__meeting__title")."""
    return {f"{name}_{language}": f"{path}_{language}" for name, path in texts.items() for language in ("en", "cy")}


def in_words(facts: Mapping[str, Any], name: str) -> Text:
    """Return such a text as its reader reads it."""
    return in_reading_language(en=facts[f"{name}_en"] or "", cy=facts[f"{name}_cy"] or "")


def both_sides(facts: Mapping[str, Any], name: str) -> tuple[Text, ...]:
    """Return what is written of such a text in either language, the reader's first."""
    first = in_words(facts, name)
    sides = [Text(facts[f"{name}_{language}"], language) for language in ("en", "cy") if facts[f"{name}_{language}"]]
    return tuple(sorted(sides, key=lambda side: side.lang != first.lang)) or (first,)


def query_for(terms: Iterable[Term], mark: str) -> tuple[str, list[str]]:
    """Return SQL and values of the question (tsquery) whether all the terms are there.

    `mark` is Postgres' own: ":*" for what only begins so, "A" after a colon for titles.
    """
    parts, values = [], []
    for term in terms:
        whole, pieces = "common_term(%s, %s)", " && ".join("common_term(%s, %s)" for _part in term.parts)
        parts.append(f"({whole} || ({pieces}))" if term.parts else whole)
        values += [value for word in (term.word, *term.parts) for value in (Given(word), mark)]
    return " && ".join(parts), values


def written(rows: models.QuerySet) -> tuple[str, tuple] | None:
    """Return the SQL and the values of a query, None for one that can find nothing, as the rows of a stranger. Of SQL
    that reads the same, as that of people with the same rights, the process has one copy.
    """
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    return sys.intern(sql), values


def matches(findables: Sequence[Findable], terms: Sequence[Term]) -> list[Match]:
    """Return the rows that hold all the terms, those that fit best in front: MOST of each Findable; one query."""
    asked = question(findables, terms)
    return [Match(*row) for row in prepared.rows(*asked)] if asked else []


def is_cut(found: Iterable[Match]) -> bool:
    """Whether so many rows were found that there may be more which fit less well."""
    return MOST in Counter(match.place for match in found).values()


def question(findables: Sequence[Findable], terms: Sequence[Term]) -> tuple[str, list] | None:
    """Return the SQL and the values by which `matches` asks; None where there are no rows.

    Which rows hold the terms, the index tells; how well they fit is asked of these. The best rows of each Findable are
    then taken from their front, as long as MOST have not been found which the reader sees, so that a word of every
    fourth row costs little more than one of a thousand.
    """
    asked = [query_for(terms, mark) for mark in ("", ":A", ":*A", ":*")]
    whole, is_title, in_title, wide = (sql for sql, _values in asked)
    asking = f"SELECT ({whole}) AS whole, ({is_title}) AS is_title, ({in_title}) AS in_title, ({wide}) AS wide"
    found = """
        SELECT s.source, s.key, s.heads, s.words @@ a.whole AS is_whole,
            CASE WHEN NOT s.words @@ a.in_title THEN 0 WHEN NOT s.words @@ a.is_title THEN 1 ELSE 2 END AS titled
        FROM asked a JOIN common_searched s ON s.words @@ a.wide"""
    parts = [part for place, one in enumerate(findables) if (part := _of(place, one, len(terms)))]
    if not parts:
        return None
    sql = f"""
        WITH asked AS MATERIALIZED ({asking}), found AS MATERIALIZED ({found}), {PRESENT}
        SELECT place, key, thing, day, person FROM ({" UNION ALL ".join(part for part, _values in parts)}) hits
        ORDER BY score, day DESC NULLS LAST, place, key DESC"""  # noqa: S608
    return sql, [value for _sql, some in (*asked, *parts) for value in some]


def _of(place, findable, number):
    """Return SQL and values of the rows of one Findable that fit best, and how well they do; None of no rows."""
    if findable.asked is None:
        return None
    sql, values = findable.asked
    source, first, most = findable.index.source, str(findable.is_first).upper(), findable.named * number
    exact = 0 if findable.named else 1
    score = f"""CASE
        WHEN titled = 2 AND heads = {number} THEN {exact}
        WHEN titled = 2 AND heads <= {most} THEN 2
        WHEN titled = 2 AND {first} THEN 3
        WHEN is_whole AND {first} THEN 4
        WHEN titled = 2 THEN 5
        WHEN is_whole THEN 6
        WHEN titled = 1 AND heads <= {most} THEN 7
        WHEN titled = 1 AND {first} THEN 8
        WHEN {first} THEN 9
        WHEN titled = 1 THEN 10
        ELSE 11 END"""
    best = f"SELECT key, {score} AS score FROM found WHERE source = '{source}' ORDER BY score, key DESC"  # noqa: S608
    return (
        f"""(SELECT {place} AS place, f.key, v.thing, v.day, v.person, f.score FROM ({best}) f
        JOIN ({sql}) v (key, thing, day, person) ON v.key = f.key
        WHERE {is_present(source)} ORDER BY f.score, f.key DESC LIMIT {MOST})""",  # noqa: S608
        values,
    )


def is_present(source: str) -> str:
    """Return SQL that is true where any row of a source was found: else the rows of its table are not looked at."""
    return f"'{source}' = ANY((SELECT sources FROM present)::text[])"  # noqa: S608 (constants)


def _columns(findable):
    kept = (findable.thing, models.BigIntegerField()), (findable.day, models.DateField())
    return {
        name: Cast(F(given) if isinstance(given, str) else given or Value(None), field)
        for name, (given, field) in zip(COLUMNS, (*kept, (findable.person, models.BigIntegerField())), strict=True)
    }


def shown(findables: Sequence[Findable], found: Sequence[Match]) -> list[Found]:
    """Return what stands in some rows that were found, in their order; one query, and through the same `rows`."""
    keys: dict[int, list[int]] = {}
    for match in found:
        keys.setdefault(match.place, []).append(match.key)
    parts = [(place, findables[place].told, some) for place, some in sorted(keys.items())]
    asked = [
        (f"SELECT {place}, v.key, v.facts FROM ({told[0]}) v (key, facts) WHERE v.key = ANY(%s)", (*told[1], some))  # noqa: S608
        for place, told, some in parts
        if told
    ]
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql for sql, _values in asked), [one for _sql, some in asked for one in some])
        facts = {(place, key): json.loads(told) for place, key, told in cursor.fetchall()}
    there = [(match, facts[match.place, match.key]) for match in found if (match.place, match.key) in facts]
    return [findables[match.place].show(told) for match, told in there]
