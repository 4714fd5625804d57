"""Pages for those who take part: their own actions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from meetings import access
from meetings.forms import ProgressForm
from meetings.models import Action
from members.entry import fetch, require


@login_required
def my_actions(request):
    """The reader's own actions: the open ones first, then the last fifty that are closed."""
    mine = Action.objects.visible_to(request.user).filter(owner=request.user).select_related("paragraph__item__meeting")
    closed = mine.exclude(status=Action.Status.OPEN).order_by("-pk")[:50]
    return render(request, "meetings/my_actions.html", {"open_actions": mine.open(), "closed_actions": closed})


def action(request, pk):
    """One action: how it stands, to be changed by its owner or who keeps the record."""
    action = fetch(request, Action.objects.select_related("paragraph__item__meeting", "owner"), pk=pk)
    require(request, access.may_do(request.user, action))
    form = ProgressForm(request.POST or None, instance=action)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("Saved. Thank you."))
        return redirect("meetings:my_actions" if action.owner == request.user else action.paragraph.item.meeting.minutes)
    return render(request, "meetings/action.html", {"action": action, "form": form}, status=form.status)
