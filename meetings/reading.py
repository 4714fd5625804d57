"""Pages for reading: meetings to come and past, an agenda, minutes."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from common import keeping
from meetings import access, kept
from meetings.day import claims
from meetings.desk.desk import desk_for
from meetings.minutes import corrections
from meetings.models import Meeting
from meetings.telling import answers, events
from members.access import Reader, circle_of, keeps_the_record
from members.entry import hide_unless
from members.standing import founding


@require_safe
def upcoming(request):
    """The meetings to come that this reader may see."""
    reader, shelf = Reader.of(request.user), keeping.shelf_of(request)
    key = reader, kept.turns_today(shelf)
    page = keeping.part(
        request, "meetings/_upcoming.html", key, lambda: access.of_lists(reader) | _ahead(reader.circle)
    )
    return render(request, "meetings/upcoming.html", {"page": page})


def _ahead(circle):
    return {"meetings": Meeting.objects.visible_within(circle).ahead()[:50]}


@require_safe
def past(request, year=None):
    """The meetings of one year that are over; without a year, of the last one that had any."""
    reader, shelf = Reader.of(request.user), keeping.shelf_of(request)
    years = kept.years(shelf, reader.circle)
    if year is not None and year not in years:
        raise Http404
    year = year or (years[0] if years else timezone.localdate().year)
    facts = access.of_lists(reader) | {"year": year, "years": years}
    key = reader, year, kept.turns_today(shelf)
    leaf = keeping.leaf(request, "meetings/_past.html", key, lambda number: facts | _over(reader.circle, year, number))
    return render(request, "meetings/past.html", {"leaf": leaf, "year": year, "may_schedule": facts["may_schedule"]})


def _over(circle, year, number):
    """Return a page of the meetings of a year that are over, each with whether its minutes may be read."""
    meetings = Meeting.objects.visible_within(circle).past().in_year(year).select_related("minutes")
    page = Paginator(meetings, 50).get_page(number)
    return {"page": page, "rows": [(meeting, access.minutes_are_open_to(circle, meeting)) for meeting in page]}


@require_safe
def meeting(request, pk):
    """One meeting with its agenda, as far as this reader may see it."""
    reader, shelf = request.user, keeping.shelf_of(request)
    meeting = kept.meeting(shelf, pk, circle_of(reader))
    hide_unless(request, meeting)
    may = _may(reader, meeting)
    shown = kept.Shown(circle_of(reader), reader.is_authenticated, may["may_pull"])
    context = {"meeting": meeting, "pieces": kept.agenda(shelf, meeting, shown)}
    context["desk"] = desk_for(reader, meeting) if access.may_schedule(reader) else None
    if meeting.is_public and not reader.is_authenticated:
        context["event"] = events.event_of(meeting, founding.forum_of(request))
    return render(request, "meetings/meeting.html", context | _own(reader, meeting) | may)


def _own(person, meeting):
    """Return what of a meeting is this reader's own: their answer, and their word of having been there."""
    if access.may_answer(person, meeting):
        return {"my_answer": answers.coming_of(meeting, person)}
    if not access.may_have_claimed(person, meeting):
        return {}
    mine = claims.with_claim(Meeting.objects.only("pk"), person).get(pk=meeting.pk)
    is_missed = access.may_claim(person, meeting) and mine.is_missed
    return {"claim": getattr(mine, "my_claim", None), "is_missed": is_missed}


def _may(person, meeting):
    """Return what this reader may do with a meeting, for its links and buttons."""
    return {
        "may_answer": access.may_answer(person, meeting),
        "may_pull": access.is_member(person) and meeting.may_still_pull,
        "may_propose": access.may_propose(person) and access.may_read_agenda(person, meeting),
    }


@require_safe
def minutes(request, pk):
    """The minutes of a meeting, if this reader may see them."""
    reader, shelf = request.user, keeping.shelf_of(request)
    minutes = kept.minutes(shelf, pk, circle_of(reader))
    hide_unless(request, minutes)
    shown = kept.ShownMinutes(circle_of(reader), reader.is_authenticated, _may_correct(shelf, reader, minutes))
    context = {
        "meeting": minutes.meeting,
        "minutes": minutes,
        "page": kept.minutes_page(shelf, minutes, shown),
        "offered": kept.corrections_offered(shelf, minutes, reader),
        "may_write_minutes": access.may_write_minutes(reader, minutes.meeting),
        "may_confirm_minutes": access.may_confirm_minutes(reader, minutes.meeting),
        "keeps_the_record": keeps_the_record(reader),
        "may_propose": access.may_propose(reader),
    }
    return render(request, "meetings/minutes.html", context)


def _may_correct(shelf, person, minutes):
    """Return whether this reader may offer corrections now."""
    roll = kept.read(shelf, minutes, circle_of(person)).roll
    was_there = roll is not None and roll.has(person)
    return corrections.is_open(minutes) and access.may_offer_correction(person, minutes, was_there=was_there)
