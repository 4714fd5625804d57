"""What goes on an agenda besides new items: those of every meeting, and those from the bin."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meetings import access, against
from meetings.agenda import building, standing_items
from meetings.models import AgendaItem, Meeting
from members.entry import fetch, require


def _meeting(request, pk):
    """Return a meeting, for those who may build its agenda."""
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=pk)
    require(request, access.may_schedule(request.user), against.building(meeting))
    return meeting


@require_POST
def add_standing_items(request, pk):
    """Put the items of every meeting on an agenda."""
    meeting = _meeting(request, pk)
    added = standing_items.add_standing_items(meeting=meeting)
    text = ngettext("%(number)s standing item is on the agenda.", "%(number)s standing items are on the agenda.", added)
    messages.success(request, text % {"number": added})
    return redirect("meetings:build_agenda", meeting.pk)


@require_POST
def put_back_item(request, pk):
    """Put an item from the bin back on its agenda."""
    require(request, access.may_schedule(request.user))  # first, so that nobody else learns what lies in the bin
    item = get_object_or_404(AgendaItem.removed.select_related("meeting__minutes"), pk=pk)
    _meeting(request, item.meeting_id)
    building.put_back_item(item=item)
    messages.success(request, _("“%(title)s” is back on the agenda.") % {"title": item.title})
    return redirect("meetings:build_agenda", item.meeting_id)
