"""Pages on which an agenda is built, for the administrator and the Chair: items added, changed, moved and removed."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings import access, against
from meetings.agenda import building, pack_due, standing_items
from meetings.agenda.forms import NUMBER_DROPPED, AgendaItemForm, QuickItemForm, RowItemForm
from meetings.agenda.showing import PAPERS, TIES, read_agenda
from meetings.entry import to_prepare
from meetings.models import AgendaItem, ItemKind, Meeting, Proposal
from members import undoing
from members.access import circle_of
from members.entry import fetch, require


@require_safe
def build_agenda(request, pk):
    """The whole agenda on one page, to add, edit, move and remove items."""
    meeting = to_prepare(request, pk, against.building)
    is_open = "before" in request.GET or "added" in request.GET
    return show_building(request, meeting, QuickItemForm(is_open=is_open), request.GET.get("before"))


def show_building(request, meeting, form, before=""):
    """Render the page on which an agenda is built; the new item comes before the one with the key `before`, if any."""
    agenda = read_agenda(meeting, circle_of(request.user), below=(PAPERS, TIES))
    context = {
        "meeting": meeting,
        "agenda": agenda,
        "quick": form,
        "before": next((item for item in agenda.items if str(item.pk) == before), None),
        "kinds": ItemKind.choices,
        "removed": AgendaItem.removed.filter(meeting=meeting).order_by("-removed_at"),
        "tray": Proposal.objects.visible_to(request.user)
        .waiting()
        .filter(Q(meeting=meeting) | Q(meeting=None))
        .select_related("proposer"),
        "last_position": len(agenda.items),
        "may_add_standing": meeting.state != Meeting.State.HELD,
        "may_tell": access.may_tell(request.user, meeting),
        "may_publish": meeting.state == Meeting.State.PLANNED and agenda.items,
    }
    return render(request, "meetings/agenda/build_agenda.html", context, status=form.status)


def tell_of(request, item, form) -> None:
    """Say where a new item stands, what it does to the time, and whether a number before its title is left out."""
    bar = read_agenda(item.meeting, circle_of(request.user), below=()).bar
    facts = {"number": item.number, "total": bar.total_minutes if bar else 0, "length": item.meeting.length}
    said = _("Item %(number)s is on the agenda, which now takes %(total)s of %(length)s minutes.") % facts
    (messages.warning if bar and bar.overruns else messages.success)(request, said)
    if form.number_dropped:
        messages.info(request, NUMBER_DROPPED)


def add_item(request, pk):
    """Add an item to an agenda, before those that close it."""
    meeting = to_prepare(request, pk, against.building)
    form = AgendaItemForm(request.POST or None, instance=AgendaItem(meeting=meeting))
    if request.method == "POST" and form.is_valid():
        item = standing_items.place_item(meeting=meeting, item=form.save(commit=False))
        tell_of(request, item, form)
        return redirect("meetings:add_item" if "another" in request.POST else "meetings:build_agenda", meeting.pk)
    return render(request, "meetings/agenda/add_item.html", {"form": form, "meeting": meeting})


def _item(request, pk):
    """Return the agenda item, for those who may build its agenda."""
    item = fetch(request, AgendaItem.objects.select_related("meeting__minutes"), pk=pk)
    require(request, access.may_schedule(request.user), against.building(item.meeting))
    return item


def edit_item(request, pk):
    """Change an item of an agenda."""
    item = _item(request, pk)
    form = AgendaItemForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        pack_due.enqueue_packs(item.meeting)
        messages.success(request, _("The item is saved."))
        if form.number_dropped:
            messages.info(request, NUMBER_DROPPED)
        return redirect("meetings:build_agenda", item.meeting_id)
    context = {"form": form, "item": item, "meeting": item.meeting}
    return render(request, "meetings/agenda/edit_item.html", context, status=form.status)


def set_item(request, pk):
    """Change the kind and the minutes of an item in its row."""
    item = _item(request, pk)
    form = RowItemForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        pack_due.enqueue_packs(item.meeting)
        messages.success(request, _("The item is saved."))
        return redirect("meetings:build_agenda", item.meeting_id)
    context = {"form": form, "item": item, "meeting": item.meeting}
    return render(request, "meetings/agenda/edit_item.html", context, status=form.status)


@require_POST
def move_item(request, pk):
    """Move an item: `to` is "up", "down" or a position."""
    item = _item(request, pk)
    wish = request.POST.get("to", "")
    steps = {"up": item.position - 1, "down": item.position + 1}
    if wish not in steps and not wish.isdecimal():
        raise Http404
    item = building.move_item(item=item, to=steps.get(wish) if wish in steps else int(wish[:4]))
    was_sent = _("“%(title)s” is moved. It was sent as item %(number)s, and keeps that number.")
    said = was_sent if item.sent_version else _("“%(title)s” is now item %(number)s.")
    messages.success(request, said % {"title": item.title, "number": item.number})
    return redirect("meetings:build_agenda", item.meeting_id)


def remove_item(request, pk):
    """Remove an item, after a page that asks."""
    item = _item(request, pk)
    if request.method == "POST":
        building.remove_item(item=item)
        undoing.offer(
            request, _("“%(title)s” is off the agenda.") % {"title": item.title}, "meetings:put_back_item", pk
        )
        return redirect("meetings:build_agenda", item.meeting_id)
    return render(request, "meetings/agenda/remove_item.html", {"item": item, "meeting": item.meeting})
