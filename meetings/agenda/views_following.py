"""Where an item came up before and after, for the administrator and the Chair: linked by hand,
and carried on to the next meeting.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings import access
from meetings.agenda import following
from meetings.agenda.ties import ties_of
from meetings.models import AgendaItem
from members.access import circle_of
from members.entry import fetch, require


def _item(request, pk):
    """Return an item, for those who build agendas; also one whose minutes are confirmed,
    because a link changes no word of them.
    """
    item = fetch(request, AgendaItem.objects.select_related("meeting__minutes"), pk=pk)
    require(request, access.may_schedule(request.user))
    return item


def follow_item(request, pk):
    """Say at which earlier item this matter came up, and see where it came up later."""
    item = _item(request, pk)
    words = request.GET.get("words", "")[:100]
    if request.method == "POST":
        earlier = get_object_or_404(
            AgendaItem.objects.select_related("meeting"), pk=_number(request.POST.get("earlier"))
        )
        following.link(later=item, earlier=earlier)
        messages.success(request, _("“%(title)s” is noted as having come before.") % {"title": earlier.title})
        return redirect("meetings:follow_item", item.pk)
    context = {
        "item": item,
        "meeting": item.meeting,
        "words": words,
        "found": following.earlier_items(item, words) if "words" in request.GET else None,
        "linked": following.linked_to(item),
        "ties": ties_of([item], circle_of(request.user))[item.pk],
        "next": following.next_after(item.meeting),
    }
    return render(request, "meetings/agenda/follow_item.html", context)


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


@require_POST
def unfollow_item(request, pk, earlier):
    """Take the link to an earlier item away."""
    item = _item(request, pk)
    following.unlink(later=item, earlier=get_object_or_404(AgendaItem.objects, pk=earlier))
    messages.success(request, _("The link is taken away."))
    return redirect("meetings:follow_item", item.pk)


@require_POST
def carry_on(request, pk):
    """Put the matter of an item on the agenda of the next meeting."""
    item = _item(request, pk)
    new = following.carry_on(item=item)
    messages.success(
        request, _("It is item %(number)s of %(meeting)s.") % {"number": new.number, "meeting": new.meeting}
    )
    return redirect("meetings:edit_item", new.pk)
