"""What every app hands upward to the pages that belong to nobody: small, frozen, plain."""

import datetime
from dataclasses import dataclass


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

    `kind` is one of "meeting" (the next one), "poll", "action", "group", "cycle" (the administrator's work) and "translation".
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


@dataclass(frozen=True)
class YearEntry:
    """One line of a year's record, for the annual summary."""

    kind: str
    title: str
    url: str
    on: datetime.date
    detail: str = ""
