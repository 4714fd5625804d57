"""Decisions that are to be looked at again: when each comes back, before which meeting,
and that it has been reviewed.
"""

from django.db import transaction
from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.queries.written import written
from meetings.models import Decision, DecisionReview, Meeting, Writes
from meetings.models.minutes import OUT, there_when_confirmed


def with_due(decisions, at):
    """Return the Decisions with `due_on`, the day from which each is to be reviewed as things stood at a moment, or
    None.

    That is the day the last review names; before any review, the day the decision itself names.
    """
    last = DecisionReview.objects.filter(decision=OuterRef("pk"), said_at__lt=at).order_by("-said_at", "-pk")
    return decisions.annotate(
        due_on=Case(When(Exists(last), then=Subquery(last.values("next_on")[:1])), default=F("review_on"))
    )


def due_at(meeting, circle, day=None):
    """Return the Decisions that come back at a meeting, as far as this circle may see them, the one due longest first.

    A decision comes back from its day on, until a meeting has had it on its agenda and its minutes are out, until it is
    said to be reviewed, or until a later decision has taken its place, as far as this circle may see that. The `day` of
    the meeting is that of its beginning, where nobody has it already.
    """
    stood = there_when_confirmed(meeting.pk, "paragraph__item__meeting__minutes__")
    due = _due(
        Decision.objects.visible_within(circle),
        Decision.objects.visible_within(circle).filter(stood),
        meeting.starts_at,
        meeting.starts_at,
        day or timezone.localdate(meeting.starts_at),
    )
    due = due.filter(stood)
    return due.select_related("paragraph__item__meeting").order_by(
        "due_on", "paragraph__item__meeting__starts_at", "position"
    )


def rows_due_at(meeting, circle) -> list[Decision]:
    """Return the Decisions that come back at a meeting, as `due_at` does; one query."""
    return _rows_due(meeting.pk, meeting.starts_at, timezone.localdate(meeting.starts_at), circle)


@written
def _rows_due(meeting, starts_at, day, circle):
    return due_at(Meeting(pk=meeting, starts_at=starts_at), circle, day)


def number_due() -> Subquery:
    """Return the number of Decisions that come back at a meeting, whoever may see them,
    as a column for a query of meetings.
    """
    out = Decision.objects.filter(paragraph__item__meeting__minutes__state__in=OUT)
    day = TruncDate(ExpressionWrapper(OuterRef("starts_at"), output_field=DateTimeField()))
    due = _due(out, Decision.objects.all(), OuterRef("starts_at"), OuterRef(OuterRef("starts_at")), day)
    return Subquery(due.order_by().annotate(number=Func("pk", function="COUNT")).values("number"))


def _due(decisions, others, at, inside, day):
    """Return those of the Decisions that come back at a meeting, unless one of the `others` superseded it before.

    `at` is when it begins, `inside` the same as a query within this one says it, `day` its day.
    """
    earlier = with_due(decisions.filter(paragraph__item__meeting__starts_at__lt=at), inside)
    had_it = Meeting.objects.filter(
        state=Meeting.State.HELD,
        minutes__state__in=OUT,
        items__writes_itself=Writes.MATTERS_ARISING,
        items__removed_at=None,
        starts_at__lt=inside,
        starts_at__gt=OuterRef("paragraph__item__meeting__starts_at"),
        starts_at__date__gte=OuterRef("due_on"),
    )
    superseded = (
        others.carried().out().filter(supersedes=OuterRef("pk"), paragraph__item__meeting__starts_at__lt=inside)
    )
    return earlier.filter(due_on__lte=day).exclude(Exists(had_it)).exclude(Exists(superseded))


def meetings_of(decisions, meetings, circle) -> dict:
    """Return {decision's key: keys of those of the later `meetings`, in their order, at which it came back}, as far as
    a circle sees what superseded it; one query.
    """
    said, dated = {}, [decision for decision in decisions if decision.review_on]
    for key, *row in _said_of(dated, circle) if dated and meetings else ():
        said.setdefault(key, []).append(row)
    return {decision.pk: _at_which(decision, said.get(decision.pk, ()), meetings) for decision in decisions}


def _said_of(decisions, circle):
    """Return (decision's key, when, the day it then comes back on, whether it was superseded) in the order of time."""
    reviews = _columns(DecisionReview.objects.filter(decision__in=decisions), "decision", F("said_at"), F("next_on"))
    later = Decision.objects.visible_within(circle).carried().out().filter(supersedes__in=decisions)
    never = Value(None, DateField())
    later = _columns(later, "supersedes", F("paragraph__item__meeting__starts_at"), never, is_superseded=True)
    return reviews.union(later, all=True).order_by("at")


def _columns(rows, about, at, then, *, is_superseded=False):
    columns = {"about": F(about), "at": at, "then": then, "ends": Value(is_superseded)}
    return rows.order_by().annotate(**columns).values_list(*columns)


def _at_which(decision, said, meetings):
    came_back, had_it = set(), None
    for meeting in meetings:
        day, due = timezone.localdate(meeting.starts_at), decision.review_on
        for at, next_on, is_superseded in said:
            if at < meeting.starts_at:
                due = next_on
            if at < meeting.starts_at and is_superseded:
                return came_back
        if due and due <= day and (had_it is None or due > had_it):
            came_back.add(meeting.pk)
        minutes = meeting.minutes_or_none
        if meeting.state == Meeting.State.HELD and minutes is not None and minutes.state in OUT:
            had_it = day
    return came_back


@transaction.atomic
def review(*, decision, by, next_on=None) -> DecisionReview:
    """Record that a decision has been reviewed, and save when it comes back again (None: it does not); return the
    DecisionReview.

    Raises IllegalChange while its minutes are a draft, where the day itself can be changed, and where it never was to
    come back.
    """
    decision = locked(decision, "paragraph__item__meeting__minutes")
    if decision.paragraph.item.meeting.minutes.state not in OUT:
        raise IllegalChange(_("The minutes of this decision are a draft. Please change its day there."))
    if decision.review_on is None:
        raise IllegalChange(_("This decision was not to be reviewed."))
    return DecisionReview.objects.create(decision=decision, said_by=by, next_on=next_on)
