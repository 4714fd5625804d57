"""What is counted of meetings over the years, as far as a circle reads their minutes."""

from dataclasses import dataclass

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext as _

from meetings.models import AgendaItem, ItemKind, Meeting, sees_reserved
from meetings.models.kinds import RESERVED
from meetings.models.minutes import visible_minutes


@dataclass(frozen=True)
class Figure:
    """Something counted: `series` are (key, label), `rows` (label, a value for each, or None where it is not known)."""

    key: str
    title: str
    about: str
    series: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    unit: str = ""


def figures(years, circle) -> list[Figure]:
    """Return the Figures of some years, each year a row."""
    return [_time(years, circle)]


def held_in(years, circle):
    """Return the meetings held in these years whose minutes a circle reads."""
    rows = Meeting.objects.visible_within(circle).filter(visible_minutes(circle), state=Meeting.State.HELD)
    return rows.filter(starts_at__year__in=years)


def _time(years, circle) -> Figure:
    """Return the minutes that each kind of item took, or was given where nobody wrote down what it took."""
    rows = AgendaItem.objects.filter(meeting__in=held_in(years, circle), taken_as_read=False)
    rows = rows.annotate(year=ExtractYear("meeting__starts_at"), took=Coalesce(F("actual_minutes"), F("minutes")))
    seen = Q() if sees_reserved(circle) else Q(reserved=False)
    found = {year: {} for year in years}
    for year, kind, minutes in _summed(rows.filter(seen)):
        found[year] = found[year] | {kind: minutes}
    for year, _kind, minutes in _summed(rows.exclude(seen)) if seen else ():
        found[year] = found[year] | {RESERVED: found[year].get(RESERVED, 0) + minutes}
    series = (*((kind.value, str(kind.label)) for kind in ItemKind), (RESERVED, _("Reserved")))
    return Figure(
        "time",
        _("How the time of meetings was spent"),
        _("The minutes that items took, or were given where nobody noted more. What was taken as read took none."),
        series,
        tuple((str(year), tuple(found[year].get(kind, 0) for kind, _label in series)) for year in years),
        _("minutes"),
    )


def _summed(rows):
    return rows.order_by().values_list("year", "kind").annotate(minutes=Coalesce(Sum("took"), 0))
