"""Rows that hold some of the words, for who finds nothing that holds them all: the more and the rarer, the nearer."""

from collections.abc import Sequence

from common.finding.asking import Findable, Match, query_for
from common.finding.words import Term
from common.queries import prepared

MOST = 100  # rows that are offered
TELLING = 6  # words that are asked for at most: the longest, which say most


def partly(findables: Sequence[Findable], terms: Sequence[Term]) -> list[Match]:
    """Return the rows that hold half of the terms (rounded down) or more, the nearest in front; one query.

    A term weighs the more, the fewer of the rows that the reader sees hold it, twice where it is whole, and once more
    in a title: what is hidden has no part in the order either.
    """
    telling = sorted(terms, key=lambda term: len(term.word), reverse=True)[:TELLING]
    if not telling:
        return []
    parts = [part for place, one in enumerate(findables) if (part := _of(place, one))]
    if not parts:
        return []
    asked = [query_for([term], mark) for term in telling for mark in (":*", ":*A", "")]
    names = [f"{name}{place}" for place in range(len(telling)) for name in ("held", "titled", "whole")]
    told = ", ".join(f"s.words @@ ({sql}) AS {name}" for (sql, _values), name in zip(asked, names, strict=True))
    wide = asked[::3]
    somewhere = " || ".join(f"({sql})" for sql, _values in wide)
    found = f"SELECT s.source, s.key, {told} FROM common_searched s WHERE s.words @@ ({somewhere})"  # noqa: S608 (no words)
    held = [f"held{place}" for place in range(len(telling))]
    rarity = ", ".join(
        f"ln(1 + count(*) / GREATEST(count(*) FILTER (WHERE {one}), 1)::float) ^ 2 AS rare_{one}" for one in held
    )
    number = " + ".join(f"{one}::int" for one in held)
    weight = " + ".join(f"rare_held{n} * (held{n}::int + titled{n}::int + whole{n}::int)" for n in range(len(telling)))
    sql = f"""
        WITH found AS MATERIALIZED ({found}),
        hits AS MATERIALIZED ({" UNION ALL ".join(part for part, _values in parts)}),
        weighed AS (SELECT {rarity} FROM hits)
        SELECT place, key, thing, day, person FROM hits, weighed WHERE {number} >= {max(1, len(telling) // 2)}
        ORDER BY {weight} DESC, day DESC NULLS LAST, place, key DESC LIMIT {MOST}"""  # noqa: S608
    values = [value for _sql, some in (*asked, *wide, *parts) for value in some]
    return [Match(*row) for row in prepared.rows(sql, values)]


def _of(place, findable):
    """Return SQL and values of the rows of one Findable that hold a word; None where there are no rows."""
    if findable.asked is None:
        return None
    sql, values = findable.asked
    return (
        f"""SELECT {place} AS place, v.thing, v.day, v.person, f.* FROM found f
        JOIN ({sql}) v (key, thing, day, person) ON v.key = f.key WHERE f.source = '{findable.index.source}'""",  # noqa: S608
        values,
    )
