"""The page on which an agenda is published: what is worth a look, what goes out to whom, and a line of one's own."""

from functools import partial

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common.steps import mark_of, take, version_in
from meetings import access
from meetings.agenda import building, standing_items
from meetings.agenda.below import sides_at
from meetings.agenda.showing import read_agenda
from meetings.desk import checklist
from meetings.models import Meeting, Notice
from meetings.planning import lifecycle, views_meeting
from meetings.telling import notices
from meetings.telling.forms import LineForm
from members.access import circle_of
from members.entry import fetch, require
from members.pressing import press
from members.standing.founding import forum_of

STEP = lifecycle.PUBLISH


def publish(request, pk):
    """Publish an agenda, or send its letter to oneself first, after a page that says what will go out to whom."""
    mark = mark_of(Meeting(pk=pk), STEP)  # before anything is read that the page shows
    meeting = fetch(request, _meetings(), pk=pk)
    require(request, access.may_schedule(request.user))
    if not STEP.is_open_to(meeting, request.user):
        return views_meeting.step(request, pk, STEP.name)
    form, changed = LineForm(request.POST if request.method == "POST" else None, initial=_tried(meeting)), []
    if request.method == "POST" and form.is_valid():
        if "trial" in request.POST:
            return _try(request, meeting, form)
        act = partial(take, meeting, STEP, by=request.user, version=version_in(request.POST))
        is_out, changed = press(request, partial(act, line=form.save(commit=False)), STEP.done)
        if is_out:
            return redirect(meeting)
    context = {"meeting": meeting, "step": STEP, "mark": mark, "changed": changed, "form": form}
    context |= _shown(request, meeting, form) | {"missing": STEP.asks(meeting)}
    return render(request, "meetings/desk/publish.html", context, status=409 if changed else 200)


def _meetings():
    """Return meetings with all that is asked of one before it is published, by two queries."""
    items = Prefetch("items", checklist.with_lacking(building.whole_items()))
    rows = standing_items.with_usual_titles(notices.with_draft(Meeting.objects.select_related("minutes")))
    return checklist.with_chair(rows).prefetch_related(items)


def _tried(meeting) -> dict:
    """Return the line that was last sent to oneself, for the form."""
    return meeting.draft_words or {}


def _try(request, meeting, form):
    notices.try_on_oneself(meeting=meeting, by=request.user, line=form.save(commit=False))
    said = _("The letter is on its way to you alone: %(address)s. Nothing is published yet.")
    messages.success(request, said % {"address": request.user.email})
    return redirect("meetings:publish", meeting.pk)


def _shown(request, meeting, form) -> dict:
    """Return the agenda as it will be read, what goes out, and what is worth a look."""
    rows = list(meeting.items.all())
    files = sides_at(meeting.pk)
    agenda = read_agenda(meeting, circle_of(request.user), rows=rows, files=files)
    tried = Notice(**meeting.draft_words) if meeting.draft_words else None
    line = form.save(commit=False) if form.is_bound and form.is_valid() else tried
    return {
        "agenda": agenda,
        "preview": notices.preview(meeting, rows, files, forum_of(request), line),
        "checks": checklist.checks_of(meeting, rows, agenda.bar, standing_items.usual_titles(meeting)),
    }
