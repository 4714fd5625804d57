"""Pages on which a group is proposed, set up and changed, its day is moved, and it goes from proposed to finished."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common.steps import mark_of, offered
from members.access import keeps_the_record
from members.entry import require
from members.pressing import press_step
from taskgroups import access
from taskgroups.entry import kept
from taskgroups.steering import lifecycle
from taskgroups.steering.forms import STEP_FORMS, ExtendForm, KeptByConvenorForm, ProposeForm, SetUpForm, TaskGroupForm


def set_up_group(request):
    """Set up a new group, as was decided."""
    require(request, access.may_set_up(request.user))
    form = SetUpForm(request.POST or None, reader=request.user)
    if request.method == "POST" and form.is_valid():
        group = lifecycle.set_up(form=form)
        messages.success(request, _("The group is set up."))
        return redirect(group)
    return render(request, "taskgroups/steering/set_up_group.html", {"form": form})


def propose_group(request):
    """Propose a group, for a meeting or a ballot to decide on."""
    require(request, access.may_propose(request.user))
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        group = lifecycle.propose(form=form, by=request.user)
        messages.success(request, _("The group is proposed. The administrator brings it to a meeting or a ballot."))
        return redirect(group)
    return render(request, "taskgroups/steering/propose_group.html", {"form": form})


def edit_group(request, pk):
    """Change the facts of a group."""
    group = kept(request, pk)
    kind = TaskGroupForm if keeps_the_record(request.user) else KeptByConvenorForm
    form = kind(request.POST or None, instance=group)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The group is saved."))
        return redirect(group)
    return render(request, "taskgroups/steering/edit_group.html", {"form": form, "group": group}, status=form.status)


def move_date(request, pk):
    """Move the day of a group's report, as a meeting decided."""
    group = kept(request, pk, access.against_extending)
    form = ExtendForm(request.POST or None, reader=request.user, group=group)
    if request.method == "POST" and form.is_valid():
        lifecycle.extend(group=group, by=request.user, **form.cleaned_data)
        messages.success(request, _("The new date stands on the page, with its decision."))
        return redirect(group)
    return render(request, "taskgroups/steering/move_date.html", {"form": form, "group": group})


def step(request, pk, name):
    """Take one step in the group's life, after a page that says what it will do."""
    group = kept(request, pk)
    step = lifecycle.STEPS.get(name)
    if step is None:
        raise Http404
    form = STEP_FORMS[name](request.POST or None, reader=request.user, group=group) if name in STEP_FORMS else None
    possible = step in offered([step], request.user, group)
    is_pressed = request.method == "POST" and (form is None or form.is_valid())
    is_taken, changed = press_step(request, group, step, **_facts(form)) if is_pressed else (False, [])
    if is_taken:
        return redirect(group)
    missing = _("Write the final report first.") if name == "finish" and not group.final_report else ""
    context = {"group": group, "step": step, "possible": possible, "missing": missing, "form": form}
    context |= {"mark": mark_of(group, step), "changed": changed}
    status = 409 if (is_pressed or not possible) else 200
    return render(request, "taskgroups/steering/step.html", context, status=status)


def _facts(form) -> dict:
    return form.cleaned_data if form else {}
