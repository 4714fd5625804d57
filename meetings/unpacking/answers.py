"""What is told of a Word document by the process that reads it."""

import json
from dataclasses import dataclass


class Unreadable(Exception):
    """This document cannot be read, though it says that it is one."""


@dataclass(frozen=True)
class WordText:
    """The lines of a document, and whether it holds changes that nobody has accepted or refused."""

    lines: list
    has_changes: bool


def told_of(answer) -> WordText:
    """Return the WordText that `told` told; raises Unreadable."""
    if not answer:
        raise Unreadable
    return WordText(*json.loads(answer))
