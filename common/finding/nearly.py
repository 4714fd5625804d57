"""Faults of typing: which words somebody may have meant who found nothing.

A word is proposed only where the reader may see a row that holds it, so that none comes out of what is hidden.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from common.finding.asking import MOST, PRESENT, Findable, of_source, seen_of
from common.finding.words import Term, fold
from common.queries import prepared

NEAREST = 12  # words that are looked at for each that was not found
FIRST, ALL = 3 * MOST, 2**31 - 1  # rows that are looked at to see whether their reader sees them, at first and at last
NEAR = """
    SELECT asked, near.word FROM unnest(%s::text[]) asked, LATERAL (
        SELECT DISTINCT word FROM (
            SELECT word FROM common_searchedword ORDER BY word <-> asked LIMIT %s
        ) nearest
    ) near"""


@dataclass(frozen=True)
class Known:
    """A term that stands in rows which the reader sees: in how many of them, MOST at most."""

    term: Term
    rows: int


def nearest(findables: Sequence[Findable], terms: Sequence[Term]) -> list[Known | None]:
    """Return for each of the terms, which are not found together, itself where this reader finds it anywhere, or the
    likeliest that they do find; None for one that is like nothing they find; five queries at most.
    """
    known = seen(findables, {term.word for term in terms}) if len(terms) > 1 else {}
    near = _near([term.word for term in terms if term.may_be_misspelt and term.word not in known])
    likely = {word for some in near.values() for word in some}
    known |= seen(findables, likely) if likely else {}
    return [_nearest(term, near.get(term.word, []), known) for term in terms]


def _nearest(term, words, known) -> Known | None:
    if term.word in known:
        return Known(term, known[term.word])
    likely = [word for word in words if word in known]
    best = min(likely, key=lambda word: (distance(term.word, word), word), default="")
    return Known(Term(best, (), best), known[best]) if best else None


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


def seen(findables: Sequence[Findable], words: Iterable[str]) -> dict[str, int]:
    """Return in how many rows that the reader may see each of the words stands whole, MOST at most; those that stand in
    none are left out. Words of very many rows are first looked for in some of them, which mostly say enough.
    """
    told = _counted(findables, words, FIRST)
    if unsure := [word for word, (looked_at, rows) in told.items() if looked_at == FIRST and rows < MOST]:
        told |= _counted(findables, unsure, ALL)
    return {word: rows for word, (_looked_at, rows) in told.items() if rows}


def _counted(findables, words, most) -> dict[str, tuple[int, int]]:
    """Return how many rows were looked at that hold each word, `most` at most, and how many of them are seen."""
    asked = question(findables, words, most)
    return {word: (looked_at, rows) for word, looked_at, rows in prepared.rows(*asked)} if asked else {}


def question(findables: Sequence[Findable], words: Iterable[str], most: int) -> tuple[str, list] | None:
    """Return the SQL and the values that ask in how many rows the reader sees each of the words; None where there are
    no rows.
    """
    parts = [part for one in findables if (part := seen_of(one, of_source(one, "key")))]
    if not parts:
        return None
    there = " UNION ALL ".join(f"SELECT 1 {sql}" for sql, _values in parts)
    found = "SELECT s.source, s.key FROM common_searched s WHERE s.words @@ common_term(asked.word, '') LIMIT %s"
    sql = f"""SELECT asked.word, told.looked_at, told.rows FROM unnest(%s::text[]) asked (word), LATERAL (
            WITH found AS MATERIALIZED ({found}), {PRESENT}
            SELECT (SELECT count(*) FROM found) AS looked_at,
                (SELECT count(*) FROM ({there} LIMIT {MOST}) there) AS rows
        ) told"""  # noqa: S608
    return sql, [sorted(words), most, *(value for _sql, values in parts for value in values)]


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
