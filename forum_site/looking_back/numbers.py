"""The Forum in numbers: what is counted of its years, as pictures with their tables, and as spreadsheets."""

import io
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common import keeping
from forum_site import doors
from meetings import kept
from members import handing_out
from members.access import OF_AUDIENCE, Circle, circle_of
from members.counted import Figure
from members.sheets.spreadsheets import TYPES, written

YEARS = 8  # that are shown, the last ones
# Patterns of series that have none of their own, in turn.
GROUNDS = ("presentation", "business", "discussion", "case_study", "blue_sky", "break", "reserved")
OF_KINDS = ("time", "planned")  # the figures whose series are kinds of items, with patterns of their own
MEETINGS = ("meetings",)  # the apps whose figures are on the first page
AUDIENCES = {circle: audience.label for audience, circle in OF_AUDIENCE.items()}


@dataclass(frozen=True)
class Part:
    """A part of a bar: its pattern, where it begins and how wide it is (in per cent, as SVG takes it), what it is."""

    ground: str
    x: str
    width: str
    label: str
    value: int


@dataclass(frozen=True)
class Bar:
    """A row of a figure: what it is called, its values, its parts, and the line across it ("" for none)."""

    label: str
    values: tuple[int | None, ...]
    parts: list[Part]
    line: str
    mark: int | None


@dataclass(frozen=True)
class Drawn:
    """A Figure as it is shown: who may read it, its bars, and its key of patterns (pattern, label)."""

    figure: Figure
    readers: str
    bars: list[Bar]
    grounds: list[tuple[str, str]]

    @property
    def key(self) -> list[tuple[str, str]]:
        """The patterns of what its bars have, with their labels."""
        drawn = {part.ground for bar in self.bars for part in bar.parts}
        return [(ground, label) for ground, label in self.grounds if ground in drawn]


@require_safe
def numbers(request):
    """What is counted of the meetings of the last years, as far as the reader's circle reads of it."""
    return _page(request, MEETINGS, "numbers")


@require_safe
def numbers_membership(request):
    """What is counted besides meetings: members, topics, what changed."""
    return _page(request, [app for app in doors.APPS if app not in MEETINGS], "numbers_membership")


def _page(request, apps, name):
    drawn = [_drawn(figure) for figure in _figures(request, apps)]
    return render(request, "forum_site/numbers.html", {"drawn": drawn, "name": name})


def _figures(request, apps):
    circle = circle_of(request.user)
    years = kept.years(keeping.shelf_of(request), circle)[:YEARS]
    return doors.figures(years, circle, apps) if years else []


@require_safe
def numbers_sheet(request, key):
    """One figure as a spreadsheet (CSV)."""
    figure = next((one for one in _figures(request, doors.APPS) if one.key == key), None)
    if figure is None:
        raise Http404
    heads = [figure.head or _("Year"), *(label for _key, label in figure.series)]
    rows = [[label, *("" if one is None else one for one in values)] for label, values in figure.rows]
    if figure.mark:
        heads.append(figure.mark)
        rows = [[*row, mark] for row, mark in zip(rows, figure.marks, strict=True)]
    made = written([heads, *rows], "csv")
    return handing_out.served(request, lambda: io.BytesIO(made), f"{key}.csv", TYPES["csv"], etag=made.hex())


def _drawn(figure) -> Drawn:
    named = [
        (key if figure.key in OF_KINDS else GROUNDS[place % len(GROUNDS)], label)
        for place, (key, label) in enumerate(figure.series)
    ]
    sums = [sum(filter(None, values)) for _label, values in figure.rows]
    longest = max([*sums, *filter(None, figure.marks)], default=0) or 1
    marks = figure.marks or (None,) * len(figure.rows)
    bars = [
        Bar(label, values, _parts(named, values, longest), _share(mark, longest) if mark else "", mark)
        for (label, values), mark in zip(figure.rows, marks, strict=True)
    ]
    return Drawn(figure, str(AUDIENCES[Circle(figure.circle)]), bars, named)


def _share(value, longest) -> str:
    return f"{value * 100 / longest:.2f}"


def _parts(named, values, longest) -> list[Part]:
    before, parts = 0, []
    for (ground, label), value in zip(named, values, strict=True):
        if value:
            parts.append(Part(ground, _share(before, longest), _share(value, longest), label, value))
            before += value
    return parts
