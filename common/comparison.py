"""What differs between two texts, paragraph by paragraph and word by word."""

import difflib
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One stretch of a comparison: `kind` is "same", "added" or "removed"; the text is plain."""

    kind: str
    text: str


def compare(older, newer) -> list:
    """Return the paragraphs of two plain texts as a list of lists of Change."""
    was, now = ([line for line in text.split("\n") if line.strip()] for text in (older, newer))
    paragraphs = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            paragraphs += [compare_words(old, new) for old, new in zip(was[a:b], now[c:d], strict=True)]
            continue
        kind = "same" if tag == "equal" else "removed"
        paragraphs += [[Change(kind, line)] for line in was[a:b]]
        paragraphs += [[Change("added", line)] for line in now[c:d] if tag != "equal"]
    return paragraphs


def compare_words(older, newer) -> list:
    """Return what differs between two lines, as a list of Change."""
    was, now = older.split(), newer.split()
    changes = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("same", " ".join(was[a:b])))
            continue
        changes += [Change("removed", " ".join(was[a:b]))] if b > a else []
        changes += [Change("added", " ".join(now[c:d]))] if d > c else []
    return changes
