"""The page that circulates minutes: to whom they go, and the letter that says so."""

from functools import partial

from django.shortcuts import redirect, render

from common.steps import mark_of, version_in
from meetings import access, against
from meetings.minutes import lifecycle
from meetings.models import Minutes
from meetings.telling import circulating
from members.entry import fetch, require
from members.pressing import press


def circulate(request, pk):
    """Send the draft to those who may read it, after a page that says who they are."""
    row = fetch(request, Minutes.objects.select_related("meeting"), meeting_id=pk)
    require(request, access.may_schedule(request.user), against.recording(row.meeting))
    step, status, changed = lifecycle.CIRCULATE, 200, []
    if request.method == "POST":
        act = partial(circulating.circulate, minutes=row, by=request.user, version=version_in(request.POST))
        is_taken, changed = press(request, act, step.done)
        if is_taken:
            return redirect(row)
        status = 409
    context = {"minutes": row, "meeting": row.meeting, "step": step, "mark": mark_of(row, step), "changed": changed}
    context["preview"] = circulating.preview(row)
    return render(request, "meetings/telling/circulate.html", context, status=status)
