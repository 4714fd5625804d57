"""Pages for reading: meetings to come and past, an agenda, minutes."""

from django.core.paginator import Paginator
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from common.steps import offered
from meetings import access
from meetings.agenda.showing import ReadAgenda, read_agenda
from meetings.day import claims
from meetings.minutes import corrections
from meetings.minutes.showing import read_minutes
from meetings.models import Meeting, Minutes
from meetings.planning import lifecycle
from meetings.telling.answers import with_answer
from members.access import circle_of, keeps_the_record
from members.entry import fetch


@require_safe
def upcoming(request):
    """The meetings to come that this reader may see."""
    meetings = Meeting.objects.visible_to(request.user).ahead().select_related("chair")[:50]
    return render(
        request, "meetings/upcoming.html", {"meetings": meetings, "may_schedule": access.may_schedule(request.user)}
    )


@require_safe
def past(request, year=None):
    """The meetings of one year that are over; without a year, of the last one that had any."""
    meetings = Meeting.objects.visible_to(request.user).past()
    starts = meetings.order_by().annotate(year=ExtractYear("starts_at")).values_list("year", flat=True).distinct()
    years = sorted(starts, reverse=True)
    if year is not None and year not in years:
        raise Http404
    year = year or (years[0] if years else timezone.localdate().year)
    shown = Paginator(meetings.in_year(year).select_related("minutes"), 50).get_page(request.GET.get("page"))
    rows = [(meeting, access.may_read_minutes(request.user, meeting)) for meeting in shown]
    context = {
        "rows": rows,
        "page": shown,
        "year": year,
        "years": years,
        "may_schedule": access.may_schedule(request.user),
    }
    return render(request, "meetings/past.html", context)


@require_safe
def meeting(request, pk):
    """One meeting with its agenda, as far as this reader may see it."""
    rows = with_answer(Meeting.objects.select_related("chair", "minutes", "poll"), request.user)
    meeting = fetch(request, claims.with_claim(rows, request.user), pk=pk)
    may_read_agenda = access.may_read_agenda(request.user, meeting)
    context = {
        "meeting": meeting,
        "agenda": read_agenda(meeting, circle_of(request.user)) if may_read_agenda else ReadAgenda(),
        "may_read_agenda": may_read_agenda,
        "hosts": list(meeting.hosts.all()) if meeting.kind == Meeting.Kind.JOINT else [],
        "notices": list(meeting.notices.all()) if may_read_agenda else [],
        "steps": offered(lifecycle.STEPS.values(), request.user, meeting),
    }
    return render(request, "meetings/meeting.html", context | _own(request.user, meeting) | _may(request.user, meeting))


def _own(person, meeting):
    """Return what of a meeting is this reader's own: their answer, their word of having been there, their poll."""
    return {
        "my_answer": getattr(meeting, "my_answer", None) if access.may_answer(person, meeting) else None,
        "poll": getattr(meeting, "poll", None) if access.is_invited(person, meeting) else None,
        "claim": getattr(meeting, "my_claim", None) if access.may_have_claimed(person, meeting) else None,
        "is_missed": access.may_claim(person, meeting) and meeting.is_missed,
    }


def _may(person, meeting):
    """Return what this reader may do with a meeting, for its links and buttons."""
    return {
        "may_answer": access.may_answer(person, meeting),
        "may_pull": access.is_member(person) and meeting.may_still_pull,
        "may_ask_for_dates": access.may_ask_for_dates(person, meeting),
        "may_tell": access.may_tell(person, meeting),
        "may_read_minutes": access.may_read_minutes(person, meeting),
        "may_schedule": access.may_schedule(person),
        "may_change_meeting": access.may_change_meeting(person, meeting),
        "may_build_agenda": access.may_build_agenda(person, meeting),
        "may_take_register": meeting.is_recordable and access.may_take_register(person, meeting),
        "may_write_minutes": meeting.is_recordable and access.may_write_minutes(person, meeting),
    }


@require_safe
def minutes(request, pk):
    """The minutes of a meeting, if this reader may see them."""
    rows = corrections.with_offered(
        Minutes.objects.select_related("meeting__chair", "confirmed_at_meeting"), request.user
    )
    minutes = fetch(request, rows, meeting_id=pk)
    read = read_minutes(minutes, circle_of(request.user))
    there = read.roll is not None and read.roll.has(request.user)
    may_correct = access.may_offer_correction(request.user, minutes, was_there=there)
    context = {
        "meeting": minutes.meeting,
        "minutes": minutes,
        "read": read,
        "may_write_minutes": access.may_write_minutes(request.user, minutes.meeting),
        "may_confirm_minutes": access.may_confirm_minutes(request.user, minutes.meeting),
        "may_correct": may_correct and corrections.is_open(minutes),
        "keeps_the_record": keeps_the_record(request.user),
    }
    return render(request, "meetings/minutes.html", context)
