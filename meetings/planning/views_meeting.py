"""Pages for the administrator and the Chair: plan a meeting and build its agenda."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from common.steps import mark_of, offered
from meetings import access, against
from meetings.models import Meeting
from meetings.planning import changes, lifecycle, scheduling
from meetings.planning.forms_meeting import MeetingForm
from members.entry import fetch, require
from members.pressing import press_step


def schedule(request):
    """Plan a new meeting."""
    require(request, access.may_schedule(request.user))
    form = MeetingForm(request.POST or None, initial={"chair": lifecycle.usual_chair(), "shared_with_partners": True})
    if request.method == "POST" and (meeting := scheduling.plan_meeting(form=form)):
        messages.success(request, _("The meeting is planned. Members see its date and place; now build its agenda."))
        return redirect("meetings:build_agenda", meeting.pk)
    return render(request, "meetings/planning/schedule.html", {"form": form})


def edit_meeting(request, pk):
    """Change the facts of a meeting."""
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=pk)
    require(request, access.may_schedule(request.user))
    access.refuse_once_confirmed(meeting)
    form = MeetingForm(request.POST or None, instance=meeting)
    if request.method == "POST" and scheduling.change_meeting(form=form):
        messages.success(request, _("The meeting is saved."))
        return redirect("meetings:tell_change", meeting.pk) if changes.waiting_of(meeting) else redirect(meeting)
    return render(
        request, "meetings/planning/edit_meeting.html", {"form": form, "meeting": meeting}, status=form.status
    )


def step(request, pk, name):
    """Take one step of the cycle, after a page that says what it will do."""
    step = lifecycle.STEPS.get(name)
    mark = step and mark_of(Meeting(pk=pk), step)  # before anything is read that the page shows
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=pk)
    require(request, access.may_schedule(request.user))
    if step is None:
        raise Http404
    is_open = step.is_open_to(meeting, request.user)
    require(request, True, against.stepping(meeting) if request.method == "POST" and not is_open else "")
    is_taken, changed = press_step(request, meeting, step) if request.method == "POST" else (False, [])
    if is_taken:
        is_off = name in ("postpone", "cancel") and meeting.ends_at > timezone.now()
        return redirect("meetings:tell_change", meeting.pk) if is_off else redirect(meeting)
    possible = step in offered([step], request.user, meeting)
    context = {"meeting": meeting, "step": step, "possible": possible, "mark": mark, "changed": changed}
    context["missing"] = step.asks(meeting) if is_open else against.stepping(meeting)
    status = 409 if request.method == "POST" or not possible else 200
    return render(request, "meetings/planning/step.html", context, status=status)
