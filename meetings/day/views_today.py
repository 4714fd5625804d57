"""The page for the day itself, on phones and on the wall: the item now, how long is left of it, and what comes next."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common import keeping
from meetings import access, against
from meetings.day import kept, time_spent
from meetings.day.course import course_of
from meetings.entry import to_prepare
from meetings.models import Meeting
from members.access import circle_of
from members.entry import fetch, hide_unless, require

EVERY = "60"  # seconds after which a page without scripts asks again, where its reader has asked for that


@require_safe
def today(request, pk):
    """Where the meeting is now, for whoever may read its agenda; with the press that moves it on for who runs it."""
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=pk)
    hide_unless(request, access.may_read_agenda(request.user, meeting))
    now = timezone.now()
    agenda = kept.agenda_today(keeping.shelf_of(request), meeting, circle_of(request.user))
    by_itself = "again" in request.GET and meeting.is_today
    context = {
        "meeting": meeting,
        "course": course_of(agenda, now),
        "now": now,
        "may_run": meeting.is_recordable and access.may_take_register(request.user, meeting),
        "by_itself": by_itself,
    }
    answer = render(request, "meetings/day/today.html", context)
    if by_itself:
        answer["Refresh"] = EVERY
    return answer


@require_POST
def move_on(request, pk):
    """Begin an item, which ends the one before it; end the last one; or go back, where one was pressed too early."""
    meeting = to_prepare(request, pk, against.recording)
    access.refuse_too_early(meeting)
    sent = request.POST
    key = sent.get("begin") or sent.get("back") or ""
    item = meeting.items.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None
    require(request, True, "" if item or "end" in sent else _("This has been removed in the meantime."))
    if not time_spent.move_on(meeting=meeting, to=item, seen=sent.get("at", ""), is_back="back" in sent):
        messages.info(request, _("Somebody else has moved on in the meantime. This is where the meeting is now."))
    return redirect("meetings:today", meeting.pk)
