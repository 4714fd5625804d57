"""What meetings tell of a year: what was held, heard and decided, who kept coming, and what lies ahead."""

import datetime
import math

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.doors.overview import YearEntry
from common.languages.telling import told
from meetings.agenda.coming_back import with_due
from meetings.day.feedback import FEWEST
from meetings.models import Action, AgendaItem, Attendance, Decision, Meeting, Minutes
from meetings.models.kinds import TALKS
from meetings.models.minutes import visible_minutes
from members.access import Circle

A_YEAR = datetime.timedelta(days=366)
CORE = 0.75  # of the meetings of a year: whoever was at so many belongs to those who keep coming
FROM_OUTSIDE = (Attendance.Capacity.GUEST, Attendance.Capacity.SPEAKER)


def year(start, end, circle) -> list[YearEntry]:
    """Return the meetings held between two dates (both included) with what was heard and decided at them, and who came,
    in order, as far as a circle reads them; decisions only of minutes that are confirmed.
    """
    held = _held(start, end, circle)
    entries = [
        YearEntry(_kind(row), row.title, row.get_absolute_url(), _day(row), row.place, row.get_kind_display())
        for row in held
    ]
    entries += [*_decided(held, circle), *_talks(held, circle), *_came_from(held, circle)]
    entries += [*_core(held, circle), *_thought(held, circle), *_time(held)]
    return sorted(entries, key=lambda entry: entry.on)


def ahead(day, circle) -> list[YearEntry]:
    """Return the meetings of the year after a day, and the decisions that are to be reviewed in it."""
    until = day + A_YEAR
    meetings = Meeting.objects.visible_within(circle).filter(
        starts_at__date__gt=day, starts_at__date__lte=until, state__in=(*Meeting.TAKES_PLACE, Meeting.State.POSTPONED)
    )
    rows = (
        Decision.objects.visible_within(circle)
        .carried()
        .filter(paragraph__item__meeting__starts_at__date__lte=day, **_of_paragraph(Minutes.State.CONFIRMED))
    )
    due = with_due(rows, timezone.now()).filter(due_on__gt=day, due_on__lte=until)
    return [
        *(
            YearEntry("planned", row.title, row.get_absolute_url(), _day(row), row.place, row.get_kind_display())
            for row in meetings.order_by("starts_at")
        ),
        *(_decision("review", row, row.due_on) for row in due.select_related("paragraph__item__meeting")),
    ]


def _held(start, end, circle):
    days = {"starts_at__date__gte": start, "starts_at__date__lte": end}
    return Meeting.objects.visible_within(circle).filter(state=Meeting.State.HELD, **days).order_by("starts_at", "pk")


def _of_paragraph(state):
    return {"paragraph__item__meeting__minutes__state": state}


def _kind(meeting) -> str:
    return "meeting" if meeting.kind == Meeting.Kind.QUARTERLY else meeting.kind


def _day(meeting) -> datetime.date:
    return timezone.localdate(meeting.starts_at)


def _decided(held, circle) -> list[YearEntry]:
    rows = (
        Decision.objects.visible_within(circle)
        .carried()
        .filter(paragraph__item__meeting__in=held, **_of_paragraph(Minutes.State.CONFIRMED))
    )
    order = ("paragraph__item__meeting__starts_at", "position")
    found = rows.select_related("paragraph__item__meeting").order_by(*order)
    return [_decision("decision", row, _day(row.paragraph.item.meeting)) for row in found]


def _decision(kind, row, day) -> YearEntry:
    page = reverse("meetings:minutes", args=[row.paragraph.item.meeting_id])
    return YearEntry(kind, row.text, f"{page}#p{row.paragraph.number}", day, row.number)


def _talks(held, circle) -> list[YearEntry]:
    """Return the talks that were on the agendas; visitors read of them in the minutes, and not who gave them."""
    rows = AgendaItem.objects.filter(kind__in=TALKS, meeting__in=held).order_by("meeting__starts_at", "position")
    if circle == Circle.VISITOR:
        rows = rows.filter(visible_minutes(circle, "meeting__"), reserved=False)
    else:
        rows = rows.visible_within(circle)
    names = circle > Circle.VISITOR
    return [
        YearEntry(
            row.kind,
            row.title,
            f"{reverse('meetings:minutes', args=[row.meeting_id])}#item-{row.number}",
            _day(row.meeting),
            row.get_kind_display(),
            row.presented_by if names else "",
        )
        for row in rows.select_related("meeting", "presenter__organisation")
    ]


def _registers(held, circle):
    """Return who was there, at meetings whose minutes are out and this circle reads."""
    out = held.filter(visible_minutes(circle), minutes__state__in=[Minutes.State.CIRCULATED, Minutes.State.CONFIRMED])
    return Attendance.objects.present().filter(meeting__in=out), out


def _came_from(held, circle) -> list[YearEntry]:
    """Return the bodies from which guests and speakers came, once each; visitors see no register."""
    if circle == Circle.VISITOR:
        return []
    rows = _registers(held, circle)[0].filter(capacity__in=FROM_OUTSIDE)
    found = {}
    for row in rows.select_related("meeting", "person__organisation").order_by("meeting__starts_at", "pk"):
        body = told(row.shown_organisation)
        if body and body not in found:
            found[body] = YearEntry("stakeholder", body, row.meeting.get_absolute_url(), _day(row.meeting))
    return list(found.values())


def _core(held, circle) -> list[YearEntry]:
    """Return how many members were at three quarters of the meetings or more, and of how many meetings; nothing where
    these are too few to say it of nobody in particular.
    """
    there, out = _registers(held, circle)
    meetings = list(out)
    if len(meetings) < 2:
        return []
    members = there.filter(capacity=Attendance.Capacity.MEMBER, person__isnull=False).order_by()
    came = members.values("person").annotate(times=Count("pk")).filter(times__gte=math.ceil(CORE * len(meetings)))
    number, last = came.count(), meetings[-1]
    if number < FEWEST:
        return []
    return [YearEntry("core", *_of_year(last), numbers=(number, len(meetings)))]


def _of_year(meeting) -> tuple:
    """Return what the list of the meetings of a meeting's year is called, where it is, and the day."""
    day = _day(meeting)
    return _("Meetings of %(year)s") % {"year": day.year}, reverse("meetings:past_year", args=[day.year]), day


def _time(held) -> list[YearEntry]:
    """Return where the time of these meetings can be looked up, if there were any."""
    last = held.last()
    return [YearEntry("time", *_of_year(last))] if last else []


def _thought(held, circle) -> list[YearEntry]:
    """Return of each meeting how many answered that it was worth their time, and of how many; where enough did."""
    rows = (
        held.filter(visible_minutes(circle))
        .annotate(answered=Count("feedback"), worth=Count("feedback", filter=Q(feedback__was_worth_it=True)))
        .order_by("starts_at", "pk")
    )
    return [
        YearEntry("feedback", row.title, row.get_absolute_url(), _day(row), numbers=(row.worth, row.answered))
        for row in rows.filter(answered__gte=FEWEST)
    ]


def duties(day, reader) -> list[YearEntry]:
    """Return the meetings until a day, and the actions and reviews of decisions that are due, as a reader sees them."""
    meetings = Meeting.objects.visible_to(reader).upcoming().filter(starts_at__date__lte=day)
    actions = Action.objects.visible_to(reader).open().filter(due_on__lte=day).with_holders()
    actions = actions.select_related("paragraph__item")
    reviews = Decision.objects.visible_to(reader).carried().filter(review_on__lte=day, superseded_by=None)
    place, page = "paragraph__item__meeting", reverse("meetings:decisions")
    return [
        *(YearEntry("meeting", row.title, row.get_absolute_url(), _day(row), _("Meeting")) for row in meetings),
        *(YearEntry("action", row.text, _where(row), row.due_on, _("Action due"), _holder(row)) for row in actions),
        *(
            YearEntry("review", row.text, f"{page}#decision-{row.pk}", row.review_on, _("Decision to be reviewed"))
            for row in reviews.select_related(place).order_by("review_on", "pk")
        ),
    ]


def _where(action):
    return f"{reverse('meetings:minutes', args=[action.paragraph.item.meeting_id])}#action-{action.pk}"


def _holder(action):
    return next((told(one) for name in Action.HOLDERS if (one := getattr(action, name))), "")
