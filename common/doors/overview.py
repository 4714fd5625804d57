"""What every app hands upward to the pages that belong to nobody: small, frozen, plain, through one door."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from common.doors.waiting import Kind, Press
from common.finding.asking import Findable


@dataclass(frozen=True)
class Card:
    """Something that stands on this person's front page, whether anything is to be done about it or not.

    `kind` is one of "meeting" (the next one), "group" and "framework". Of the meeting, `bar` is the time bar of its
    agenda where there is one to show, `answer` what they have said about coming, to be changed at `answer_url`; on its
    day it can be followed at `today_url`.
    """

    kind: str
    title: str
    url: str
    detail: str = ""
    starts_at: datetime.datetime | None = None
    bar: object | None = None
    answer: str = ""
    answer_url: str = ""
    today_url: str = ""


@dataclass(frozen=True)
class News:
    """Something that came about at a moment and that this reader may see; `files` are (address, kind, bytes)."""

    kind: str
    title: str
    url: str
    when: datetime.datetime
    detail: str = ""
    shared_with_partners: bool = True
    files: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True)
class YearEntry:
    """One line of a year's record: `who` it is about, what came of it, and `numbers` where it is counted."""

    kind: str
    title: str
    url: str
    on: datetime.date
    detail: str = ""
    who: str = ""
    numbers: tuple[int, ...] = ()
    came_of_it: str = ""


@dataclass(frozen=True)
class SetUp:
    """A step of moving in: its place among all, what it is called and for, where it is taken, whether it is done."""

    order: int
    label: str
    purpose: str
    url: str
    is_done: bool


@dataclass(frozen=True)
class Line:
    """One thing that is told on another's page: its title, where it is, what it has to do with that page, and a button
    that does something about it. `about` is the key of the row that it concerns, where the page has several.
    """

    title: str
    url: str
    detail: str = ""
    about: int | None = None
    press: Press | None = None


@dataclass(frozen=True)
class Part:
    """What a room knows of the thing of another's page and this reader may see: a heading and its Lines."""

    title: str
    lines: list[Line]


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


def own(key, rows, *names, file_of=None) -> Own:
    """Return the named columns of a QuerySet as an Own."""
    return Own(key, rows, names, file_of)


def _in_words(row, name):
    if hasattr(row, f"get_{name}_display"):
        return str(getattr(row, f"get_{name}_display")())
    value = getattr(row, name)
    return value if value is None or isinstance(value, bool | int | str | datetime.date) else str(value)


@dataclass(frozen=True)
class Sampled:
    """What an app's share of the sample became: a line that says it, and the rows, by name, that apps above need."""

    said: str
    rows: Mapping[str, Model] = field(default_factory=dict)


def nothing(*_facts, **_named) -> list:
    """What an app gives where it has nothing to give."""
    return []


def nowhere(_words, _reader) -> str:
    """The address that an app gives where it knows of nothing by that number."""
    return ""


def nobody(_keys, _reader) -> Mapping[int, str]:
    """The names that an app gives which has no people."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Door:
    """What an app hands upward, and all that anybody above it may know of it.

    What an app does not name it has nothing of; a name that is not here fails when the app is imported. A reader is a
    person, or a visitor. `beside` and `links` tell what the app shows on pages of apps to its left, by the name of the
    page: each is called with `reader` and with the page's own arguments.
    """

    app: str
    at: str  # what the addresses of its pages begin with
    findable: Callable[[Any], list[Findable]] = nothing  # (reader): what a search finds
    referred: Callable[[str, Any], str] = nowhere  # (words, reader): the address of what is cited by a number
    called: Callable[[Any, Any], Mapping[int, str]] = nobody  # (keys, reader): the names of people
    cards: Callable[[Any], list[Card]] = nothing  # (reader): what stands on their front page
    waits: Callable[[Any], list[Kind]] = nothing  # (person): the kinds of thing that wait for them
    news: Callable[[datetime.datetime, Any], list[News]] = nothing  # (since, reader)
    asked: Callable[[datetime.datetime, Any], list[News]] = nothing  # (since, reader): of who keeps the record
    public: Callable[[], list[str]] = nothing  # the addresses of all that everybody may read
    summaries: Callable[[Any], list[News]] = nothing  # (reader): the last summary of a year
    year: Callable[..., list[YearEntry]] = nothing  # (first day, last day, circle): what that circle reads of the year
    ahead: Callable[..., list[YearEntry]] = nothing  # (day, circle): what lies ahead of that day, within a year
    duties: Callable[..., list[YearEntry]] = nothing  # (day, reader): what is to be done until then, or was before
    figures: Callable[..., list[Any]] = nothing  # (years, circle): what is counted of them
    summary: Callable[..., Any] = nothing  # (reader, document's key)
    of_years: Callable[[Any], list[Line]] = nothing  # (reader): the annual summaries drafted from the record
    keep_summary: Callable[..., Any] = nothing  # (year=, circle=, titles=, texts=, times=): the document's key
    own_data: Callable[[Any], list[Own]] = nothing  # (person)
    histories: Callable[[Any], list[type[Model]]] = nothing  # (reader): the models whose history they may read
    texts: Callable[[Any], list[Any]] = nothing  # (reader): the tables whose texts they may translate
    recorded: Mapping[str, str] = field(default_factory=dict)  # page: the model of its row, as "app.Model"
    beside: Mapping[str, Callable[..., list[Part]]] = field(default_factory=dict)
    links: Mapping[str, Callable[..., list[Line]]] = field(default_factory=dict)
    calendar_reply: Callable[[Any], Any] = nothing  # (reply): what became of it, if this app asked
    going: Callable[[Any], list[QuerySet]] = nothing  # (person): what goes when they are erased
    staying: Callable[[Any], list[QuerySet]] = nothing  # (person): what stays without their name
    named: Callable[[Any], list[QuerySet]] = nothing  # (person): what confirmed minutes keep with their name
    forget: Callable[..., Any] = nothing  # (person=…): whether anything keeps their name
    set_up: Callable[[Any], list[SetUp]] = nothing  # (person): the steps of moving in
    sample: Callable[[datetime.date, Mapping[str, Model]], Sampled | None] = nothing  # (today, rows to its left)
