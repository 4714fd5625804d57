"""Which clause goes on from which one of the version before; knows no model, and takes a bounded number of steps."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ALIKE = 0.6  # of the words of two clauses, from where on the later one is the earlier one rewritten
PAIRS, LONG = 3_000, 400  # pairs that are compared word by word at most; words of each that are looked at


@dataclass(frozen=True)
class Known:
    """A clause as it is known again: by its number and its words in both languages."""

    number: str
    plain: str

    @property
    def section(self) -> str:
        """The number of the heading that it stands below; "" for a heading."""
        return self.number.partition(".")[0] if "." in self.number else ""


class _Following:
    """Finds for each clause of a version the one it goes on from: what is sure first, what is likely after it."""

    def __init__(self, older: Sequence[Known], newer: Sequence[Known]) -> None:
        self.older, self.newer = older, newer
        self.found: dict[int, int] = {}
        for pairs in (self._unchanged, self._rewritten, self._in_its_place):
            for new, old in pairs():
                if new not in self.found and old not in self.found.values():
                    self.found[new] = old

    def _left(self) -> tuple[list[int], list[int]]:
        taken = {*self.found.values()}
        return (
            [new for new in range(len(self.newer)) if new not in self.found],
            [old for old in range(len(self.older)) if old not in taken],
        )

    def _unchanged(self) -> Iterator[tuple[int, int]]:
        """Those with the same words: where several have them, the one with the same number first."""
        by_words: dict[str, list[int]] = {}
        for place, clause in enumerate(self.older):
            by_words.setdefault(clause.plain, []).append(place)
        for new, clause in enumerate(self.newer):
            same = by_words.get(clause.plain, [])
            yield from ((new, old) for old in same if self.older[old].number == clause.number)
        for new, clause in enumerate(self.newer):
            yield from ((new, old) for old in by_words.get(clause.plain, []))

    def _rewritten(self) -> Iterator[tuple[int, int]]:
        """Those whose words are mostly the same, the most alike first."""
        news, olds = self._left()
        if len(news) * len(olds) > PAIRS:
            return
        alike = [(_likeness(self.newer[new].plain, self.older[old].plain), new, old) for new in news for old in olds]
        yield from ((new, old) for likeness, new, old in sorted(alike, reverse=True) if likeness >= ALIKE)

    def _in_its_place(self) -> Iterator[tuple[int, int]]:
        """Those that stand at the same place below a heading that went on."""
        sections = {self.newer[new].number: self.older[old].number for new, old in self.found.items()}
        news, olds = self._left()
        places = {self.older[old].number: old for old in olds}
        for new in news:
            number = self.newer[new].number
            section = self.newer[new].section
            before = f"{sections.get(section, '')}{number[len(section) :]}" if section else ""
            if before in places:
                yield new, places[before]


def _likeness(one, other) -> float:
    """Return how much of two texts is the same, from 0 to 1: headings are short, and all of them counts."""
    words = [text.split()[:LONG] for text in (one, other)]
    matcher = difflib.SequenceMatcher(None, *words, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def follow(older: Sequence[Known], newer: Sequence[Known]) -> dict[int, int]:
    """Return {place of a clause in the newer version: place of the one it goes on from in the older version}."""
    return _Following(older, newer).found
