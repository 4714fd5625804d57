"""Putting back what was removed from a group by mistake: the other end of the bar that offers it."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import undoing
from taskgroups.entry import kept, worked
from taskgroups.models import GroupAction, GroupMeeting, GroupMember, GroupPresence, Milestone

KINDS = {"member": GroupMember, "milestone": Milestone, "meeting": GroupMeeting, "action": GroupAction}


@require_POST
@transaction.atomic
def put_back(request, pk, row, kind):
    """Put somebody or something back that was removed from a group: for whoever may remove it, as long as they may."""
    is_work = kind in ("meeting", "action")
    group = (worked if is_work else kept)(request, pk)
    thing = undoing.as_it_was(KINDS[kind], row)
    if thing.group_id != group.pk:
        raise Http404
    thing.save(force_insert=True)
    if kind == "meeting":
        for came in undoing.gone_with(thing, GroupPresence, meeting=row):
            came.save(force_insert=True)
    said = _("%(name)s is back in the group.") % {"name": thing.person.name} if kind == "member" else _("It is back.")
    messages.success(request, said)
    return redirect("taskgroups:work" if is_work else "taskgroups:group", group.pk)
