"""Pages for the administrator and the Chair: plan a meeting and build its agenda."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings import access
from meetings.agenda import building, pack_due, standing_items
from meetings.minutes.forms import AgendaItemForm, MeetingForm, QuickItemForm
from meetings.models import AgendaItem, Meeting, Proposal
from meetings.planning import lifecycle
from meetings.reading import agenda_context
from meetings.telling import notices
from members.entry import fetch, require


def schedule(request):
    """Plan a new meeting."""
    require(request, access.may_schedule(request.user))
    form = MeetingForm(request.POST or None, initial={"chair": lifecycle.usual_chair(), "shared_with_partners": True})
    if request.method == "POST" and form.is_valid():
        meeting = form.save()
        if meeting.kind == Meeting.Kind.QUARTERLY:
            standing_items.add_standing_items(meeting=meeting)
        messages.success(request, _("The meeting is planned. Members see its date and place; now build its agenda."))
        return redirect("meetings:build_agenda", meeting.pk)
    return render(request, "meetings/schedule.html", {"form": form})


def edit_meeting(request, pk):
    """Change the facts of a meeting."""
    meeting = fetch(request, Meeting.objects, pk=pk)
    require(request, access.may_schedule(request.user))
    form = MeetingForm(request.POST or None, instance=meeting)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        pack_due.refresh(meeting)
        messages.success(request, _("The meeting is saved."))
        return redirect(meeting)
    return render(request, "meetings/edit_meeting.html", {"form": form, "meeting": meeting}, status=form.status)


def step(request, pk, name):
    """Take one step of the cycle, after a page that says what it will do."""
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=pk)
    require(request, access.may_schedule(request.user))
    step = lifecycle.STEPS.get(name)
    if step is None:
        raise Http404
    if request.method == "POST":
        step.verb(meeting=meeting)
        messages.success(request, step.done)
        is_off = name in ("postpone", "cancel") and meeting.ends_at > timezone.now()
        return redirect("meetings:tell_change", meeting.pk) if is_off else redirect(meeting)
    possible = step in lifecycle.steps_for(request.user, meeting)
    items = building.items_for(request.user, meeting)
    context = agenda_context(meeting, items, request.user) | {"step": step, "possible": possible}
    if possible and name == "publish":
        context["preview"] = notices.preview(meeting, items)
    return render(request, "meetings/step.html", context, status=200 if possible else 409)


def build_agenda(request, pk):
    """The whole agenda on one page, to add, edit, move and remove items."""
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=pk)
    require(request, access.may_build_agenda(request.user, meeting))
    return _building(request, meeting, QuickItemForm())


def quick_item(request, pk):
    """Add an item in one line from the agenda's own page."""
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=pk)
    require(request, access.may_build_agenda(request.user, meeting))
    form = QuickItemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        item = building.add_item(meeting=meeting, item=form.item())
        messages.success(request, _("Item %(number)s is on the agenda.") % {"number": item.position})
        return redirect(f"{reverse('meetings:build_agenda', args=[meeting.pk])}#quick")
    return _building(request, meeting, form)


def _building(request, meeting, form):
    """Render the page on which an agenda is built."""
    items = building.items_for(request.user, meeting)
    context = agenda_context(meeting, items, request.user) | {
        "quick": form,
        "bar": building.time_bar(meeting, items),
        "removed": AgendaItem.removed.filter(meeting=meeting).order_by("-removed_at"),
        "tray": Proposal.objects.visible_to(request.user)
        .waiting()
        .filter(Q(meeting=meeting) | Q(meeting=None))
        .select_related("proposer"),
        "last_position": len(items),
        "may_add_standing": meeting.state != Meeting.State.HELD,
        "may_publish": meeting.state == Meeting.State.PLANNED and items,
    }
    return render(request, "meetings/build_agenda.html", context)


def add_item(request, pk):
    """Add an item at the end of an agenda."""
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=pk)
    require(request, access.may_build_agenda(request.user, meeting))
    form = AgendaItemForm(request.POST or None, instance=AgendaItem(meeting=meeting))
    if request.method == "POST" and form.is_valid():
        item = building.add_item(meeting=meeting, item=form.save(commit=False))
        messages.success(request, _("Item %(number)s is on the agenda.") % {"number": item.position})
        return redirect("meetings:add_item" if "another" in request.POST else "meetings:build_agenda", meeting.pk)
    return render(request, "meetings/add_item.html", {"form": form, "meeting": meeting})


def _item(request, pk):
    """Return the agenda item, for those who may build its agenda."""
    item = fetch(request, AgendaItem.objects.select_related("meeting__minutes"), pk=pk)
    require(request, access.may_build_agenda(request.user, item.meeting))
    return item


def edit_item(request, pk):
    """Change an item of an agenda."""
    item = _item(request, pk)
    form = AgendaItemForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        pack_due.refresh(item.meeting)
        messages.success(request, _("The item is saved."))
        return redirect("meetings:build_agenda", item.meeting_id)
    context = {"form": form, "item": item, "meeting": item.meeting}
    return render(request, "meetings/edit_item.html", context, status=form.status)


@require_POST
def move_item(request, pk):
    """Move an item: `to` is "up", "down" or a position."""
    item = _item(request, pk)
    wish = request.POST.get("to", "")
    steps = {"up": item.position - 1, "down": item.position + 1}
    if wish not in steps and not wish.isdecimal():
        raise Http404
    position = building.move_item(item=item, to=steps.get(wish) if wish in steps else int(wish[:4]))
    messages.success(request, _("“%(title)s” is now item %(number)s.") % {"title": item.title, "number": position})
    return redirect("meetings:build_agenda", item.meeting_id)


def remove_item(request, pk):
    """Remove an item, after a page that asks."""
    item = _item(request, pk)
    if request.method == "POST":
        building.remove_item(item=item)
        messages.success(request, _("“%(title)s” is off the agenda.") % {"title": item.title})
        return redirect("meetings:build_agenda", item.meeting_id)
    return render(request, "meetings/remove_item.html", {"item": item, "meeting": item.meeting})
