"""Pages of what a group does: its meetings, papers and actions, kept by everybody who is in it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from common.steps import version_in
from meetings.papers import reading
from members import handing_out, undoing
from members.entry import back, fetch
from taskgroups import access
from taskgroups.at_work import calendars
from taskgroups.at_work import work as verbs
from taskgroups.at_work.forms import GroupActionForm, GroupMeetingForm, GroupPaperForm
from taskgroups.entry import worked
from taskgroups.models import GroupAction, GroupMeeting, GroupPaper, TaskGroup


def _save_paper(*, form, by) -> bool:
    """Save a paper; that the disk is full is said beside its file."""
    return form.found_room(verbs.save_paper, form=form, by=by)


KINDS = {
    "meeting": (GroupMeeting, GroupMeetingForm, verbs.save_meeting, gettext_lazy("Meeting of the group")),
    "paper": (GroupPaper, GroupPaperForm, _save_paper, gettext_lazy("Paper of the group")),
    "action": (GroupAction, GroupActionForm, verbs.save_action, gettext_lazy("Action of the group")),
}


@require_safe
def work(request, pk):
    """What a group does: its meetings, its papers, who has taken on what, and how it gets on month by month."""
    group = fetch(request, TaskGroup.objects, pk=pk)
    seen = request.user
    papers = list(GroupPaper.objects.visible_to(seen).filter(group=group).select_related("uploaded_by"))
    works = access.works_in(seen, group)
    context = {
        "group": group,
        "here": "work",
        "meetings": list(GroupMeeting.objects.visible_to(seen).filter(group=group).prefetch_related("came__person")),
        "papers": [paper for paper in papers if not paper.removed_at],
        "removed": [paper for paper in papers if paper.removed_at and works],
        "unread": reading.unread(paper.file.name for paper in papers) if works and papers else {},
        "actions": list(group.actions.select_related("owner")),
        "progress": list(group.progress.select_related("said_by")),
        "works": works and not access.against_working(seen, group),
        "talks": works,
        "says": access.is_keeper_of(seen, group) and not access.against_extending(seen, group),
    }
    return render(request, "taskgroups/at_work/work.html", context)


def _row(request, group, kind, key):
    model = KINDS[kind][0]
    row = model.objects.visible_to(request.user).filter(group=group, pk=key).select_related("group").first()
    if row is None:
        raise Http404
    return row


def _edit(request, group, kind, row):
    """Show a form over a row of a group's work, and save it."""
    _model, form_of, save, title = KINDS[kind]
    form = form_of(request.POST or None, request.FILES or None, instance=row)
    is_new = row._state.adding
    if request.method == "POST" and form.is_valid() and save(form=form, by=request.user):
        messages.success(request, _("It is saved."))
        return redirect("taskgroups:work", group.pk)
    context = {"form": form, "group": group, "title": title, "is_new": is_new}
    return render(request, "taskgroups/at_work/edit_work.html", context, status=form.status)


def add_work(request, pk, kind):
    """Add a meeting, a paper or an action to a group's work."""
    group = worked(request, pk)
    return _edit(request, group, kind, KINDS[kind][0](group=group))


def edit_work(request, pk, row, kind):
    """Change a meeting, a paper or an action of a group."""
    group = worked(request, pk)
    return _edit(request, group, kind, _row(request, group, kind, row))


def remove_work(request, pk, row, kind):
    """Remove a meeting or an action of a group, after a page that asks."""
    group = worked(request, pk)
    thing = _row(request, group, kind, row)
    if request.method == "POST":
        thing.delete()
        undoing.offer(request, _("It is removed."), f"taskgroups:put_back_group_{kind}", group.pk, row)
        return redirect("taskgroups:work", group.pk)
    return render(
        request, "taskgroups/at_work/remove_work.html", {"group": group, "thing": thing, "title": KINDS[kind][3]}
    )


@require_POST
def move_paper(request, pk, row):
    """Take a paper of a group off the page, or put a removed one back."""
    group = worked(request, pk)
    paper = _row(request, group, "paper", row)
    if paper.removed_at:
        verbs.put_back_paper(paper=paper)
        messages.success(request, _("The paper is back."))
    else:
        verbs.remove_paper(paper=paper)
        messages.success(request, _("The paper is off the page. Below “Removed” you can put it back."))
    return redirect("taskgroups:work", group.pk)


@require_POST
def finish_group_action(request, pk, row):
    """Close an action of a group as done."""
    group = worked(request, pk)
    action = _row(request, group, "action", row)
    verbs.finish_action(action=action, by=request.user, version=version_in(request.POST))
    undoing.offer(request, _("Done. Thank you."), "taskgroups:reopen_group_action", group.pk, row)
    return redirect(back(request) or action)


@require_POST
def reopen_group_action(request, pk, row):
    """Take back that an action of a group is done."""
    group = worked(request, pk)
    action = _row(request, group, "action", row)
    verbs.reopen_action(action=action)
    messages.success(request, _("The action is open again."))
    return redirect(action)


@require_safe
def group_paper(request, pk, row):
    """The file of a paper of a group, for whoever may read it."""
    paper = fetch(request, GroupPaper.objects, pk=row, group=pk, removed_at=None)
    try:
        return handing_out.served(request, paper.file.open, paper.name, paper.content_type, etag=paper.file.name)
    except FileNotFoundError:
        raise Http404 from None


@require_safe
def group_calendar(request, pk, row):
    """A meeting of a group as a file for a calendar."""
    meeting = fetch(request, GroupMeeting.objects.select_related("group"), pk=row, group=pk)
    content = calendars.file_of(meeting)
    named = content_disposition_header(True, f"{meeting.starts_at:%Y-%m-%d}.ics")
    headers = {"Content-Disposition": named}

    def whole():
        return HttpResponse(content, content_type=calendars.CONTENT_TYPE, headers=headers)

    return handing_out.unless_known(request, handing_out.digest_of(content), whole)
