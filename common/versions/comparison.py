"""What differs between two texts, paragraph by paragraph, sentence by sentence and word by word, within a bound.

What is longer or more alike than can be compared in a moment is shown whole, as it was and as it is.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

ONE, PAGE = 1_000_000, 10_000_000  # steps for one pair of texts, and for all on a page: at most half a second
SENTENCE = re.compile(r"(?<=[.!?;:])\s+")


@dataclass(frozen=True)
class Change:
    """One stretch of a comparison: `kind` is "same", "added" or "removed"; the text is plain."""

    kind: str
    text: str


class Comparing:
    """Compares texts for one page, and keeps count of the steps that it may still take."""

    def __init__(self, most: int = PAGE) -> None:
        self.left = most

    def paragraphs(self, older: str, newer: str) -> list[list[Change]]:
        """Return the paragraphs of two plain texts as a list of lists of Change."""
        was, now = ([line for line in text.split("\n") if line.strip()] for text in (older, newer))
        found = []
        for same, old, new in self._stretches(was, now):
            if not same and len(old) == len(new):
                found += [self.words(one, other) for one, other in zip(old, new, strict=True)]
                continue
            found += [[Change("same" if same else "removed", line)] for line in old]
            found += [[Change("added", line)] for line in new if not same]
        return found

    def words(self, older: str, newer: str) -> list[Change]:
        """Return what differs between two texts as a list of Change: by sentences, and by words where these differ."""
        changes: list[Change] = []
        for same, old, new in self._stretches(_sentences(older), _sentences(newer)):
            inside = [(True, old, new)] if same else self._stretches(" ".join(old).split(), " ".join(new).split())
            for alike, was, now in inside:
                _put(changes, "same" if alike else "removed", was)
                _put(changes, "added", [] if alike else now)
        return changes

    def _stretches(self, was: list[str], now: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
        """Yield (whether they are the same, parts of `was`, parts of `now`) from first to last."""
        start = _alike(was, now)
        end = _alike(was[start:][::-1], now[start:][::-1])
        middle = was[start : len(was) - end], now[start : len(now) - end]
        yield True, was[:start], now[:start]
        steps = _steps(*middle)
        if steps > min(ONE, self.left):
            yield False, *middle
        else:
            self.left -= steps
            for tag, a, b, c, d in difflib.SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
                yield tag == "equal", middle[0][a:b], middle[1][c:d]
        yield True, was[len(was) - end :], now[len(now) - end :]


def compare_words(older: str, newer: str) -> list[Change]:
    """Return what differs between two texts, as a list of Change."""
    return Comparing().words(older, newer)


def _sentences(text) -> list[str]:
    return [sentence for sentence in SENTENCE.split(text.strip()) if sentence]


def _put(changes, kind, words) -> None:
    """Add words to the changes, to the last one where that is of the same kind."""
    if words and changes and changes[-1].kind == kind:
        words = [changes.pop().text, *words]
    if words:
        changes.append(Change(kind, " ".join(words)))


def _alike(was, now) -> int:
    """Return how many parts two lists have in common at their beginning."""
    return next(
        (at for at, (one, other) in enumerate(zip(was, now, strict=False)) if one != other), min(len(was), len(now))
    )


def _steps(was, now) -> int:
    """Return how many steps comparing may take at most: each match of the whole asks for every pair that is alike."""
    counted, shorter = Counter(now), min(len(was), len(now))
    pairs = sum(counted[part] for part in was)
    return len(was) + len(now) + pairs * shorter
