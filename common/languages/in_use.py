"""In which languages the Forum works: in both, or in one; whatever has two sides asks here which of them there is.

What is there in the other language stays in the record, and is shown again when that is taken up again.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.utils.translation import override

from common.both_languages import LANGUAGES
from common.queries.told import ToldOnce

Tells = Callable[[], tuple[str, ...]]

_RECORD: list[Tells] = []  # what reads it from the record: an app that has it says so when it is ready
_TOLD: ToldOnce[tuple[str, ...]] = ToldOnce(lambda: _RECORD[0]() if _RECORD else LANGUAGES)
asked_once = _TOLD.asked_once


def read_by(tells: Tells) -> None:
    """Let `tells` say from now on what stands in the record: LANGUAGES, or one of them alone."""
    _RECORD[:] = [tells]


def languages_in_use() -> tuple[str, ...]:
    """Return the languages that the Forum works in, as LANGUAGES has them in order: ("en", "cy"), or one alone."""
    return _TOLD()


def works_in_both() -> bool:
    """Whether there is more than one language to choose from."""
    return len(languages_in_use()) > 1


def language_for(language: str) -> str:
    """Return the language that somebody reads who has chosen this one: it, or the one that there is."""
    there = languages_in_use()
    return language if language in there else there[0]


def for_reader_of(language: str) -> AbstractContextManager:
    """Return the context in which what is written is for somebody who has chosen a language."""
    return override(language_for(language))
