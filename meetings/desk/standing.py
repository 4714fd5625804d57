"""What is known of how far a meeting has come, for who keeps the record."""

import datetime
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Func, Max, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from meetings.models import AgendaItem, Attendance, Correction, Meeting, Rules, Told
from meetings.models.kinds import WORK
from members.models.people import has_left, telling

NAMED = ("pk", "position", "kept_number", "title_en", "title_cy")  # of an item, by which it is called
EVENTS = Meeting.pgh_event_models


@dataclass(frozen=True)
class Standing:
    """Days (dates, or None where nobody knows), and what there is already: items, a register, what is not minuted."""

    planned_on: datetime.date | None
    off_on: datetime.date | None  # since when it is as it is: called off, say
    next_on: datetime.date | None  # the day of the meeting after it
    has_items: bool
    has_register: bool
    unwritten: int
    corrections: int
    notice_days: int  # the Forum's rules
    minutes_days: int
    waits_to_be_told: bool
    chair_has_left: bool
    with_the_gone: list[dict]  # keys, numbers and titles of the items that somebody presents who has left the Forum


def standing_of(meeting) -> Standing:
    """Return the Standing of a meeting; one query."""
    rows = Meeting.objects.filter(pk=meeting.pk).annotate(
        planned_on=_moment(_history("insert").values("pgh_obj").annotate(one=Min("pgh_created_at"))),
        off_on=_moment(_into_this_state().values("pgh_obj").annotate(one=Max("pgh_created_at"))),
        next_on=_moment(_later().annotate(one=F("starts_at"))),
        has_items=Exists(AgendaItem.objects.filter(meeting=OuterRef("pk"))),
        has_register=Exists(Attendance.objects.filter(meeting=OuterRef("pk"))),
        unwritten=_number(_not_minuted()),
        corrections=_number(_waiting()),
        notice_days=_rule("notice_days"),
        minutes_days=_rule("minutes_days"),
        waits_to_be_told=Exists(Told.objects.untold().filter(meeting=OuterRef("pk"))),
        chair_has_left=telling(has_left("chair")),
        with_the_gone=ArraySubquery(_with_the_gone().values(facts=JSONObject(**{name: name for name in NAMED}))),
    )
    days, facts = ("planned_on", "off_on", "next_on"), ("has_items", "has_register", "unwritten", "corrections")
    facts += ("notice_days", "minutes_days", "waits_to_be_told", "chair_has_left")
    row = rows.values(*days, *facts, "with_the_gone").get()
    known = {name: row[name] and timezone.localdate(row[name]) for name in days}
    return Standing(**known, **{name: row[name] or 0 for name in facts}, with_the_gone=row["with_the_gone"] or [])


def _rule(name):
    return Coalesce(Subquery(Rules.objects.values(name)[:1]), getattr(Rules(), name))


def _history(kind):
    return EVENTS[kind].objects.filter(pgh_obj=OuterRef("pk")).order_by()


def _into_this_state():
    """The changes by which a meeting came into the state in which it is."""
    before = EVENTS["update"].objects.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    last = Subquery(before.order_by("-pgh_id").values("state")[:1])
    return _history("update").filter(state=OuterRef("state")).annotate(was=last).exclude(was=F("state"))


def _later():
    takes_place = Meeting.objects.filter(starts_at__gt=OuterRef("starts_at"), state__in=Meeting.TAKES_PLACE)
    return takes_place.order_by("starts_at", "pk")


def _not_minuted():
    items = AgendaItem.objects.filter(meeting=OuterRef("pk"), kind__in=WORK, taken_as_read=False)
    return items.filter(paragraphs=None)


def _with_the_gone():
    return AgendaItem.objects.filter(has_left("presenter"), meeting=OuterRef("pk")).order_by("position")


def _waiting():
    return Correction.objects.filter(paragraph__item__meeting=OuterRef("pk"), answer=Correction.Answer.WAITING)


def _moment(rows):
    return Subquery(rows.values("one")[:1])


def _number(rows):
    return Subquery(rows.order_by().annotate(one=Func("pk", function="COUNT")).values("one"))
