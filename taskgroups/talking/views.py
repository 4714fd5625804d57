"""What the people of a group say: messages among them, a letter to all, and the line of the month, also by link."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from members.entry import fetch, hide_unless, read_as
from taskgroups import access
from taskgroups.entry import kept, worked
from taskgroups.models import GroupMessage, TaskGroup
from taskgroups.talking import progress, saying
from taskgroups.talking.forms import GroupMessageForm, ProgressLineForm


def talk(request, pk):
    """What the people of a group say among themselves, and a place to say something."""
    group = fetch(request, TaskGroup.objects.select_related("convenor", "deputy"), pk=pk)
    hide_unless(request, access.works_in(request.user, group))
    form = GroupMessageForm(request.POST or None, instance=GroupMessage(group=group))
    if request.method == "POST":
        worked(request, pk)
        if form.is_valid():
            saying.say(form=form, by=request.user)
            messages.success(request, _("Your message is there. Thank you."))
            return redirect("taskgroups:talk", group.pk)
    rows = GroupMessage.objects.visible_to(request.user).filter(group=group).select_related("author")
    context = {"group": group, "here": "talk", "form": form, "talks": True}
    context |= {"page": Paginator(rows, 30).get_page(request.GET.get("page"))}
    context["works"] = not access.against_working(request.user, group)
    return render(request, "taskgroups/talking/talk.html", context)


@require_POST
def take_back_message(request, pk, message):
    """Take one's own message back, or put it back."""
    group = worked(request, pk)
    row = GroupMessage.objects.visible_to(request.user).filter(group=group, pk=message).first()
    if row is None:
        raise Http404
    saying.remove_message(message=row, by=request.user)
    messages.success(request, _("It is back.") if row.removed_at else _("It is taken back. You can put it back."))
    return redirect("taskgroups:talk", group.pk)


def write_to_group(request, pk):
    """Write a letter to everybody in the group, after a page that shows it."""
    group = kept(request, pk, access.against_working)
    form = GroupMessageForm(request.POST or None, instance=GroupMessage(group=group))
    is_ready = request.method == "POST" and form.is_valid()
    if is_ready and "send" in request.POST:
        saying.write_to_group(form=form, by=request.user)
        messages.success(request, _("The letters are on their way, and the message stands in the talk."))
        return redirect("taskgroups:talk", group.pk)
    context = {"group": group, "form": form}
    if is_ready:
        context |= dict(zip(("readers", "letters", "most"), saying.preview(form.instance, request.user), strict=True))
    return render(request, "taskgroups/talking/write_to_group.html", context)


def say_progress(request, pk):
    """Say in one line how the group gets on this month."""
    group = kept(request, pk, access.against_extending)
    line = progress.line_of(group, progress.month_of(timezone.localdate()))
    form = ProgressLineForm(request.POST or None, instance=line)
    if request.method == "POST" and form.is_valid():
        progress.save_progress(form=form, by=request.user)
        messages.success(request, _("Thank you: the line stands on the page of the group."))
        return redirect("taskgroups:work", group.pk)
    return render(request, "taskgroups/talking/say_progress.html", {"form": form, "group": group, "line": line})


@never_cache
def progress_by_link(request, token):
    """Say in one line how a group gets on, by the link of a letter; the page waits for a press."""
    try:
        line, reader = progress.open_link(token)
    except progress.DeadLink:
        return render(request, "meetings/dead_link.html", status=404)
    read_as(request, reader)
    form = ProgressLineForm(request.POST or None, instance=line)
    saved = request.method == "POST" and form.is_valid()
    if saved:
        progress.save_progress(form=form, by=reader)
    context = {"form": form, "group": line.group, "line": line, "saved": saved}
    return render(request, "taskgroups/talking/progress_by_link.html", context)
