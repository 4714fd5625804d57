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
from members.access import circle_of
from members.sheets.spreadsheets import TYPES, written

YEARS = 8  # that are shown, the last ones
GROUNDS = ("presentation", "business", "discussion", "case_study", "blue_sky")  # patterns of series that have none
OF_KINDS = "time"  # the figure whose series are kinds of items, with patterns of their own


@dataclass(frozen=True)
class Drawn:
    """A Figure with its bars: for each row what it is called, its values, and (pattern, where it begins, width, label,
    value) in per cent of the longest bar.
    """

    figure: object
    bars: list


@require_safe
def numbers(request):
    """What is counted of the last years, as far as the reader's circle reads of it."""
    circle = circle_of(request.user)
    years = kept.years(keeping.shelf_of(request), circle)[:YEARS]
    drawn = [_drawn(figure) for figure in doors.figures(years, circle)] if years else []
    return render(request, "forum_site/numbers.html", {"drawn": drawn})


@require_safe
def numbers_sheet(request, key):
    """One figure as a spreadsheet (CSV)."""
    circle = circle_of(request.user)
    years = kept.years(keeping.shelf_of(request), circle)[:YEARS]
    figure = next((one for one in doors.figures(years, circle) if one.key == key), None)
    if figure is None:
        raise Http404
    heads = [_("Year"), *(label for _key, label in figure.series)]
    rows = [heads, *([label, *("" if one is None else one for one in values)] for label, values in figure.rows)]
    made = written(rows, "csv")
    return handing_out.served(request, lambda: io.BytesIO(made), f"{key}.csv", TYPES["csv"], etag=made.hex())


def _drawn(figure) -> Drawn:
    longest = max((sum(filter(None, values)) for _label, values in figure.rows), default=0) or 1
    return Drawn(figure, [(label, values, _parts(figure, values, longest)) for label, values in figure.rows])


def _parts(figure, values, longest) -> list:
    before, parts = 0, []
    for place, ((key, label), value) in enumerate(zip(figure.series, values, strict=True)):
        if value:
            ground = key if figure.key == OF_KINDS else GROUNDS[place % len(GROUNDS)]
            parts.append((ground, f"{before * 100 / longest:.2f}", f"{value * 100 / longest:.2f}", label, value))
            before += value
    return parts
