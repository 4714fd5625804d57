"""Rows that were found as the things they lead to: each once, counted by kind, year and person, narrowed by these."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from common.finding.asking import Findable, Match, is_cut


@dataclass(frozen=True)
class Chosen:
    """What the things are narrowed by; "" and None by nothing."""

    kind: str = ""
    year: int | None = None
    person: int | None = None


@dataclass(frozen=True)
class Thing:
    """A thing that was found: the row that fits best, and of which kind, years and people it is."""

    match: Match
    kind: str
    years: frozenset[int]
    people: frozenset[int]

    def is_of(self, chosen: Chosen, but: str = "") -> bool:
        """Whether it is what was chosen, `but` for one of "kind", "year" and "person"."""
        return (
            (but == "kind" or not chosen.kind or self.kind == chosen.kind)
            and (but == "year" or chosen.year is None or chosen.year in self.years)
            and (but == "person" or chosen.person is None or chosen.person in self.people)
        )


class Results:
    """All that one search found for its reader, as far as `chosen` narrows it."""

    def __init__(self, findables: Sequence[Findable], found: Sequence[Match], chosen: Chosen) -> None:
        self.findables, self.chosen, self.is_cut = findables, chosen, is_cut(found)
        rows: dict[tuple[str, int], list[Match]] = {}
        for match in found:
            rows.setdefault((findables[match.place].what, match.thing), []).append(match)
        self.all = [_thing(kind, some) for (kind, _key), some in rows.items()]
        self.things = [thing for thing in self.all if thing.is_of(chosen)]

    def kinds(self) -> list[tuple[str, Any, int]]:
        """Return (kind, what it is called, how many) of each kind there is, decisions and actions first."""
        number = self._counted("kind", lambda thing: (thing.kind,))
        labels = {one.what: one.label for one in sorted(self.findables, key=lambda one: not one.is_first)}
        return [(kind, label, number[kind]) for kind, label in labels.items() if number[kind]]

    def years(self) -> list[tuple[int, int]]:
        """Return (year, how many) of each year there is, the newest first."""
        return sorted(self._counted("year", lambda thing: thing.years).items(), reverse=True)

    def people(self, most: int) -> list[tuple[int, int]]:
        """Return (key, how many) of the people who have most to do with it."""
        return self._counted("person", lambda thing: thing.people).most_common(most)

    def _counted(self, but, part: Callable[[Thing], Iterable[Any]]) -> Counter:
        return Counter(one for thing in self.all if thing.is_of(self.chosen, but) for one in part(thing))


def _thing(kind, rows) -> Thing:
    years = frozenset(row.day.year for row in rows if row.day)
    return Thing(rows[0], kind, years, frozenset(row.person for row in rows if row.person))
