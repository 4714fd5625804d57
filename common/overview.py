"""What every app hands upward to the pages that belong to nobody: small, frozen, plain."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet


@dataclass(frozen=True)
class Found:
    """One hit of a search: `kind` is the word for what it is, in the reader's language."""

    kind: str
    title: str
    url: str
    extract: str = ""
    when: datetime.date | None = None


@dataclass(frozen=True)
class ToDo:
    """Something that waits for this person.

    `kind` is one of "meeting" (the next one), "poll", "action", "group", "framework", "cycle" (the administrator's
    work) and "translation".
    `bar` is the time bar of the meeting's agenda where there is one to show.
    """

    kind: str
    title: str
    url: str
    detail: str = ""
    due: datetime.date | None = None
    starts_at: datetime.datetime | None = None
    bar: object | None = None


@dataclass(frozen=True)
class News:
    """Something that came about at a moment and that this reader may see."""

    kind: str
    title: str
    url: str
    when: datetime.datetime
    detail: str = ""
    shared_with_partners: bool = True


@dataclass(frozen=True)
class YearEntry:
    """One line of a year's record, for the annual summary."""

    kind: str
    title: str
    url: str
    on: datetime.date
    detail: str = ""


@dataclass(frozen=True)
class Line:
    """One thing that a person has a part in: its title, where it is, and what their part is."""

    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class Part:
    """What a room knows of a person and this reader may see: a heading and its Lines."""

    title: str
    lines: list


@dataclass(frozen=True)
class Own:
    """What a site keeps of one kind about somebody: of the rows `found` (a QuerySet) the columns `names`, in words.

    `file_of` returns (name, open-able file) of a row, where rows have files.
    """

    key: str
    found: QuerySet
    names: tuple
    file_of: Callable | None = None

    @property
    def title(self):
        return str(self.found.model._meta.verbose_name_plural)

    @property
    def rows(self):
        """The rows as plain dicts: choices and related rows in words."""
        return [{name: _in_words(row, name) for name in self.names} for row in self.found]

    @property
    def shown(self):
        """The rows as a page shows them: a list of (label, value) for each."""
        labels = {name: str(self.found.model._meta.get_field(name).verbose_name) for name in self.names}
        return [[(labels[name], value) for name, value in row.items()] for row in self.rows]

    @property
    def files(self):
        return [self.file_of(row) for row in self.found] if self.file_of else []


def own(key, rows, *names, file_of=None):
    """Return the named columns of a QuerySet as an Own."""
    return Own(key, rows, names, file_of)


def _in_words(row, name):
    if hasattr(row, f"get_{name}_display"):
        return str(getattr(row, f"get_{name}_display")())
    value = getattr(row, name)
    return value if value is None or isinstance(value, bool | int | str | datetime.date) else str(value)
