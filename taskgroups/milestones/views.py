"""Pages of a group's milestones: added, changed, done and removed by whoever keeps the group."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.steps import version_in
from members import undoing
from members.entry import back
from taskgroups import access
from taskgroups.entry import kept
from taskgroups.milestones import milestones
from taskgroups.milestones.forms import MilestoneForm
from taskgroups.models import Milestone


def _milestone(group, pk):
    row = group.milestones.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def add_milestone(request, pk):
    """Add a milestone to a group."""
    group = kept(request, pk)
    form = MilestoneForm(request.POST or None, instance=Milestone(group=group))
    if request.method == "POST" and form.is_valid() and milestones.save(form=form, by=request.user):
        messages.success(request, _("The milestone is on the timeline."))
        return redirect(form.instance)
    return render(request, "taskgroups/milestones/add_milestone.html", {"form": form, "group": group})


def edit_milestone(request, pk, milestone):
    """Change a milestone."""
    group = kept(request, pk)
    form = MilestoneForm(request.POST or None, instance=_milestone(group, milestone))
    if request.method == "POST" and form.is_valid() and milestones.save(form=form, by=request.user):
        messages.success(request, _("The milestone is saved."))
        return redirect(form.instance)
    context = {"form": form, "group": group, "milestone": form.instance}
    return render(request, "taskgroups/milestones/edit_milestone.html", context, status=form.status)


@require_POST
def finish_milestone(request, pk, milestone):
    """Mark a milestone as done today."""
    row = _milestone(kept(request, pk, access.against_working), milestone)
    milestones.finish(milestone=row, by=request.user, version=version_in(request.POST))
    messages.success(request, _("Done: %(title)s") % {"title": row.title})
    return redirect(back(request) or row)


def remove_milestone(request, pk, milestone):
    """Remove a milestone, after a page that asks."""
    group = kept(request, pk)
    row = _milestone(group, milestone)
    if request.method == "POST":
        row.delete()
        undoing.offer(request, _("The milestone is removed."), "taskgroups:put_back_milestone", group.pk, milestone)
        return redirect(group)
    return render(request, "taskgroups/milestones/remove_milestone.html", {"group": group, "milestone": row})
