"""Pages on which Task and Finish Groups are read: the list with its timeline, and one group."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common import keeping
from common.steps import offered
from meetings.models import AgendaItem, Decision, Meeting
from members.access import Circle, belongs, circle_of
from members.entry import fetch, hide_unless
from members.models.people import has_left, telling
from taskgroups import access
from taskgroups.milestones import timeline
from taskgroups.models import GroupRequest, TaskGroup
from taskgroups.steering import lifecycle


@require_safe
def groups(request):
    """The groups this reader may see: a picture of those at work, then the proposed and the finished ones."""
    reader = request.user
    hide_unless(request, belongs(reader))
    circle = circle_of(reader)
    key = circle, None if circle is Circle.KEEPER else reader.pk  # of private groups each reads their own
    leaf = keeping.leaf(request, "taskgroups/_groups.html", key, lambda number: _listed(reader, number))
    return render(request, "taskgroups/groups.html", {"leaf": leaf})


def _listed(reader, number):
    """Return all groups at work or proposed that somebody sees, and a page of the finished ones."""
    seen = TaskGroup.objects.visible_to(reader).with_convenors()
    page = Paginator(seen.finished().order_by("-finished_at", "-pk"), 50).get_page(number)
    shown = list(seen.open().prefetch_related("milestones"))
    recent = list(page.object_list.prefetch_related("milestones")) if page.number == 1 else []
    facts = {"open_groups": shown, "proposed": list(seen.proposed()), "page": page, "logged_in": True}
    facts["timeline"] = timeline.draw(timeline.shown_with(shown, recent))
    return facts | {"may_set_up": access.may_set_up(reader), "may_propose": access.may_propose(reader)}


@require_safe
def group(request, pk):
    """One group: its remit, its milestones in a picture, its people, its dates and its report."""
    rows = TaskGroup.objects.with_convenors().select_related("set_up_at", "report_item__meeting", "ballot")
    group = fetch(request, rows.prefetch_related("milestones__done_by", "due_changes"), pk=pk)
    places = list(group.places.select_related("person__organisation").annotate(has_left=telling(has_left("person"))))
    context = {
        "group": group,
        "places": places,
        "timeline": timeline.draw([group]),
        "decisions": _decisions(group, request.user),
        "may_keep": access.may_keep(request.user, group),
        "may_work": access.may_keep(request.user, group) and group.is_at_work,
        "may_decide": access.may_set_up(request.user) and group.is_proposed,
        "talks": access.is_keeper_of(request.user, group) or any(row.person_id == request.user.pk for row in places),
        "steps": offered(lifecycle.STEPS.values(), request.user, group),
        "logged_in": True,
    }
    return render(
        request,
        "taskgroups/group.html",
        context | _seen_of(group, request.user) | _joining(group, places, request.user),
    )


def _decisions(group, reader) -> dict:
    """Return {key: Decision} of those about a group that its reader may read."""
    keys = {group.decision_id, group.adopted_by_id, *(row.decision_id for row in group.due_changes.all())} - {None}
    rows = Decision.objects.visible_to(reader).filter(pk__in=keys) if keys else Decision.objects.none()
    return {row.pk: row for row in rows.select_related("paragraph__item__meeting")}


def _seen_of(group, reader) -> dict:
    """Return whether its reader sees the meeting at which a group was set up, and the item that brings its report: who
    keeps the group brought it there, and sees so while the agenda is a draft.
    """
    meeting, item = group.set_up_at_id, group.report_item
    seen = AgendaItem.objects.visible_to(reader).filter(pk=group.report_item_id)
    if item and access.may_keep(reader, group):
        seen = Meeting.objects.visible_to(reader).filter(pk=item.meeting_id)
    return {
        "may_see_set_up_at": bool(meeting) and Meeting.objects.visible_to(reader).filter(pk=meeting).exists(),
        "may_see_item": bool(item) and seen.exists(),
        "may_see_ballot": bool(group.ballot_id) and circle_of(reader) >= Circle.MEMBER,
    }


def _joining(group, places, reader) -> dict:
    """Return what somebody may do about being in a group, and who asks to be in it."""
    waiting = list(group.requests.waiting().select_related("person__organisation")) if group.is_at_work else []
    mine = next((row for row in waiting if row.person_id == reader.pk), None)
    is_in = any(place.person_id == reader.pk for place in places)
    may_join = access.may_join(reader, group)
    keeps = access.may_keep(reader, group)
    return {
        "may_join": may_join and not is_in and mine is None,
        "may_leave": may_join and is_in,
        "mine": mine,
        "asked": mine is not None and mine.kind == GroupRequest.Kind.ASKED,
        "requests": [row for row in waiting if keeps],
    }
