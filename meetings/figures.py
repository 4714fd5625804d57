"""What is counted of meetings over the years, as far as a circle reads their minutes; nobody is told from another."""

import datetime
from dataclasses import dataclass

from django.db.models import Avg, Count, F, Q, Sum
from django.db.models.functions import Coalesce, ExtractYear, Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.day.feedback import FEWEST
from meetings.models import Action, AgendaItem, Attendance, Decision, ItemKind, Meeting, Minutes, sees_reserved
from meetings.models.kinds import RESERVED
from meetings.models.minutes import OUT, visible_minutes
from members.access import Circle

DAY = datetime.timedelta(days=1)


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
    """Return the Figures of some years, each year a row; attendance is for who reads the register."""
    found = [_time(years, circle), _saved(years, circle), _days(years, circle), _decided(years, circle)]
    return [*found, _actions(years, circle), *([_attendance(years, circle)] if circle > Circle.VISITOR else [])]


def held_in(years, circle):
    """Return the meetings held in these years whose minutes a circle reads."""
    rows = Meeting.objects.visible_within(circle).filter(visible_minutes(circle), state=Meeting.State.HELD)
    return rows.filter(starts_at__year__in=years)


def _time(years, circle) -> Figure:
    """Return the minutes that each kind of item took, or was given where nobody wrote down what it took."""
    rows = AgendaItem.objects.filter(meeting__in=held_in(years, circle), taken_as_read=False)
    rows = rows.annotate(year=ExtractYear("meeting__starts_at"), took=Coalesce(F("actual_minutes"), F("minutes")))
    found = {year: {} for year in years}
    summed = rows.order_by().values_list("year", "kind", "reserved").annotate(minutes=Coalesce(Sum("took"), 0))
    for year, kind, is_reserved, minutes in summed:
        shown = RESERVED if is_reserved and not sees_reserved(circle) else kind
        found[year][shown] = found[year].get(shown, 0) + minutes
    series = (*((kind.value, str(kind.label)) for kind in ItemKind), (RESERVED, _("Reserved")))
    return Figure(
        "time",
        _("How the time of meetings was spent"),
        _("The minutes that items took, or were given where nobody noted more. What was taken as read took none."),
        series,
        _rows(years, series, found),
        pgettext("time", "minutes"),
    )


def _rows(years, series, found) -> tuple:
    """Return {year: {key: value}} as the rows of a Figure, 0 for what is not there."""
    return tuple((str(year), tuple(found.get(year, {}).get(key, 0) for key, _label in series)) for year in years)


def _by_year(rows, **counts) -> dict:
    """Return {year: {name: what it counts}} of rows that have their `year`; one query."""
    found = rows.order_by().values("year").annotate(**counts).values_list("year", *counts)
    return {year: dict(zip(counts, values, strict=True)) for year, *values in found}


def _saved(years, circle) -> Figure:
    """Return the minutes of business that taking items as read has saved."""
    rows = AgendaItem.objects.filter(meeting__in=held_in(years, circle), taken_as_read=True, kind=ItemKind.BUSINESS)
    spared = Greatest(F("minutes") - Coalesce(F("actual_minutes"), 0), 0)
    found = _by_year(rows.annotate(year=ExtractYear("meeting__starts_at")), saved=Coalesce(Sum(spared), 0))
    series = (("saved", _("Minutes saved")),)
    about = _("What business that was taken as read would have needed, less what it took.")
    return Figure(
        "saved", _("Saved by “taken as read”"), about, series, _rows(years, series, found), pgettext("time", "minutes")
    )


def _days(years, circle) -> Figure:
    """Return how many days passed from a meeting to its minutes, on average."""
    rows = Minutes.objects.filter(meeting__in=held_in(years, circle), state__in=OUT, circulated_at__isnull=False)
    rows = rows.annotate(year=ExtractYear("meeting__starts_at"), took=F("circulated_at") - F("meeting__ends_at"))
    found = {
        year: {"days": round(row["took_on_average"] / DAY)} if row["took_on_average"] else {}
        for year, row in _by_year(rows, took_on_average=Avg("took")).items()
    }
    series = (("days", _("Days on average")),)
    about = _("From the end of a meeting until its minutes were circulated.")
    return Figure("days", _("From meeting to minutes"), about, series, _rows(years, series, found), _("days"))


def _decided(years, circle) -> Figure:
    """Return how many decisions were taken, and how many of them are to be reviewed."""
    rows = Decision.objects.visible_within(circle).carried().filter(paragraph__item__meeting__in=held_in(years, circle))
    rows = rows.annotate(year=ExtractYear("paragraph__item__meeting__starts_at"))
    with_review = Count("pk", filter=Q(review_on__isnull=False))
    found = _by_year(rows, review=with_review, final=Count("pk", filter=Q(review_on=None)))
    series = (("final", _("Without a day of review")), ("review", _("To be reviewed")))
    about = _("What meetings decided, by the year of the meeting.")
    return Figure("decisions", _("Decisions"), about, series, _rows(years, series, found))


def _actions(years, circle) -> Figure:
    """Return what became of the actions that were taken on: done with, open, late."""
    rows = Action.objects.visible_within(circle).filter(paragraph__item__meeting__in=held_in(years, circle))
    rows = rows.annotate(year=ExtractYear("paragraph__item__meeting__starts_at"))
    is_open = Q(closed_at=None, status__in=Action.CARRIED)
    late = is_open & Q(due_on__lt=timezone.localdate())
    counts = {"closed": ~is_open, "open": is_open & ~late, "late": late}
    found = _by_year(rows, **{name: Count("pk", filter=condition) for name, condition in counts.items()})
    series = (("closed", _("Closed")), ("open", _("Open and in time")), ("late", _("Open and late")))
    about = _("What became of what people took on, by the year of the meeting.")
    return Figure("actions", _("Actions"), about, series, _rows(years, series, found))


def _attendance(years, circle) -> Figure:
    """Return how many times people were there, in person and online; a number so small that it could be somebody is
    left out.
    """
    rows = Attendance.objects.present().filter(meeting__in=held_in(years, circle), meeting__minutes__state__in=OUT)
    rows = rows.annotate(year=ExtractYear("meeting__starts_at"))
    modes = {
        mode.value: Count("pk", filter=Q(mode=mode)) for mode in (Attendance.Mode.IN_PERSON, Attendance.Mode.ONLINE)
    }
    found = {
        year: {mode: number if number >= FEWEST or not number else None for mode, number in row.items()}
        for year, row in _by_year(rows, **modes).items()
    }
    series = (("in_person", _("In person")), ("online", _("Online")))
    about = _("All who were there at the meetings of a year, counted once a meeting. Fewer than three are not told.")
    return Figure("attendance", _("Attendance"), about, series, _rows(years, series, found))
