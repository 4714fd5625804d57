"""What is counted over the years, as apps hand it upward: figures that tell nobody from another."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

FEWEST = 3  # people below whom a number is not told, so that nobody is guessed
HIDDEN = _(
    "Fewer than three are not told, and the next smallest number is not either where that one could be reckoned."
)

Series = tuple[tuple[str, str], ...]
Rows = tuple[tuple[str, tuple[int | None, ...]], ...]


@dataclass(frozen=True)
class Figure:
    """Something counted: `series` are (key, label), `rows` (label, a value for each, or None where it is not told).

    `circle` is the smallest that reads it (`Circle` of `members/access.py`). `head` says what the rows are where they
    are no years. A `mark` is a line across the bars: what it is called, with its value in each row in `marks`.
    What `is_of_languages` says something of a Forum that works in both.
    """

    key: str
    title: str
    about: str
    series: Series
    rows: Rows
    circle: int = 0
    head: str = ""
    mark: str = ""
    marks: tuple[int | None, ...] = ()
    is_of_languages: bool = False


def few_hidden(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Return numbers of people with None for those so small that they could be somebody; where that is one alone,
    which the sum of all would tell, the next smallest is hidden too.
    """
    some = sorted((number, key) for key, number in counts.items() if number)
    hidden = {key for number, key in some if number < FEWEST}
    if len(hidden) == 1:
        hidden = {key for _number, key in some[:2]}
    return {key: None if key in hidden else number for key, number in counts.items()}


def by_year(rows: QuerySet, **counts) -> dict[int, dict]:
    """Return {year: {name: what it counts}} of rows that have their `year`; one query."""
    found = rows.order_by().values("year").annotate(**counts).values_list("year", *counts)
    return {year: dict(zip(counts, values, strict=True)) for year, *values in found}


def rows_of(years, series: Series, found: Mapping[int, Mapping]) -> Rows:
    """Return {year: {key: value}} as the rows of a Figure, 0 for what is not there."""
    return tuple((str(year), tuple(found.get(year, {}).get(key, 0) for key, _label in series)) for year in years)
