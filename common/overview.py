"""What every app hands upward to the pages that belong to nobody: small, frozen, plain."""

import datetime
from dataclasses import dataclass, field


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

    `kind` is one of "meeting" (the next one), "poll", "action", "group", "framework", "cycle" (the administrator's work) and "translation".
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
    """What a site keeps of one kind about somebody: `rows` as plain dicts, `labels` of their keys, `files` as (name, open-able file)."""

    key: str
    title: str
    labels: dict = field(default_factory=dict)
    rows: list = field(default_factory=list)
    files: list = field(default_factory=list)

    @property
    def shown(self):
        """The rows as a page shows them: a list of (label, value) for each."""
        return [[(self.labels[name], value) for name, value in row.items()] for row in self.rows]


def own(key, rows, *names, files=()):
    """Return the named columns of a QuerySet as an Own: choices and related rows in words."""
    model = rows.model._meta
    labels = {name: str(model.get_field(name).verbose_name) for name in names}
    return Own(key, str(model.verbose_name_plural), labels, [{name: _in_words(row, name) for name in names} for row in rows], list(files))


def _in_words(row, name):
    if hasattr(row, f"get_{name}_display"):
        return str(getattr(row, f"get_{name}_display")())
    value = getattr(row, name)
    return value if value is None or isinstance(value, bool | int | str | datetime.date) else str(value)
