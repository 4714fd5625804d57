"""What the record tells of the whole Forum, such as its languages: asked once within a request, however many ask."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Generic, TypeVar

Told = TypeVar("Told")


class ToldOnce(Generic[Told]):
    """What `read` reads from the record; within `asked_once`, what somebody else tells, who is asked once at most."""

    def __init__(self, read: Callable[[], Told]) -> None:
        self.read = read
        self._known: ContextVar[Callable[[], Told] | None] = ContextVar("told", default=None)

    def __call__(self) -> Told:
        return (self._known.get() or self.read)()

    @contextmanager
    def asked_once(self, tells: Callable[[], Told]) -> Iterator[None]:
        """Within this, `tells` says it, and is asked once at most."""
        token = self._known.set(cache(tells))
        try:
            yield
        finally:
            self._known.reset(token)
