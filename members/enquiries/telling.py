"""What enquiries hand upward: which wait for whom, and the year in figures, without a name."""

import datetime
from statistics import median

from django.db.models import Case, DateTimeField, ExpressionWrapper, F, Q, When
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.doors.overview import YearEntry, own
from common.doors.waiting import Kind, Row, Waits
from members.access import Circle, belongs, keeps_the_record
from members.models import Answerer, Enquiry, Person

ENQUIRED = ("name", "email", "phone", "area", "place", "text", "may_pass_on", "received_at", "outcome", "closed_at")
ANSWER_DAYS = 7  # within which a first answer is expected


def waits(person) -> list[Kind]:
    """Return the enquiries that wait for a first answer or a next step: of who answers them; and those that nobody
    answers, of who keeps the record.
    """
    if not belongs(person):
        return []
    due = TruncDate(ExpressionWrapper(F("received_at") + datetime.timedelta(days=ANSWER_DAYS), DateTimeField()))
    rows = Enquiry.objects.filter(closed_at=None).order_by()
    facts = {"about": ("name", "name"), "day": Case(When(answered_at=None, then=due), default=F("next_step_on"))}
    kinds = [Kind(rows=rows.filter(answerer=person.pk), say=_enquiry, word="next_step", **facts)]
    if keeps_the_record(person):
        here = Person.objects.standing_now().values("pk")
        theirs = rows.filter(Q(answerer=None) | ~Q(answerer__in=here)).exclude(answerer=person.pk)
        kinds.append(Kind(rows=theirs, say=_enquiry, word="next_step", for_office=True, **facts))
    return kinds


def _enquiry(row: Row) -> Waits:
    by = {"date": date_format(row.day, "j F Y")} if row.day else None
    said = _("Go on with an enquiry by %(date)s") % by if by else _("Go on with an enquiry, or close it")
    about = f"{row.about}: {row.word}" if row.word else str(row.about)
    return Waits(said, reverse("members:enquiry", args=[row.pk]), about, until=row.day)


def year(start, end, circle) -> list[YearEntry]:
    """Return one line on the enquiries that came between two dates (both included): how many, what came of them, and
    the days to the first answer; for whoever reads what partners read.
    """
    rows = Enquiry.objects.filter(received_at__date__range=(start, end)).exclude(outcome=Enquiry.Outcome.NOT_ONE)
    found = list(rows) if circle > Circle.VISITOR else []
    if not found:
        return []
    title = _("Enquiries about a social co-operative nearby: %(number)s") % {"number": len(found)}
    outcomes = [(label, sum(row.outcome == key for row in found)) for key, label in Enquiry.Outcome.choices]
    parts = [f"{label}: {number}" for label, number in outcomes if number]
    days = [row.days_to_answer for row in found if row.days_to_answer is not None]
    if days:
        parts.append(_("days to the first answer, in the middle: %(days)s") % {"days": f"{median(days):g}"})
    return [YearEntry("enquiries", title, reverse("members:enquire"), end, "; ".join(parts))]


def own_data(person) -> list:
    """Return what a person asked, the enquiries that are theirs to answer, and from where they come."""
    return [
        own("enquiries", Enquiry.objects.filter(email__iexact=person.email), *ENQUIRED),
        own("enquiries_to_answer", Enquiry.objects.filter(answerer=person), "area", "received_at", "closed_at"),
        own("answers_for", Answerer.objects.filter(person=person), "area"),
    ]
