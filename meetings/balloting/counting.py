"""Counting answers to a choice: which of several has more than half, which is approved most, and the rounds of a count
where choices are put in order. Knows no model: a choice is its key, a paper the keys that somebody named, in order.
"""

from collections import Counter
from dataclasses import dataclass

EARLIER, LOT = "earlier", "lot"  # why one of several that were level went out


@dataclass(frozen=True)
class Round:
    """One round: how many papers stand with each choice that is left {key: papers}, how many name none of them, which
    choice goes out after it, and why that one of those that were level (EARLIER, LOT or "").
    """

    papers: dict[int, int]
    spent: int = 0
    out: int | None = None
    why: str = ""


@dataclass(frozen=True)
class Count:
    """The rounds of a count, one where nothing is put in order, and the choice that reached more than half, if any."""

    rounds: tuple[Round, ...]
    won: int | None


def first_past_half(papers, options) -> Count:
    """Count papers that name one choice each: it is chosen if more than half of them name it."""
    standing = _standing(papers, options)
    return Count((Round(standing),), _more_than_half(standing, len(papers)))


def most_approved(papers, options) -> Count:
    """Count papers that approve any number of choices: the one that most approve is chosen, if it is alone at the head
    and more than half of the papers approve it.
    """
    given = Counter(key for paper in papers for key in paper)
    standing = {key: given[key] for key in options}
    head = [key for key, number in standing.items() if number == max(standing.values())]
    is_chosen = len(head) == 1 and 2 * standing[head[0]] > len(papers)
    return Count((Round(standing),), head[0] if is_chosen else None)


def in_rounds(papers, options, lots) -> Count:
    """Count papers that put choices in order, in rounds, until one has more than half of those that still name any.

    After each round the choice with the fewest papers goes out, and each of its papers goes on to the next choice that
    it names of those left. Of several with the fewest that one goes out which had fewest in the first round, else in
    the next one and so on; where they were level in all of them, the one whose lot is highest: `lots` are {key: lot},
    drawn before anybody answers. This is how the Alternative Vote breaks ties in the United Kingdom (Parliamentary
    Voting System and Constituencies Act 2011, schedule 10, paragraph 7: rule 49), and the Electoral Reform Society for
    exclusions ("the first stage or the earliest point in the count", ERS97, 5.2.5). Where the last two are level none
    is chosen, other than in that Act (rule 49A): a seat must be filled, a proposal need not be carried.
    """
    left, rounds = list(options), []
    while True:
        standing = _standing(papers, left)
        spent, won = len(papers) - sum(standing.values()), _more_than_half(standing, sum(standing.values()))
        if won is not None or len(left) <= 2 or not papers:
            return Count((*rounds, Round(standing, spent)), won)
        out, why = _last(standing, rounds, lots)
        rounds.append(Round(standing, spent, out, why))
        left.remove(out)


def _standing(papers, left) -> dict[int, int]:
    """Return with how many papers each choice that is left stands: each with the first of them that it names."""
    first = Counter(next((key for key in paper if key in left), None) for paper in papers)
    return {key: first[key] for key in left}


def _more_than_half(standing, papers) -> int | None:
    return next((key for key, number in standing.items() if 2 * number > papers), None)


def _last(standing, rounds, lots) -> tuple[int, str]:
    """Return the choice that goes out, and why it is that one where several had the fewest papers."""
    level = _fewest(standing, standing)
    if len(level) == 1:
        return level[0], ""
    for earlier in rounds:
        level = _fewest(earlier.papers, level)
        if len(level) == 1:
            return level[0], EARLIER
    return max(level, key=lots.get), LOT


def _fewest(standing, keys) -> list[int]:
    least = min(standing[key] for key in keys)
    return [key for key in keys if standing[key] == least]
