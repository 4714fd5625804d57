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
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import F, Value
from django.db.models.functions import Cast, JSONObject

from common.both_languages import Text, in_reading_language
from common.finding.index import Index
from common.finding.words import Term
from common.queries import prepared

MOST = 1_000  # rows of one Findable that a search looks at: those that fit best, of equal ones the newest
GONE: models.QuerySet = models.QuerySet()  # stands for rows whose queries are written
MANY = 500  # rows of one source, from which on they are not looked for among the few
KEYS = 1 << 56  # more than any key: what is sorted by a score and then by the newest key is sorted by one number
# After the rows that were `found`: of which sources there are any or many, and those of the others, so that what was
# found is not read from end to end for each Findable.
PRESENT = f"""
    counted AS MATERIALIZED (SELECT source, count(*) > {MANY} AS is_many FROM found GROUP BY source),
    present AS MATERIALIZED (
        SELECT array_agg(source) AS sources, array_agg(source) FILTER (WHERE is_many) AS many FROM counted
    ),
    few AS MATERIALIZED (
        SELECT * FROM found WHERE source <> ALL (ARRAY(SELECT source FROM counted WHERE is_many))
    )"""  # noqa: S608 (constants)
SHORT = 2  # letters of a beginning that is looked for in titles alone: many words of any text begin with it
# The question (tsquery) whether all the terms are there, each of which is its word, and where it was written with
# hyphens its parts after it; a mark is Postgres' own: ":*" for what only begins so, "A" after a colon for titles.
ALL_OF = """string_agg('(' || common_term(split_part(one, ' ', 1), {mark})::text || coalesce(' | ' || (
        SELECT string_agg('(' || common_term(part, {mark})::text || ')', ' & ')
        FROM unnest((string_to_array(one, ' '))[2:]) part
    ), '') || ')', ' & ')::tsquery"""
WHOLE = f"""
    SELECT count(*)::int AS number, {ALL_OF.format(mark="''")} AS wanted, {ALL_OF.format(mark="':A'")} AS titled
    FROM unnest(%s::text[]) one"""  # noqa: S608 (constants)
BEGUN = f"""
    SELECT count(*)::int AS number, %s::int AS but_whole, {ALL_OF.format(mark="''")} AS whole,
        {ALL_OF.format(mark=f"CASE WHEN length(one) > {SHORT} THEN ':*' ELSE ':*A' END")} AS wanted,
        {ALL_OF.format(mark="':*A'")} AS titled
    FROM unnest(%s::text[]) one"""  # noqa: S608 (constants)
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
        return self._written(rows=GONE, facts={})

    def meant(self) -> "Findable":
        """Return it as one that stands first."""
        return self._written(is_first=True)

    def _written(self, **changed):
        kept = replace(self, **changed)
        kept.__dict__.update(asked=self.asked, told=self.told)
        return kept


class Match(NamedTuple):
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
    """Return the rows that hold all the terms, those that fit best in front: MOST of each Findable that are whole, and
    MOST in which some only begin so; two queries at most.

    Those of whole words fit better than any others, which are asked for where no Findable has MOST of the former.
    """
    whole = _asked(question(findables, terms))
    if is_cut(whole):
        return whole
    return [*whole, *_asked(question(findables, terms, begun=True, but_whole=bool(whole)))]


def _asked(asked) -> list[Match]:
    return [*map(Match._make, prepared.rows(*asked))] if asked else []


def is_cut(found: Iterable[Match]) -> bool:
    """Whether so many rows were found that there may be more which fit less well."""
    return any(number >= MOST for number in Counter(match.place for match in found).values())


def question(
    findables: Sequence[Findable], terms: Sequence[Term], *, begun: bool = False, but_whole: bool = False
) -> tuple[str, list] | None:
    """Return the SQL and the values by which `matches` asks; None where there are no rows. The SQL is the same for any
    terms.

    Which rows hold the terms, or words that have `begun` with them, `but_whole` not as whole words, the index tells;
    how well they fit is asked of these: the `times` that a title has as many words, 0 where it has just as many. The
    best rows of each Findable are then taken from their front, as long as MOST have not been found which the reader
    sees, so that a word of every fourth row costs little more than one of a thousand.
    """
    parts = [part for place, one in enumerate(findables) if (part := _of(place, one, begun))]
    if not parts:
        return None
    other = "AND NOT (a.but_whole = 1 AND s.words @@ a.whole)" if begun else ""
    sql = f"""
        WITH asked AS MATERIALIZED ({BEGUN if begun else WHOLE}), found AS MATERIALIZED (
            SELECT s.source, s.key, s.words @@ a.titled AS is_titled, CASE
                WHEN s.heads = a.number THEN 0 ELSE GREATEST(1, (s.heads + a.number - 1) / a.number) END AS times
            FROM asked a JOIN common_searched s ON s.words @@ a.wanted {other}
        ), {PRESENT}
        SELECT place, key, thing, day, person FROM ({" UNION ALL ".join(part for part, _values in parts)}) hits
        ORDER BY score, day DESC NULLS LAST, place, key DESC"""  # noqa: S608 (constants)
    given = [" ".join((term.word, *term.parts)) for term in terms]
    first = [int(but_whole), given] if begun else [given]
    return sql, [*first, *(value for _sql, some in parts for value in some)]


def _of(place, findable, begun):
    """Return SQL and values of the rows of one Findable that fit best, and how well they do; None of no rows."""
    score = (_begun_score if begun else _whole_score)(findable)
    there = of_source(findable, f"key, {score} AS score")
    best = f"SELECT *, score::bigint * {KEYS} - key AS rank FROM ({there}) there ORDER BY rank"  # noqa: S608 (constants)
    if (seen := seen_of(findable, best)) is None:
        return None
    sql, values = seen
    return (
        f"(SELECT {place} AS place, f.key, v.thing, v.day, v.person, f.score {sql} ORDER BY f.rank LIMIT {MOST})",
        values,
    )


def _whole_score(findable):
    """Return the SQL of how well rows fit that hold the words: the less, the better."""
    first, exact = str(findable.is_first).upper(), 0 if findable.named else 1
    return f"""CASE
        WHEN is_titled AND times = 0 THEN {exact}
        WHEN is_titled AND times <= {findable.named} THEN 2
        WHEN is_titled AND {first} THEN 3
        WHEN {first} THEN 4
        WHEN is_titled THEN 5
        ELSE 6 END"""


def _begun_score(findable):
    """Return the same of rows in which words only begin so."""
    first = str(findable.is_first).upper()
    return f"""CASE
        WHEN is_titled AND times <= {findable.named} THEN 7
        WHEN is_titled AND {first} THEN 8
        WHEN {first} THEN 9
        WHEN is_titled THEN 10
        ELSE 11 END"""


def of_source(findable: Findable, columns: str) -> str:
    """Return the SQL of what was found of the table of a Findable: the rows of a source that has many of them are read
    out of all that was found, the others out of the few.
    """
    source = findable.index.source
    return f"""SELECT {columns} FROM few WHERE source = '{source}'
        UNION ALL SELECT {columns} FROM found WHERE source = '{source}'
            AND '{source}' = ANY((SELECT many FROM present)::text[])"""  # noqa: S608 (constants)


def seen_of(findable: Findable, rows: str) -> tuple[str, tuple] | None:
    """Return the SQL, from its FROM on, and the values of what was found of a Findable that its reader may see: `f`, as
    `rows` has it, and `v` with its thing, day and person; None where there can be none.

    Where nothing was found of a source, its table is not looked at.
    """
    if findable.asked is None:
        return None
    sql, values = findable.asked
    return (
        f"""FROM ({rows}) f JOIN ({sql}) v (key, thing, day, person) ON v.key = f.key
        WHERE '{findable.index.source}' = ANY((SELECT sources FROM present)::text[])""",  # noqa: S608 (constants)
        values,
    )


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
