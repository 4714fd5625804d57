"""What goes on an agenda besides new items: those of every meeting, and those from the bin."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meetings import access, against
from meetings.agenda import building, standing_items
from meetings.entry import to_prepare
from meetings.models import AgendaItem
from members.entry import require


@require_POST
def add_standing_items(request, pk):
    """Put the items of every meeting on an agenda."""
    meeting = to_prepare(request, pk, against.building)
    added = standing_items.add_standing_items(meeting=meeting)
    text = ngettext("%(number)s standing item is on the agenda.", "%(number)s standing items are on the agenda.", added)
    messages.success(request, text % {"number": added})
    return redirect("meetings:build_agenda", meeting.pk)


@require_POST
def put_back_item(request, pk):
    """Put an item from the bin back on its agenda."""
    require(request, access.may_schedule(request.user))  # first, so that nobody else learns what lies in the bin
    item = get_object_or_404(AgendaItem.removed.select_related("meeting__minutes"), pk=pk)
    to_prepare(request, item.meeting_id, against.building)
    building.put_back_item(item=item)
    messages.success(request, _("“%(title)s” is back on the agenda.") % {"title": item.title})
    return redirect("meetings:build_agenda", item.meeting_id)
