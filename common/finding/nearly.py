"""Faults of typing: which words somebody may have meant who found nothing.

A word is proposed only where the reader may see a row that holds it, so that none comes out of what is hidden.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from common.finding.asking import PRESENT, Findable, is_present
from common.finding.words import Term, fold
from common.queries import prepared

NEAREST = 12  # words that are looked at for each that was not found
NEAR = """
    SELECT asked, near.word FROM unnest(%s::text[]) asked, LATERAL (
        SELECT DISTINCT word FROM (
            SELECT word FROM common_searchedword ORDER BY word <-> asked LIMIT %s
        ) nearest
    ) near"""


def nearest(findables: Sequence[Findable], terms: Sequence[Term]) -> list[Term | None]:
    """Return for each of the terms, which are not found together, itself where this reader finds it anywhere, or the
    likeliest that they do find; None for one that is like nothing they find; three queries at most.
    """
    known = _seen(findables, {term.word for term in terms}) if len(terms) > 1 else set()
    near = _near([term.word for term in terms if term.may_be_misspelt and term.word not in known])
    likely = {word for some in near.values() for word in some}
    known |= _seen(findables, likely) if likely else set()
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
    asked = question(findables, words)
    return {word for (word,) in prepared.rows(*asked)} if asked else set()


def question(findables: Sequence[Findable], words: Iterable[str]) -> tuple[str, list] | None:
    """Return the SQL and the values that ask which of the words the reader sees; None where there are no rows.

    Of each word rows are looked at until one of them is seen.
    """
    parts = [(one.index.source, *one.asked) for one in findables if one.asked]
    if not parts:
        return None
    there = " UNION ALL ".join(
        f"""SELECT 1 FROM found f JOIN ({sql}) v (key, thing, day, person) ON v.key = f.key
        WHERE f.source = '{source}' AND {is_present(source)}"""  # noqa: S608
        for source, sql, _values in parts
    )
    found = "SELECT s.source, s.key FROM common_searched s WHERE s.words @@ common_term(asked.word, '')"
    sql = f"""SELECT asked.word FROM unnest(%s::text[]) asked (word)
        WHERE EXISTS (WITH found AS MATERIALIZED ({found}), {PRESENT} {there})"""  # noqa: S608
    return sql, [sorted(words), *(value for _source, _sql, values in parts for value in values)]


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
