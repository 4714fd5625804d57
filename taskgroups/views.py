"""Pages of Task and Finish Groups: the list, one group, and what its convenor keeps."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common import keeping
from common.steps import mark_of, offered
from meetings.models import Meeting
from members.access import belongs, keeps_the_record, reads_as
from members.entry import fetch, hide_unless, require
from members.models.people import has_left, telling
from members.pressing import press_step
from taskgroups import access, lifecycle
from taskgroups.forms import AddMemberForm, FinalReportForm, KeptByConvenorForm, TaskGroupForm
from taskgroups.models import GroupMember, TaskGroup


@require_safe
def groups(request):
    """The groups this reader may see: those at work first, then the finished ones."""
    reader = request.user
    hide_unless(request, belongs(reader))
    key = reads_as(reader)
    leaf = keeping.leaf(request, "taskgroups/_groups.html", key, lambda number: _listed(reader, number))
    return render(request, "taskgroups/groups.html", {"leaf": leaf})


def _listed(reader, number):
    """Return all groups at work that somebody sees, and a page of the finished ones."""
    seen = TaskGroup.objects.visible_to(reader).with_convenors()
    page = Paginator(seen.finished(), 50).get_page(number)
    return {"open_groups": list(seen.open()), "page": page, "may_set_up": access.may_set_up(reader), "logged_in": True}


@require_safe
def group(request, pk):
    """One group: its remit, its people, its dates and its report."""
    group = fetch(request, TaskGroup.objects.with_convenors().select_related("set_up_at"), pk=pk)
    places = list(group.places.select_related("person__organisation").annotate(has_left=telling(has_left("person"))))
    is_in = any(place.person_id == request.user.pk for place in places)
    may_join = access.may_join(request.user, group)
    context = {
        "group": group,
        "places": places,
        "may_keep": access.may_keep(request.user, group),
        "may_see_set_up_at": Meeting.objects.visible_to(request.user).filter(pk=group.set_up_at_id).exists(),
        "may_join": may_join and not is_in,
        "may_leave": may_join and is_in,
        "steps": offered(lifecycle.STEPS.values(), request.user, group),
    }
    return render(request, "taskgroups/group.html", context)


def set_up_group(request):
    """Set up a new group."""
    require(request, access.may_set_up(request.user))
    form = TaskGroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("The group is set up."))
        return redirect(form.save())
    return render(request, "taskgroups/set_up_group.html", {"form": form})


def _kept(request, pk):
    """Return the group, for those who keep its pages."""
    group = fetch(request, TaskGroup.objects.select_related("convenor"), pk=pk)
    require(request, access.is_keeper_of(request.user, group), access.against_keeping(request.user, group))
    return group


def edit_group(request, pk):
    """Change the facts of a group."""
    group = _kept(request, pk)
    kind = TaskGroupForm if keeps_the_record(request.user) else KeptByConvenorForm
    form = kind(request.POST or None, instance=group)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The group is saved."))
        return redirect(group)
    return render(request, "taskgroups/edit_group.html", {"form": form, "group": group}, status=form.status)


def final_report(request, pk):
    """Write the final report."""
    group = _kept(request, pk)
    form = FinalReportForm(request.POST or None, instance=group)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The report is saved."))
        return redirect(group)
    return render(request, "taskgroups/final_report.html", {"form": form, "group": group}, status=form.status)


def step(request, pk, name):
    """Take one step in the group's life, after a page that says what it will do."""
    group = _kept(request, pk)
    step = lifecycle.STEPS.get(name)
    if step is None:
        raise Http404
    possible = step in offered([step], request.user, group)
    is_taken, changed = press_step(request, group, step) if request.method == "POST" else (False, [])
    if is_taken:
        return redirect(group)
    context = {"group": group, "step": step, "possible": possible, "missing": step.asks(group)}
    context |= {"mark": mark_of(group, step), "changed": changed}
    status = 409 if request.method == "POST" or not possible else 200
    return render(request, "taskgroups/step.html", context, status=status)


@require_POST
def join(request, pk):
    """Join a group."""
    group = fetch(request, TaskGroup.objects, pk=pk)
    require(request, access.takes_part(request.user, group), access.against_joining(group))
    GroupMember.objects.get_or_create(group=group, person=request.user)
    messages.success(request, _("You are in the group. The convenor sees your name on its page."))
    return redirect(group)


@require_POST
def leave(request, pk):
    """Leave a group; joining again is one press."""
    group = fetch(request, TaskGroup.objects, pk=pk)
    require(request, access.takes_part(request.user, group), access.against_joining(group))
    group.places.filter(person=request.user).delete()
    messages.success(request, _("You have left the group. You can join it again at any time."))
    still = TaskGroup.objects.visible_to(request.user).filter(pk=pk).exists()
    return redirect(group) if still else redirect("taskgroups:groups")


def add_member(request, pk):
    """Add somebody to the group."""
    group = _kept(request, pk)
    form = AddMemberForm(request.POST or None, instance=GroupMember(group=group))
    if request.method == "POST" and (place := lifecycle.add_member(form=form)):
        messages.success(request, _("%(name)s is in the group.") % {"name": place.person.name})
        return redirect(group)
    return render(request, "taskgroups/add_member.html", {"form": form, "group": group})


def remove_member(request, pk, place):
    """Take somebody out of the group, after a page that asks."""
    group = _kept(request, pk)
    place = group.places.select_related("person").filter(pk=place).first()
    if place is None:
        raise Http404
    if request.method == "POST":
        place.delete()
        messages.success(request, _("%(name)s is no longer in the group.") % {"name": place.person.name})
        return redirect(group)
    return render(request, "taskgroups/remove_member.html", {"group": group, "place": place})
