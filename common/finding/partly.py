"""Rows that hold some of the words, for who finds nothing that holds them all: the more and the rarer, the nearer."""

from collections.abc import Sequence

from common.finding.asking import PRESENT, Findable, Match, is_present, query_for
from common.finding.words import Term
from common.queries import prepared

MOST = 100  # rows that are offered
NEAR = 400  # rows of which it is asked whether they hold the terms whole, or in their titles
TELLING = 6  # words that are asked for at most: the longest, which say most


def partly(findables: Sequence[Findable], terms: Sequence[Term]) -> list[Match]:
    """Return the rows that hold half of the terms (rounded down) or more, the nearest in front; one query.

    A term weighs the more, the fewer of the rows that the reader sees hold it, twice where it is whole, and once more
    in a title: what is hidden has no part in the order either.
    """
    asked = question(findables, terms)
    return [Match(*row) for row in prepared.rows(*asked)] if asked else []


def question(findables: Sequence[Findable], terms: Sequence[Term]) -> tuple[str, list] | None:
    """Return the SQL and the values by which `partly` asks; None where there are no rows."""
    telling = sorted(terms, key=lambda term: len(term.word), reverse=True)[:TELLING]
    parts = [part for place, one in enumerate(findables) if (part := _of(place, one))]
    if not telling or not parts:
        return None
    asking, found, values = _found(telling)
    numbers = range(len(telling))
    number = " + ".join(f"held{n}::int" for n in numbers)
    rarity = ", ".join(
        f"ln(1 + count(*) / GREATEST(count(*) FILTER (WHERE held{n}), 1)::float) ^ 2 AS rare{n}" for n in numbers
    )
    weight = " + ".join(f"rare{n} * held{n}::int" for n in numbers)
    more = " + ".join(f"rare{n} * ((s.words @@ a.titled{n})::int + (s.words @@ a.whole{n})::int)" for n in numbers)
    sql = f"""
        WITH asked AS MATERIALIZED ({asking}), found AS MATERIALIZED ({found}), {PRESENT},
        hits AS MATERIALIZED ({" UNION ALL ".join(part for part, _values in parts)}),
        weighed AS (SELECT {rarity} FROM hits),
        nearest AS MATERIALIZED (
            SELECT *, {weight} AS weight FROM hits, weighed WHERE {number} >= {max(1, len(telling) // 2)}
            ORDER BY weight DESC, day DESC NULLS LAST, place, key DESC LIMIT {NEAR}
        )
        SELECT place, near.key, thing, day, person FROM asked a, nearest near JOIN common_searched s USING (source, key)
        ORDER BY weight + {more} DESC, day DESC NULLS LAST, place, near.key DESC LIMIT {MOST}"""  # noqa: S608
    return sql, values + [value for _sql, some in parts for value in some]


def _found(telling):
    """Return the SQL of what is asked of each term (begun, titled, whole), that of the rows that hold any of them, and
    of which it is said whether they hold each, and the values of both.
    """
    asked = [query_for([term], mark) for mark in (":*", ":*A", "") for term in telling]
    numbers = range(len(telling))
    names = [f"{name}{n}" for name in ("begun", "titled", "whole") for n in numbers]
    asking = ", ".join(f"({sql}) AS {name}" for (sql, _values), name in zip(asked, names, strict=True))
    told = ", ".join(f"s.words @@ a.begun{n} AS held{n}" for n in numbers)
    somewhere = " || ".join(f"a.begun{n}" for n in numbers)
    found = f"SELECT s.source, s.key, {told} FROM asked a JOIN common_searched s ON s.words @@ ({somewhere})"  # noqa: S608
    return f"SELECT {asking}", found, [value for _sql, some in asked for value in some]


def _of(place, findable):
    """Return SQL and values of the rows of one Findable that hold a word; None where there are no rows."""
    if findable.asked is None:
        return None
    sql, values = findable.asked
    source = findable.index.source
    return (
        f"""SELECT {place} AS place, v.thing, v.day, v.person, f.* FROM found f
        JOIN ({sql}) v (key, thing, day, person) ON v.key = f.key
        WHERE f.source = '{source}' AND {is_present(source)}""",  # noqa: S608
        values,
    )
