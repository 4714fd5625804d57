"""What is counted of meetings over the years, as far as a circle reads their minutes; nobody is told from another."""

import datetime

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce, ExtractYear, Greatest, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings import figures_of_people
from meetings.agenda.coming_back import with_due
from meetings.models import (
    Action,
    AgendaItem,
    Decision,
    DecisionReview,
    ItemKind,
    Meeting,
    Minutes,
    Rules,
    sees_reserved,
)
from meetings.models.kinds import RESERVED, is_pause
from meetings.models.minutes import OUT, visible_minutes
from members.counted import Figure, by_year, rows_of

DAY = datetime.timedelta(days=1)
IN_BOTH = ~Q(title_en="") & ~Q(title_cy="") & (Q(text_en="", text_cy="") | ~Q(text_en="") & ~Q(text_cy=""))


def figures(years, circle) -> list[Figure]:
    """Return the Figures of some years, each year a row."""
    rules, held = Rules.now(), held_in(years, circle)
    found = [*_of_items(years, circle, rules), _days(years, circle), *_decided(years, circle), _actions(years, circle)]
    return [*found, *(figures_of_people.figures(years, held, rules) if circle >= figures_of_people.READERS else [])]


def held_in(years, circle):
    """Return the meetings held in these years whose minutes a circle reads."""
    rows = Meeting.objects.visible_within(circle).filter(visible_minutes(circle), state=Meeting.State.HELD)
    return rows.filter(starts_at__year__in=years)


def _of_items(years, circle, rules) -> list[Figure]:
    """Return how time was spent, how it was planned, what “taken as read” saved, and the languages of the items."""
    took = Coalesce(F("actual_minutes"), F("minutes"))
    rows = AgendaItem.objects.filter(meeting__in=held_in(years, circle)).annotate(
        year=ExtractYear("meeting__starts_at")
    )
    summed = rows.order_by().values_list("year", "kind", "reserved", "taken_as_read").annotate(
        took=Coalesce(Sum(took), 0),
        planned=Coalesce(Sum("minutes"), 0),
        saved=Coalesce(Sum(Greatest(F("minutes") - Coalesce(F("actual_minutes"), 0), 0)), 0),
        both=Count("pk", filter=IN_BOTH),
        number=Count("pk"),
    )  # fmt: skip
    spent, planned, saved, sides = ({year: {} for year in years} for _each in range(4))
    for year, kind, is_reserved, as_read, minutes, given, spared, both, number in summed:
        is_hidden = is_reserved and not sees_reserved(circle)
        shown = RESERVED if is_hidden else kind
        if not as_read:
            _add(spent[year], **{shown: minutes})
            _add(planned[year], **{shown: given})
        elif kind == ItemKind.BUSINESS:
            _add(saved[year], saved=spared)
        if not is_hidden:
            _add(sides[year], both=both, one=number - both)
    return [
        _time(years, spent, rules),
        _planned(years, planned, rules),
        _saved(years, saved),
        _languages(years, sides),
    ]


def _add(row, **more):
    for key, number in more.items():
        row[key] = row.get(key, 0) + number


def _kinds():
    return (*((kind.value, str(kind.label)) for kind in ItemKind), (RESERVED, _("Reserved")))


def _target(years, found, rules):
    """Return what the line of the target is called, and for each year the minutes of business that it allows."""
    work = [sum(took for kind, took in found[year].items() if not is_pause(kind)) for year in years]
    allowed = tuple(round(minutes * rules.business_percent / 100) for minutes in work)
    return {"mark": _("Business at most (%(percent)s%%)") % {"percent": rules.business_percent}, "marks": allowed}


def _time(years, found, rules) -> Figure:
    """Return the minutes that each kind of item took, or was given where nobody wrote down what it took."""
    about = _(
        "The minutes that items took, or were given where nobody noted more. What was taken as read took none. "
        "The line is the Forum’s target of today."
    )
    title, series = _("How the time of meetings was spent"), _kinds()
    return Figure("time", title, about, series, rows_of(years, series, found), **_target(years, found, rules))


def _planned(years, found, rules) -> Figure:
    """Return the minutes that the agendas gave to each kind of item."""
    about = _("The minutes that the agendas gave to what was discussed. The line is the Forum’s target of today.")
    title, series = _("How the time of meetings was planned"), _kinds()
    return Figure("planned", title, about, series, rows_of(years, series, found), **_target(years, found, rules))


def _saved(years, found) -> Figure:
    """Return the minutes of business that taking items as read has saved."""
    series = (("saved", _("Minutes saved")),)
    about = _("What business that was taken as read would have needed, less what it took.")
    return Figure("saved", _("Saved by “taken as read”"), about, series, rows_of(years, series, found))


def _languages(years, found) -> Figure:
    """Return how many items stood on agendas in both languages."""
    series = (("both", _("In Welsh and in English")), ("one", _("In one language, or in part")))
    about = _("The items of the agendas whose title, and text if there is one, are there in both languages.")
    title, told = _("The languages of agendas"), rows_of(years, series, found)
    return Figure("languages", title, about, series, told, is_of_languages=True)


def _days(years, circle) -> Figure:
    """Return how many days passed from a meeting to its minutes, on average."""
    rows = Minutes.objects.filter(meeting__in=held_in(years, circle), state__in=OUT, circulated_at__isnull=False)
    rows = rows.annotate(year=ExtractYear("meeting__starts_at"), took=F("circulated_at") - F("meeting__ends_at"))
    found = {
        year: {"days": round(row["took_on_average"] / DAY) if row["took_on_average"] else 0}
        for year, row in by_year(rows, took_on_average=Avg("took")).items()
    }
    series = (("days", pgettext("days", "On average")),)
    about = _("Days from the end of a meeting until its minutes were circulated.")
    return Figure("days", _("From meeting to minutes"), about, series, rows_of(years, series, found))


def _decided(years, circle) -> list[Figure]:
    """Return how many decisions were taken, how many of them are to be reviewed, and what came of that."""
    carried = Decision.objects.visible_within(circle).carried()
    rows = carried.filter(paragraph__item__meeting__in=held_in(years, circle))
    rows = with_due(rows, timezone.now()).annotate(
        year=ExtractYear("paragraph__item__meeting__starts_at"),
        was_reviewed=Exists(DecisionReview.objects.filter(decision=OuterRef("pk"))),
        is_superseded=Exists(carried.out().filter(supersedes=OuterRef("pk"))),
    )
    to_be = Q(review_on__isnull=False)
    waits = to_be & Q(is_superseded=False, due_on__isnull=False)
    late = waits & Q(due_on__lt=timezone.localdate())
    conditions = {
        "final": Q(review_on=None),
        "review": to_be,
        "settled": to_be & ~waits,
        "again": waits & ~late & Q(was_reviewed=True),
        "to_come": waits & ~late & Q(was_reviewed=False),
        "late": late,
    }
    found = by_year(rows, **{name: Count("pk", filter=condition) for name, condition in conditions.items()})
    return [_decisions(years, found), _reviews(years, found)]


def _decisions(years, found) -> Figure:
    series = (("final", _("Without a day of review")), ("review", _("To be reviewed")))
    about = _("What meetings decided, by the year of the meeting.")
    return Figure("decisions", _("Decisions"), about, series, rows_of(years, series, found))


def _reviews(years, found) -> Figure:
    series = (
        ("settled", _("Reviewed or superseded")),
        ("again", _("Reviewed, and comes back")),
        ("to_come", _("Its day is to come")),
        ("late", _("Its day is past")),
    )
    about = _("What became of the decisions that were to be reviewed, by the year of the meeting.")
    return Figure("reviews", _("Reviews of decisions"), about, series, rows_of(years, series, found))


def _actions(years, circle) -> Figure:
    """Return what became of the actions that were taken on; their sum is how many were."""
    rows = Action.objects.visible_within(circle).filter(paragraph__item__meeting__in=held_in(years, circle))
    rows = rows.annotate(year=ExtractYear("paragraph__item__meeting__starts_at"), closed_on=TruncDate("closed_at"))
    is_open = Q(closed_at=None, status__in=Action.CARRIED)
    late = Q(due_on__lt=timezone.localdate())
    was_late = Q(closed_on__isnull=False, due_on__isnull=False, closed_on__gt=F("due_on"))
    counts = {
        "closed": ~is_open & ~was_late,
        "closed_late": ~is_open & was_late,
        "open": is_open & ~late,
        "late": is_open & late,
    }
    found = by_year(rows, **{name: Count("pk", filter=condition) for name, condition in counts.items()})
    series = (
        ("closed", _("Closed in time")),
        ("closed_late", _("Closed late")),
        ("open", _("Open and in time")),
        ("late", _("Open and late")),
    )
    about = _("What became of all that people took on, by the year of the meeting.")
    return Figure("actions", _("Actions"), about, series, rows_of(years, series, found))
