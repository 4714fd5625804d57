"""What each page may cost, what was measured, and what of it is over: the arithmetic and the table, nothing else."""

import statistics
from dataclasses import dataclass

SAME = 1.1  # a page costs this much more at most where the Forum is large
SMALL, LARGE = "40 people", "1,000 people, 100 years"


@dataclass(frozen=True)
class Budget:
    """What a page may cost, times the floor: when nothing has changed since it was read last, and the first time after
    a change; and how often it may ask the database.
    """

    hot: float
    changed: float | None = None
    queries: int = 8


BUDGETS = {
    "front page": Budget(1.2),
    "home": Budget(2.5),
    "administrator's home": Budget(3.5),
    "agenda": Budget(1.5, changed=5, queries=4),
    "minutes": Budget(1.5, changed=5, queries=4),
    "page by link": Budget(2),
    "to come": Budget(2),
    "past": Budget(2),
    "library": Budget(2),
    "exchange": Budget(2),
    "groups": Budget(2),
    "decisions": Budget(2),
    "directory": Budget(4),
    "register": Budget(4),
    "search": Budget(3),
    "calendar feed": Budget(0.8),
}
LIMITS = {
    "The agenda as PDF, milliseconds": 100,
    "What a first visitor loads, fonts apart, compressed kB": 50,
    "Memory of a process after 10,000 requests, MB": 120,
    "What 5,000 more add to it, MB": 3,
}


@dataclass(frozen=True)
class Spread:
    """The middle of some values, and between what the middle half of them lies."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values):
        """Return the spread of two values or more."""
        return cls(*statistics.quantiles(values, n=4, method="inclusive"))

    def __str__(self):
        return f"{self.middle:.1f} ({self.low:.1f}–{self.high:.1f})"


@dataclass(frozen=True)
class Measured:
    """What one page costs. Sizes in kB; `work`, `alone` and `crowd` in milliseconds: processor time of site and
    Postgres together, and how long one waits for it alone and as one of eight at once.
    """

    page: str
    queries: int
    size: float
    packed: float
    work: float
    hot: Spread
    changed: Spread
    alone: float
    crowd: float


def faults(pages, where):
    """Return what is over its budget, a sentence each."""
    found = []
    for one in pages:
        budget = BUDGETS[one.page]
        if one.hot.middle > budget.hot:
            found.append(f"{one.page} ({where}): {one.hot} times the floor; its budget is {budget.hot}")
        if budget.changed and one.changed.middle > budget.changed:
            found.append(
                f"{one.page} ({where}): {one.changed} times the floor after a change; its budget is {budget.changed}"
            )
        if one.queries > budget.queries:
            found.append(f"{one.page} ({where}): {one.queries} queries; its budget is {budget.queries}")
    return found


def growth_faults(small, large):
    """Return which pages cost more where the Forum is large, beyond what the measuring itself leaves open."""
    before = {one.page: one.hot for one in small}
    return [
        f"{one.page}: {one.hot} times the floor with {LARGE}, {before[one.page]} with {SMALL}"
        for one in large
        if one.page in before and one.hot.low > SAME * before[one.page].high
    ]


def limit_faults(found):
    """Return what is over its limit, of {what: value}."""
    return [
        f"{what}: {value:.1f}; its limit is {LIMITS[what]}" for what, value in found.items() if value > LIMITS[what]
    ]


HEAD = (
    "Page",
    "Queries",
    "HTML, kB",
    "gzip, kB",
    "Processor, ms",
    "Times the floor",
    "Budget",
    "After a change",
    "Budget",
    "Alone, ms",
    "One of 8, ms",
)


def table(pages):
    """Return the pages as a table of Markdown."""
    return in_lines(HEAD, [_row(one) for one in pages])


def _row(one):
    budget = BUDGETS[one.page]
    return (
        one.page,
        one.queries,
        f"{one.size:.0f}",
        f"{one.packed:.1f}",
        f"{one.work:.1f}",
        one.hot,
        budget.hot,
        one.changed,
        budget.changed or "",
        f"{one.alone:.1f}",
        f"{one.crowd:.1f}",
    )


def in_lines(head, rows):
    """Return a table of Markdown, its first column text and the others numbers."""
    marks = ("---", *("---:" for _ in head[1:]))
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in (head, marks, *rows)) + "\n"
