"""Pages for reading: meetings to come and past, an agenda, minutes."""

from django.core.paginator import Paginator
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from common.steps import offered
from meetings import access
from meetings.agenda import following
from meetings.agenda.building import items_for, time_bar
from meetings.agenda.showing import agenda_context
from meetings.day import claims, time_spent
from meetings.day.attendance import roll_of
from meetings.minutes import corrections
from meetings.minutes.writing import sections_of
from meetings.models import Meeting, Minutes
from meetings.planning import lifecycle
from meetings.telling.answers import with_answer
from members.access import circle_of, keeps_the_record
from members.entry import fetch


def upcoming(request):
    """The meetings to come that this reader may see."""
    meetings = Meeting.objects.visible_to(request.user).upcoming().select_related("chair")[:50]
    return render(
        request, "meetings/upcoming.html", {"meetings": meetings, "may_schedule": access.may_schedule(request.user)}
    )


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


def meeting(request, pk):
    """One meeting with its agenda, as far as this reader may see it."""
    rows = with_answer(Meeting.objects.select_related("chair", "minutes", "poll"), request.user)
    meeting = fetch(request, claims.with_claim(rows, request.user), pk=pk)
    may_read_agenda = access.may_read_agenda(request.user, meeting)
    items = items_for(circle_of(request.user), meeting) if may_read_agenda else []
    context = agenda_context(meeting, items, request.user) | {
        "may_read_agenda": may_read_agenda,
        "bar": time_bar(meeting, items),
        "may_answer": access.may_answer(request.user, meeting),
        "my_answer": getattr(meeting, "my_answer", None) if access.may_answer(request.user, meeting) else None,
        "hosts": list(meeting.hosts.all()) if meeting.kind == Meeting.Kind.JOINT else [],
        "notices": list(meeting.notices.all()) if access.may_read_agenda(request.user, meeting) else [],
        "poll": getattr(meeting, "poll", None) if access.is_invited(request.user, meeting) else None,
        "may_ask_for_dates": access.may_ask_for_dates(request.user, meeting),
        "may_tell": access.may_tell(request.user, meeting),
        "claim": getattr(meeting, "my_claim", None) if access.may_have_claimed(request.user, meeting) else None,
        "is_missed": access.may_claim(request.user, meeting) and meeting.is_missed,
        "may_read_minutes": access.may_read_minutes(request.user, meeting),
        "may_schedule": access.may_schedule(request.user),
        "may_build_agenda": access.may_build_agenda(request.user, meeting),
        "may_take_register": access.may_take_register(request.user, meeting),
        "may_write_minutes": access.may_write_minutes(request.user, meeting),
        "steps": offered(lifecycle.STEPS.values(), request.user, meeting),
    }
    return render(request, "meetings/meeting.html", context)


def minutes(request, pk):
    """The minutes of a meeting, if this reader may see them."""
    rows = corrections.with_offered(
        Minutes.objects.select_related("meeting__chair", "confirmed_at_meeting"), request.user
    )
    minutes = fetch(request, rows, meeting_id=pk)
    meeting = minutes.meeting
    roll = roll_of(meeting) if access.may_see_register(request.user, meeting) else None
    sections = sections_of(meeting, circle_of(request.user))
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "sections": sections,
        "ties": following.record_ties(meeting, sections, circle_of(request.user)),
        "roll": roll,
        "spent": time_spent.time_spent([section.item for section in sections])
        if access.is_invited(request.user, meeting)
        else None,
        "may_write_minutes": access.may_write_minutes(request.user, meeting),
        "may_confirm_minutes": access.may_confirm_minutes(request.user, meeting),
        **_around_minutes(request.user, minutes, roll),
    }
    return render(request, "meetings/minutes.html", context)


def _around_minutes(person, minutes, roll):
    """Return what stands beside minutes: the corrections this reader may offer or read, and the notes written later."""
    there = roll is not None and any(row.person_id == person.pk for row in [*roll.present, *roll.in_attendance])
    return {
        "may_correct": access.may_offer_correction(person, minutes, was_there=there) and corrections.is_open(minutes),
        "later_notes": minutes.later_notes.all() if minutes.state == minutes.State.CONFIRMED else [],
        "keeps_the_record": keeps_the_record(person),
    }
