"""Rows that hold some of the words, for who finds nothing that holds them all: the more and the rarer, the nearer."""

import math
from collections.abc import Sequence

from common.finding import asking
from common.finding.asking import PRESENT, Findable, Match, of_source, seen_of
from common.finding.nearly import Known
from common.finding.words import Term
from common.queries import prepared
from common.queries.prepared import Given

MOST = 100  # rows that are offered
NEAR = 400  # rows of which it is asked whether they hold the terms whole, or in their titles
TELLING = 6  # words that are asked for at most: the rarest, which say most
ONE = 1_000  # what the weight of a term is counted in


def partly(findables: Sequence[Findable], known: Sequence[Known]) -> list[Match]:
    """Return the rows that hold half of the terms (rounded down) or more, the nearest in front; one query.

    A term weighs the more, the fewer of the rows that the reader sees hold it, twice where it is whole, and once more
    in a title: what is hidden has no part in the order either. Where one of them is enough, it is none of those that
    very many rows hold, unless all are.
    """
    asked = question(findables, known)
    return [*map(Match._make, prepared.rows(*asked))] if asked else []


def question(findables: Sequence[Findable], known: Sequence[Known]) -> tuple[str, list] | None:
    """Return the SQL and the values by which `partly` asks; None where there are no rows."""
    telling = sorted(known, key=lambda one: (one.rows, -len(one.term.word)))[:TELLING]
    parts = [part for place, one in enumerate(findables) if (part := _of(place, one))]
    if not telling or not parts:
        return None
    numbers = range(len(telling))
    asked, found, values = _found(telling)
    more = " + ".join(f"a.rare{n} * ((s.words @@ a.titled{n})::int + (s.words @@ a.whole{n})::int)" for n in numbers)
    sql = f"""
        WITH asked AS MATERIALIZED ({asked}), found AS MATERIALIZED ({found}), {PRESENT},
        nearest AS MATERIALIZED (
            SELECT * FROM ({" UNION ALL ".join(part for part, _values in parts)}) hits
            ORDER BY weight DESC, day DESC NULLS LAST, place, key DESC LIMIT {NEAR}
        )
        SELECT place, near.key, thing, day, person FROM asked a, nearest near JOIN common_searched s USING (source, key)
        ORDER BY weight + {more} DESC, day DESC NULLS LAST, place, near.key DESC LIMIT {MOST}"""  # noqa: S608
    return sql, values + [value for _sql, some in parts for value in some]


def _found(telling):
    """Return the SQL of what is asked of each term (begun, titled, whole, and how rare it is), that of the rows that
    hold enough of them with their weight, and the values of both.

    A row that holds `enough` of the terms holds one of any that are all but `enough` less one: the index is asked for
    the rarest.
    """
    terms, numbers, enough = [one.term for one in telling], range(len(telling)), max(1, len(telling) // 2)
    asked = [_query_for(term, mark) for mark in (":*", ":*A", "") for term in terms]
    names = [f"{name}{n}" for name in ("begun", "titled", "whole") for n in numbers]
    asking_for = [f"({sql}) AS {name}" for (sql, _values), name in zip(asked, names, strict=True)]
    asking_for += [f"%s::int AS rare{n}" for n in numbers]
    sought = [*numbers][: len(telling) - enough + 1]
    if enough == 1:
        sought = [n for n in sought if telling[n].rows < asking.MOST] or sought
    somewhere = " || ".join(f"a.begun{n}" for n in sought)
    weight = " + ".join(f"a.rare{n} * (s.words @@ a.begun{n})::int" for n in numbers)
    number = " + ".join(f"(s.words @@ a.begun{n})::int" for n in numbers)
    found = f"""
        SELECT s.source, s.key, {weight} AS weight FROM asked a JOIN common_searched s ON s.words @@ ({somewhere})
        WHERE {number} >= {enough}"""  # noqa: S608 (constants)
    values = [value for _sql, some in asked for value in some]
    return f"SELECT {', '.join(asking_for)}", found, values + _rarity(telling)


def _query_for(term: Term, mark: str) -> tuple[str, list]:
    """Return SQL and values of the question (tsquery) whether a term is there; `mark` as in `common_term`."""
    whole, pieces = "common_term(%s, %s)", " && ".join("common_term(%s, %s)" for _part in term.parts)
    sql = f"({whole} || ({pieces}))" if term.parts else whole
    return sql, [value for word in (term.word, *term.parts) for value in (Given(word), mark)]


def _rarity(telling) -> list[int]:
    """Return how much each term weighs."""
    rows = sum(one.rows for one in telling)
    return [round(ONE * math.log(1 + rows / one.rows) ** 2) for one in telling]


def _of(place, findable):
    """Return SQL and values of the rows of one Findable that weigh most; None where there are no rows."""
    best = f"{of_source(findable, 'key, weight')} ORDER BY weight DESC, key DESC"
    if (seen := seen_of(findable, best)) is None:
        return None
    sql, values = seen
    source = findable.index.source
    return (
        f"""(SELECT {place} AS place, '{source}' AS source, f.key, v.thing, v.day, v.person, f.weight {sql}
        ORDER BY f.weight DESC, f.key DESC LIMIT {NEAR})""",
        values,
    )
