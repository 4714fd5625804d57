"""Faults of typing: which words somebody may have meant who found nothing.

A word is proposed only where the reader may see a row that holds it, so that none comes out of what is hidden.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from common.finding.asking import Findable, written
from common.finding.words import Term, fold

NEAREST = 12  # words that are looked at for each that was not found
NEAR = """
    SELECT asked, near.word FROM unnest(%s::text[]) asked, LATERAL (
        SELECT DISTINCT word FROM (
            SELECT word FROM common_searchedword ORDER BY word <-> asked LIMIT %s
        ) nearest
    ) near"""


def nearest(findables: Sequence[Findable], terms: Sequence[Term]) -> list[Term | None]:
    """Return for each of the terms itself, where this reader finds it anywhere, or the likeliest that they do find;
    None for one that is like nothing they find; two queries.
    """
    near = _near([term.word for term in terms if term.may_be_misspelt])
    known = _seen(findables, {*(term.word for term in terms), *(word for some in near.values() for word in some)})
    return [_nearest(term, near.get(term.word, []), known) for term in terms]


def _nearest(term, words, known) -> Term | None:
    if term.word in known:
        return term
    likely = [word for word in words if word in known]
    best = min(likely, key=lambda word: (distance(term.word, word), word), default="")
    return Term(best, (), best) if best else None


def _near(words) -> dict[str, list[str]]:
    """Return the words that each of these may be a fault for."""
    if not words:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(NEAR, [words, NEAREST])
        rows = cursor.fetchall()
    return {word: [near for asked, near in rows if asked == word and _is_likely(word, near)] for word in words}


def _is_likely(word, near) -> bool:
    return 0 < distance(word, near) <= (1 if len(word) < 6 else 2 if len(word) < 10 else 3)


def distance(one: str, other: str) -> int:
    """Return how many letters are to be put in, left out, changed or swapped to make one word of another."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        this = [row]
        for column, second in enumerate(other, 1):
            least = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != second))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == second:
                least = min(least, before[column - 2] + 1)
            this.append(least)
        before, last = last, this
    return last[-1]


def _seen(findables, words) -> set[str]:
    """Return those of the words that stand, whole, in some row that the reader may see."""
    asked = [(one, written(one.rows.order_by().values_list("pk"))) for one in findables]
    parts = [(one.index.source, *sql) for one, sql in asked if sql]
    if not parts:
        return set()
    there = " UNION ALL ".join(
        f"SELECT f.word FROM found f WHERE f.source = '{source}' AND f.key IN ({sql})"  # noqa: S608
        for source, sql, _values in parts
    )
    found = """SELECT asked.word, s.source, s.key FROM unnest(%s::text[]) asked (word)
        JOIN common_searched s ON s.words @@ common_term(asked.word, '')"""
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH found AS MATERIALIZED ({found}) SELECT DISTINCT word FROM ({there}) seen",  # noqa: S608
            [sorted(words), *(value for _source, _sql, values in parts for value in values)],
        )
        return {word for (word,) in cursor.fetchall()}


def as_written(term: Term, texts: Iterable[str]) -> str:
    """Return a word with its accents, as it stands in some texts that its reader sees."""
    for text in texts:
        for word in text.split():
            if fold(word).strip(".,;:!?()'\"") == term.word:
                return word.strip(".,;:!?()'\"“”‘’").lower()
    return term.word


def forget_words() -> int:
    """Remove the words that no row holds any more, as the name of somebody who is erased; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM common_searchedword known WHERE NOT EXISTS "
            "(SELECT 1 FROM common_searched s WHERE s.words @@ quote_literal(known.word)::tsquery)"
        )
        return cursor.rowcount
