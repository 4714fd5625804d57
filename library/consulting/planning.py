"""The plan of an answer, backwards from its deadline: reckoned in one place for pages, for what waits, and for letters.

The answer leaves a day before the deadline. The last meeting before it agrees to the answer, which goes out with the
agenda of that meeting; where none falls before it, members agree between meetings, with a week to answer.
"""

import datetime
from dataclasses import dataclass

from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from library.models import AnswerDraft, Consultation
from meetings.models import Ballot, Meeting
from meetings.waiting import rule

SEND, CLOSE, ASK, SHOW, LEAD = 1, 2, 9, 12, 14  # days: before the deadline; LEAD before the draft is to be put
NOT_AGREED = Q(approved_by=None) & ~Q(ballot__outcome=Ballot.Outcome.CARRIED)


def _before(day, days):
    """Return the day (an expression) so many days before one, all as expressions."""
    span = Value(datetime.timedelta(days=1)) * days if not isinstance(days, int) else Value(datetime.timedelta(days))
    return Cast(ExpressionWrapper(F(day) - span, output_field=DateTimeField()), DateField())


def planned(rows):
    """Return Consultations with their plan: `meeting_pk` and `meeting_on` of the last meeting before the deadline (None
    where none falls before it), the days `lead_on`, `show_on`, `ask_on`, `agree_on`, `send_on`, and `is_shown`.
    """
    meetings = Meeting.objects.filter(
        state__in=(Meeting.State.PLANNED, Meeting.State.PUBLISHED),
        starts_at__gt=timezone.now(),
        starts_at__date__lt=OuterRef("closes_on"),
    ).order_by("-starts_at", "-pk")
    rows = rows.annotate(
        meeting_pk=Subquery(meetings.values("pk")[:1]),
        meeting_on=Subquery(meetings.values(day=TruncDate("starts_at"))[:1]),
        send_on=_before("closes_on", SEND),
        ask_on=_before("closes_on", ASK),
        is_shown=Exists(AnswerDraft.objects.shown().filter(consultation=OuterRef("pk"))),
    )
    with_agenda = When(meeting_on__isnull=False, then=_before("meeting_on", rule("notice_days")))
    rows = rows.annotate(
        agree_on=Coalesce("meeting_on", _before("closes_on", CLOSE)),
        show_on=Case(with_agenda, default=_before("closes_on", SHOW), output_field=DateField()),
    )
    return rows.annotate(lead_on=_before("show_on", LEAD))


@dataclass(frozen=True)
class Stage:
    """One step of a plan: its sentence, the day by which it is taken, and whether it is done."""

    name: str
    said: str
    by: datetime.date
    is_done: bool

    @property
    def is_late(self) -> bool:
        return not self.is_done and self.by < timezone.localdate()


@dataclass(frozen=True)
class Plan:
    """What there is to do until an answer is sent, in its order; the `ballot` that members answer now agrees to it, or
    else the `meeting`, if one falls in time.
    """

    meeting: Meeting | None
    ballot: Ballot | None
    stages: tuple[Stage, ...]
    ballot_closes_on: datetime.date

    @property
    def next(self) -> Stage | None:
        """The first thing that is not done."""
        return next((stage for stage in self.stages if not stage.is_done), None)


def plan_of(row, reader) -> Plan | None:
    """Return the plan of a consultation that came from `planned`, as a reader sees it; None without a deadline."""
    if row.closes_on is None:
        return None
    meeting = Meeting.objects.visible_to(reader).filter(pk=row.meeting_pk).first() if row.meeting_pk else None
    sent, agreed = row.state == Consultation.State.SENT, row.is_agreed
    has_lead = bool(row.lead_id or row.lead_group_id)
    stages = [
        Stage("lead", _("Somebody leads the answer"), row.lead_on, sent or has_lead or row.is_shown),
        Stage("show", _("The draft is put to the members"), row.show_on, sent or row.is_shown),
        *_agreeing(row, sent or agreed),
        Stage("send", _("The answer is sent"), row.send_on, sent),
    ]
    latest = (
        max(row.agree_on, timezone.localdate()) if not row.meeting_pk else row.closes_on - datetime.timedelta(CLOSE)
    )
    ballot = row.ballot if row.is_asked else None
    return Plan(None if ballot else meeting, ballot, tuple(stages), latest)


def _agreeing(row, is_done) -> list[Stage]:
    if row.meeting_pk and not row.is_asked:
        said = _("The meeting of %(date)s agrees to it") % {"date": date_format(row.meeting_on, "j F Y")}
        return [Stage("agree", said, row.agree_on, is_done)]
    agree_on = row.ballot.closes_on if row.is_asked else row.agree_on
    return [
        Stage("ask", _("The members are asked between meetings"), row.ask_on, is_done or row.ballot_id is not None),
        Stage("agree", _("The members have agreed to it"), agree_on, is_done),
    ]
