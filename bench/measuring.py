"""What a page costs: page and floor in turn, round after round, so that what else the machine does falls on both."""

import contextlib
import gzip
import statistics
from dataclasses import astuple, dataclass

from bench import forum
from bench.budgets import Measured, Spread
from bench.load import AT_ONCE, Browser, asked, asked_at_once

MS = 1000


@dataclass(frozen=True)
class Pace:
    """How often a page is asked for: rounds, requests of one alone and of each of eight in a round, and changes."""

    rounds: int
    alone: int
    crowd: int
    changes: int


QUICK, WHOLE = Pace(3, 8, 2, 3), Pace(9, 16, 4, 5)


@dataclass(frozen=True)
class Round:
    """What one request cost in a round: processor seconds, and the waits alone and as one of eight."""

    work: float
    alone: float
    crowd: float


@dataclass(frozen=True)
class Compared:
    """What a page cost: times the floor, and by itself."""

    hot: Spread
    bare: float  # processor seconds of the floor
    ours: Round


def measure(site, floor, page, pace):
    """Return what a page costs; `floor` is what is served and the headers for it."""
    body, headers = _first_answer(site, page.path, forum.headers(page.role))
    found = against(site, page.path, headers, floor, pace)
    return Measured(
        page=page.name,
        queries=forum.queries(page),
        size=len(body) / 1000,
        packed=len(gzip.compress(body)) / 1000,
        work=found.ours.work * MS,
        hot=found.hot,
        changed=_after_changes(site, page, headers, found.bare, pace),
        alone=found.ours.alone * MS,
        crowd=found.ours.crowd * MS,
    )


def against(site, path, headers, floor, pace):
    """Ask for a page and the floor in turn, when both are warm."""
    bare, known = floor
    asked_at_once(site.port, path, headers, pace.crowd + 1)
    asked_at_once(bare.port, "/", known, pace.crowd + 1)
    floors, ours = [], []
    for _ in range(pace.rounds):
        floors.append(_round(bare, "/", known, pace))
        ours.append(_round(site, path, headers, pace))
    hot = Spread.of([one.work / other.work for one, other in zip(ours, floors, strict=True)])
    return Compared(hot, _middle(floors).work, _middle(ours))


def _middle(rounds):
    """Return the round that has of each value the median."""
    return Round(*(statistics.median(values) for values in zip(*map(astuple, rounds), strict=True)))


def _first_answer(site, path, headers):
    """Return a page, and the headers by which it is asked for again: with its mark, where it has one."""
    with contextlib.closing(Browser(site.port, headers)) as browser:
        _seconds, answer, body = browser.ask(path)
    mark = answer.headers["ETag"]
    return body, headers | ({"If-None-Match": mark} if mark else {})


def _round(site, path, headers, pace):
    before = site.processor_seconds()
    alone = asked(site.port, path, headers, pace.alone)
    crowd = asked_at_once(site.port, path, headers, pace.crowd)
    work = site.processor_seconds() - before
    return Round(work / (pace.alone + pace.crowd * AT_ONCE), statistics.median(alone), statistics.median(crowd))


def _after_changes(site, page, headers, bare, pace):
    """Return the spread of what the first request after a change costs, times the floor."""
    found = []
    for number in range(pace.changes * 2):
        page.change(number)
        before = site.processor_seconds()
        asked(site.port, page.path, headers, 1)
        found.append((site.processor_seconds() - before) / bare)
    page.change_back()
    return Spread.of(found)
