"""The doors of all apps, once and in their order, and what they give put together."""

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from common.both_languages import reading_language
from common.doors import waiting
from common.doors.overview import Card, Door, Line, News, Own, Part, SetUp, YearEntry
from common.doors.waiting import Waits
from common.finding.asking import Findable
from common.languages.in_use import works_in_both
from exchange.overview import DOOR as EXCHANGE
from library.annual import Summary
from library.overview import DOOR as LIBRARY
from meetings.overview import DOOR as MEETINGS
from members.access import Circle, keeps_the_record, rights_of
from members.counted import Figure
from members.overview import DOOR as MEMBERS
from members.translating.texts import Texts
from taskgroups.overview import DOOR as TASKGROUPS

DOORS: tuple[Door, ...] = (
    MEMBERS,
    MEETINGS,
    TASKGROUPS,
    LIBRARY,
    EXCHANGE,
)
APPS = tuple(door.app for door in DOORS)
PEOPLE = 100  # whose queries a process remembers
_GATHERING: dict[tuple, waiting.Gathering] = {}  # by what the query depends on of a person
_FINDING: dict[tuple, list[Findable]] = {}  # by what they depend on of a reader: writing their SQL takes long
_COUNTING: dict[frozenset, waiting.Written] = {}  # by rights: writing such a query takes longer than asking it


def _joined(given: Callable[[Door], list]) -> list:
    return [entry for door in DOORS for entry in given(door)]


def findable(reader) -> list[Findable]:
    """Return all that a search finds for this reader; who they are and which day it is, is all that it depends on."""
    rights = rights_of(reader)
    who = (reader.pk, rights, reader.version, reader.organisation_id) if reader.is_authenticated else ()
    key = (*who, rights, reading_language(), timezone.localdate())
    if key not in _FINDING:
        if len(_FINDING) >= PEOPLE:
            _FINDING.clear()
        _FINDING[key] = [one.remembered() for one in _joined(lambda door: door.findable(reader))]
    return _FINDING[key]


def referred(words: str, reader) -> str:
    """Return the address of what these words cite by its number, as far as this reader may see it, or ""."""
    return next((address for door in DOORS if (address := door.referred(words, reader))), "")


def called(keys, reader) -> dict[int, str]:
    """Return the names of those people, by their keys, whom this reader may see."""
    return {key: name for door in DOORS for key, name in door.called(keys, reader).items()}


def cards(reader) -> list[Card]:
    """Return what stands on a reader's front page besides what waits for them."""
    return _joined(lambda door: door.cards(reader))


def waits(person) -> list[Waits]:
    """Return what waits for a person, what is due first in front; one query."""
    key = person.pk, person.rights, person.version, person.organisation_id, reading_language()
    return _gathering(key, lambda: _joined(lambda door: door.waits(person))).waits()


def _gathering(key, kinds) -> waiting.Gathering:
    """Return the query of what waits for a person, as it was written for all that it depends on of them."""
    if key not in _GATHERING:
        if len(_GATHERING) >= PEOPLE:
            _GATHERING.clear()
        _GATHERING[key] = waiting.gathering(kinds())
    return _GATHERING[key]


def number_for_office(person) -> int:
    """Return how many things wait for a person because of the office they hold, but what may wait for later; one query
    for who keeps the record, none for others.
    """
    if not keeps_the_record(person):
        return 0
    if person.rights not in _COUNTING:  # what waits for an office waits for whoever has these rights
        of_office = [kind for kind in _joined(lambda door: door.waits(person)) if kind.for_office]
        _COUNTING[person.rights] = waiting.counting(of_office)
    return _COUNTING[person.rights].number()


def news(since: datetime.datetime, reader) -> list[News]:
    """Return what came about since a moment, for this reader, the newest first."""
    return sorted(_joined(lambda door: door.news(since, reader)), key=lambda entry: entry.when, reverse=True)


def asked(since: datetime.datetime, reader) -> list[News]:
    """Return what was asked since a moment of this reader, who keeps the record, and waits still; the oldest first."""
    return sorted(_joined(lambda door: door.asked(since, reader)), key=lambda entry: entry.when)


def public() -> list[str]:
    """Return the addresses of all that everybody may read."""
    return _joined(lambda door: door.public())


def last_summary(reader) -> News | None:
    """Return the summary of a year that was published last, for this reader."""
    return next(iter(_joined(lambda door: door.summaries(reader))), None)


def year(start: datetime.date, end: datetime.date, circle: Circle) -> list[YearEntry]:
    """Return what came about between two days (both included), as far as a circle reads it, in order."""
    return sorted(_joined(lambda door: door.year(start, end, circle)), key=lambda entry: entry.on)


def ahead(day: datetime.date, circle: Circle) -> list[YearEntry]:
    """Return what lies ahead of a day, within a year of it, as far as a circle reads it, in order."""
    return sorted(_joined(lambda door: door.ahead(day, circle)), key=lambda entry: entry.on)


def duties(day: datetime.date, reader) -> list[YearEntry]:
    """Return what is to be done until a day, or should have been before, as this reader sees it, in order."""
    return sorted(_joined(lambda door: door.duties(day, reader)), key=lambda entry: entry.on)


def figures(years: list[int], circle: Circle, apps: Collection[str] = APPS) -> list[Figure]:
    """Return what these apps count of some years, as far as a circle reads it and the Forum's languages have it."""
    found, in_both = _joined(lambda door: door.figures(years, circle) if door.app in apps else []), works_in_both()
    return [one for one in found if circle >= one.circle and (in_both or not one.is_of_languages)]


def summary(reader, pk: int) -> Summary | None:
    """Return the annual summary that a document is, as this reader sees it, or None."""
    return next((found for door in DOORS if (found := door.summary(reader, pk))), None)


def of_years(reader) -> list[Line]:
    """Return the annual summaries that were drafted from the record, about their documents' keys."""
    return _joined(lambda door: door.of_years(reader))


def keep_summary(**said) -> int:
    """Have the app that keeps documents keep the draft of a summary; return the key of its document."""
    return next(key for door in DOORS if (key := door.keep_summary(**said)))


def own_data(person) -> list[Own]:
    """Return all that is kept about a person."""
    return _joined(lambda door: door.own_data(person))


def histories(reader) -> list[type[Model]]:
    """Return the models whose history this reader may read."""
    return _joined(lambda door: door.histories(reader))


def texts(reader) -> list[Texts]:
    """Return the tables whose texts this reader may translate."""
    return _joined(lambda door: door.texts(reader))


def recorded(page: str) -> str | None:
    """Return the model ("app.Model") that a page shows a row of, if the history of such rows is kept."""
    return next((door.recorded[page] for door in DOORS if page in door.recorded), None)


def beside(page: str, reader, arguments: Mapping[str, Any]) -> list[Part]:
    """Return what the apps tell on a page of one to their left, opened with these arguments, for this reader."""
    return _joined(lambda door: door.beside[page](reader=reader, **arguments) if page in door.beside else [])


def links(page: str, reader, arguments: Mapping[str, Any]) -> list[Line]:
    """Return the links from a page, opened with these arguments, to what the apps to its right know."""
    return _joined(lambda door: door.links[page](reader=reader, **arguments) if page in door.links else [])


def calendar_reply(reply) -> tuple | None:
    """Have the app that asked take a calendar's answer; return (what became of it, the person), or None if none did."""
    return next((said for door in DOORS if (said := door.calendar_reply(reply))), None)


def going(person) -> list[QuerySet]:
    """Return the rows that go when a person is erased."""
    return _joined(lambda door: door.going(person))


def staying(person) -> list[QuerySet]:
    """Return the rows that stay when a person is erased, but without their name."""
    return _joined(lambda door: door.staying(person))


def named(person) -> list[QuerySet]:
    """Return the rows that keep the name of a person who is erased."""
    return _joined(lambda door: door.named(person))


def forget(person) -> bool:
    """Have every app forget a person, who still has an account; return whether anything keeps their name."""
    said = [door.forget(person=person) for door in DOORS]
    return any(said)


def set_up(person) -> list[SetUp]:
    """Return the steps of moving in, in their order."""
    return sorted(_joined(lambda door: door.set_up(person)), key=lambda step: step.order)


def sample(today: datetime.date, rows: Mapping[str, Model]) -> Iterator[str]:
    """Fill the database with the sample Forum, app by app, each building on the `rows` of those to its left;
    yield a line on each.
    """
    for door in DOORS:
        if made := door.sample(today, rows):
            rows = {**rows, **made.rows}
            yield made.said
