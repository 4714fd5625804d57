"""What is counted of those who answered and came over the years, by nobody's name; numbers so small that they could be
somebody are hidden.
"""

import datetime

from django.db.models import Count, DateField, ExpressionWrapper, F, Q
from django.db.models.functions import ExtractYear, TruncDate
from django.utils.translation import gettext as _

from meetings.models import Answer, Attendance
from meetings.models.minutes import OUT
from members.access import Circle
from members.counted import HIDDEN, Figure, by_year, few_hidden, rows_of

READERS = Circle.PARTNER  # who reads the register


def figures(years, held, rules) -> list[Figure]:
    """Return the Figures of the meetings `held` in some years."""
    return [_attendance(years, held), *_answers(years, held, rules)]


def _attendance(years, held) -> Figure:
    """Return how many times people were there, in person and online, in which capacity."""
    rows = Attendance.objects.present().filter(meeting__in=held, meeting__minutes__state__in=OUT)
    rows = rows.annotate(year=ExtractYear("meeting__starts_at")).order_by()
    modes = (Attendance.Mode.IN_PERSON, Attendance.Mode.ONLINE)
    found = {(year, mode): {} for year in years for mode in modes}
    for year, mode, capacity, number in rows.values_list("year", "mode", "capacity").annotate(number=Count("pk")):
        found[year, mode][capacity] = number
    there = {capacity for row in found.values() for capacity in row}
    series = tuple((one.value, str(one.label)) for one in Attendance.Capacity if one in there)
    told = tuple(
        (f"{year}, {mode.label}", tuple(few_hidden({key: row.get(key, 0) for key, _label in series}).values()))
        for (year, mode), row in found.items()
    )
    about = _("All who were there at the meetings of a year, counted once a meeting, by what they were there as.")
    return Figure("attendance", _("Attendance"), f"{about} {HIDDEN}", series, told, READERS, _("Year and way"))


def _answers(years, held, rules) -> list[Figure]:
    """Return how many answered in time whether they come, and how many asked to take part in Welsh."""
    reminded_on = TruncDate("meeting__starts_at") - datetime.timedelta(days=rules.reminder_days)
    rows = Answer.objects.filter(meeting__in=held).annotate(
        year=ExtractYear("meeting__starts_at"),
        on=TruncDate("answered_at"),
        reminded_on=ExpressionWrapper(reminded_on, output_field=DateField()),
    )
    in_time, in_welsh = Q(on__lt=F("reminded_on")), Q(wants_welsh=True)
    conditions = {"in_time": in_time, "late": ~in_time, "welsh": in_welsh, "rest": ~in_welsh}
    found = by_year(rows, **{name: Count("pk", filter=condition) for name, condition in conditions.items()})
    return [_in_time(years, found), _in_welsh(years, found)]


def _told(years, series, found):
    keys = [key for key, _label in series]
    return rows_of(years, series, {year: few_hidden({key: row[key] for key in keys}) for year, row in found.items()})


def _in_time(years, found) -> Figure:
    series = (("in_time", _("Before the reminder")), ("late", _("Later")))
    about = _("Answers to whether people come: before the day on which those are reminded who have not answered.")
    return Figure("answers", _("Answers in time"), f"{about} {HIDDEN}", series, _told(years, series, found), READERS)


def _in_welsh(years, found) -> Figure:
    series = (("welsh", _("Asked to take part in Welsh")), ("rest", _("Did not ask for it")))
    about = _("What people said when they answered whether they come.")
    told = _told(years, series, found)
    title = _("Taking part in Welsh")
    return Figure("welsh", title, f"{about} {HIDDEN}", series, told, READERS, is_of_languages=True)
