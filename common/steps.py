"""A step in the life of a thing: where it begins, who may take it and what it asks; taken whole, or refused with a
sentence that says why.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from common.editing import IllegalChange, locked
from common.versions import seen


def _nothing(_row, **_facts) -> Any:
    return {}


def _anybody(_person, _row) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step, from states to a state of the column `field`.

    `asks` returns the sentence that stands against it at present, or ""; `sets` the columns that it changes besides,
    {name: value}; `then` does what follows in the same transaction. Each is called with the row, locked, and with the
    facts that the step is taken with. `may` asks (person, row); `shows` returns the rows that its page shows besides
    this one. A step that is `offered_when_ready` is not offered while something stands against it; the page of another
    says what is missing.
    """

    name: str
    from_states: frozenset[str]
    to_state: str
    closed: Any  # the sentence for who comes too late, in the reader's language
    field: str = "state"
    may: Callable[[Any, Any], bool] = _anybody
    asks: Callable[..., str] = _nothing
    sets: Callable[..., dict[str, Any]] = _nothing
    then: Callable[..., Any] = _nothing
    shows: Callable[[Any], Any] = _nothing
    related: tuple[str, ...] = ()  # what is read with the row
    label: Any = ""  # its button
    consequence: Any = ""  # what its page says that it will do
    done: Any = ""
    offered_when_ready: bool = False

    def is_open_to(self, row, person=None) -> bool:
        """Whether it begins where a row stands, and this person (the site itself, if there is none) may take it."""
        return getattr(row, self.field) in self.from_states and (person is None or self.may(person, row))

    def all_shown(self, row) -> list[Any]:
        """The rows that its page shows, this one first."""
        return [row, *self.shows(row)]


def named(*steps: Step) -> dict[str, Step]:
    """Return steps by their names, in their order."""
    return {step.name: step for step in steps}


def offered(steps: Iterable[Step], person, row) -> list[Step]:
    """Return the steps that a page offers a person for a row as it is."""
    possible = [step for step in steps if step.is_open_to(row, person)]
    return [step for step in possible if not (step.offered_when_ready and step.asks(row))]


@transaction.atomic
def take(row, step: Step, *, by=None, version: int | None = None, mark: str = "", **facts) -> Any:
    """Take a row one step on, under a lock, and return it as it is then.

    `by` is the person, or None for the site itself; `version` that of the row which they saw, `mark` that of all that
    its page showed. Raises IllegalChange if the row is elsewhere by now, or has been changed since, or what the step
    asks is not there; NotAsSeen says what has been changed.
    """
    now = locked(row, *step.related)
    if not step.is_open_to(now, by):
        raise IllegalChange(step.closed)
    if mark:
        seen.compare(mark, step.all_shown(now))
    if version not in (None, getattr(now, "version", None)):
        raise IllegalChange(step.closed)
    facts = facts if by is None else {"by": by, **facts}
    if objection := step.asks(now, **facts):
        raise IllegalChange(objection)
    columns = {step.field: step.to_state, **step.sets(now, **facts)}
    for name, value in columns.items():
        setattr(now, name, value)
    now.save(update_fields=list(columns))
    step.then(now, **facts)
    return now


def mark_of(row, step: Step) -> str:
    """Return the mark of all that a step's page shows, for its form to send along."""
    return seen.mark_of(step.all_shown(row))


def version_in(sent) -> int | None:
    """Return the version of the row that the page of a step showed, as its form sent it; None if it says nothing."""
    version = sent.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else None
