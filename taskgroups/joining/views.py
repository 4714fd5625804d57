"""Pages about who is in a group: asking to join, being asked, the answer, and leaving."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import undoing
from members.entry import back, fetch, require
from taskgroups import access
from taskgroups.entry import kept
from taskgroups.joining import joining
from taskgroups.joining.forms import AddMemberForm
from taskgroups.models import GroupMember, GroupRequest, TaskGroup


def _joinable(request, pk):
    """Return a group that somebody asks to join or leaves."""
    group = fetch(request, TaskGroup.objects.select_related("convenor", "deputy"), pk=pk)
    require(request, access.takes_part(request.user, group), access.against_joining(group))
    return group


def _still(request, group):
    """Lead back to the group, or to the list where it is not theirs to see any more."""
    sees = TaskGroup.objects.visible_to(request.user).filter(pk=group.pk).exists()
    return redirect(group) if sees else redirect("taskgroups:groups")


@require_POST
def join(request, pk):
    """Ask to join a group."""
    group = _joinable(request, pk)
    asked = joining.ask_to_join(group=group, person=request.user)
    is_in = asked is None or asked.answer == GroupRequest.Answer.ACCEPTED
    said = _("You are in the group. The convenor sees your name on its page.")
    messages.success(request, said if is_in else _("The convenor is asked. You will be told the answer by letter."))
    return redirect(group)


@require_POST
def answer_asked(request, pk):
    """Say yes or no to being asked into a group."""
    group = _joinable(request, pk)
    asked = joining.waiting_for(request.user).filter(group=group).select_related("group").first()
    if asked is None:
        require(request, True, _("This has been answered already."))
    accept = request.POST.get("answer") == "yes"
    joining.answer(request=asked, accept=accept)
    messages.success(request, _("You are in the group. Thank you.") if accept else _("Thank you for saying so."))
    return redirect(back(request)) if back(request) else _still(request, group)


@require_POST
def leave(request, pk):
    """Leave a group, or take back that one asked to join it."""
    group = _joinable(request, pk)
    if group.places.filter(person=request.user).exists():
        joining.leave(group=group, person=request.user)
        messages.success(request, _("You have left the group. You can ask to join it again at any time."))
    else:
        joining.withdraw(group=group, person=request.user)
        messages.success(request, _("You do not ask to join the group any more."))
    return _still(request, group)


def add_member(request, pk):
    """Ask somebody into the group by letter."""
    group = kept(request, pk, access.against_asking)
    form = AddMemberForm(request.POST or None, instance=GroupMember(group=group))
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        joining.ask(group=group, person=person)
        messages.success(request, _("%(name)s is asked by letter, and answers by one press.") % {"name": person.name})
        return redirect(group)
    return render(request, "taskgroups/joining/add_member.html", {"form": form, "group": group})


@require_POST
def answer_request(request, pk, asking):
    """Accept or decline that somebody asks to join, or take back that somebody is asked."""
    group = kept(request, pk, access.against_asking)
    row = group.requests.select_related("group", "person").filter(pk=asking).first()
    if row is None:
        raise Http404
    if row.kind == GroupRequest.Kind.ASKED:
        joining.withdraw(group=group, person=row.person)
        messages.success(request, _("%(name)s is not asked any more.") % {"name": row.person.name})
        return redirect(group)
    accept = request.POST.get("answer") == "yes"
    joining.answer(request=row, accept=accept)
    said = _("%(name)s is in the group.") if accept else _("%(name)s is told by letter.")
    messages.success(request, said % {"name": row.person.name})
    return redirect(back(request) or group)


def remove_member(request, pk, place):
    """Take somebody out of the group, after a page that asks."""
    group = kept(request, pk)
    place = group.places.select_related("person").filter(pk=place).first()
    if place is None:
        raise Http404
    if request.method == "POST":
        key = place.pk
        place.delete()
        said = _("%(name)s is no longer in the group.") % {"name": place.person.name}
        undoing.offer(request, said, "taskgroups:put_back_member", group.pk, key)
        return redirect(group)
    return render(request, "taskgroups/joining/remove_member.html", {"group": group, "place": place})
