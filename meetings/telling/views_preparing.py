"""Pages for the administrator and the Chair in the weeks before: the tray of proposals, the bin, guests,
answers, and telling changes.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meetings import access
from meetings.agenda import building, proposals, standing_items
from meetings.models import AgendaItem, Invitation, Meeting, Proposal
from meetings.telling import answers, notices
from meetings.telling.forms import GuestsForm, NoticeForm, ProposalAnswerForm
from members.entry import fetch, require


def _meeting(request, pk, allowed=access.may_build_agenda):
    """Return a meeting, for those who may prepare it."""
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=pk)
    require(request, allowed(request.user, meeting))
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
    item = get_object_or_404(AgendaItem.removed.select_related("meeting__minutes"), pk=pk)
    _meeting(request, item.meeting_id)
    building.put_back_item(item=item)
    messages.success(request, _("“%(title)s” is back on the agenda.") % {"title": item.title})
    return redirect("meetings:build_agenda", item.meeting_id)


def answer_proposal(request, pk, proposal):
    """Accept a proposal for this meeting, put it off, or decline it with a word of reason."""
    meeting = _meeting(request, pk)
    proposal = fetch(request, Proposal.objects.select_related("proposer__organisation"), pk=proposal)
    form = ProposalAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verb = {"accept": proposals.accept, "defer": proposals.defer, "decline": proposals.decline}[
            form.cleaned_data["answer"]
        ]
        place = {"meeting": meeting} if verb is proposals.accept else {}
        verb(proposal=proposal, reason=form.cleaned_data["reason"], **place)
        messages.success(request, _("The answer is saved, and the person who asked can read it."))
        return redirect("meetings:build_agenda", meeting.pk)
    return render(request, "meetings/answer_proposal.html", {"meeting": meeting, "proposal": proposal, "form": form})


def replies(request, pk):
    """Who comes and how, who has not answered, and what would help whom."""
    meeting = _meeting(request, pk, access.may_see_replies)
    return render(request, "meetings/replies.html", {"meeting": meeting, "replies": answers.replies_to(meeting)})


def tell_change(request, pk):
    """Write to everybody what has changed, in the administrator's words."""
    meeting = _meeting(request, pk, access.may_tell)
    form = NoticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        notices.tell_change(meeting=meeting, by=request.user, notice=form.save(commit=False))
        messages.success(request, _("The letters are on their way."))
        return redirect(meeting)
    context = {
        "meeting": meeting,
        "form": form,
        "readers": answers.invited_to(meeting).count(),
        "guests": meeting.invitations.count(),
    }
    return render(request, "meetings/tell_change.html", context)


def guests(request, pk):
    """The guests of a meeting: who is invited, and a place to add more."""
    meeting = _meeting(request, pk, access.may_tell)
    form = GuestsForm(request.POST or None, request.FILES or None, meeting=meeting)
    if request.method == "POST":
        form.is_valid()
        Invitation.objects.bulk_create(form.rows, ignore_conflicts=True)
        if form.rows:
            text = ngettext("%(number)s guest is added.", "%(number)s guests are added.", len(form.rows))
            messages.success(request, text % {"number": len(form.rows)})
        if not form.errors:
            return redirect("meetings:guests", meeting.pk)
        form.show_left()
    context = {"meeting": meeting, "form": form, "invitations": meeting.invitations.select_related("answer")}
    return render(request, "meetings/guests.html", context)


@require_POST
def invite_guests(request, pk):
    """Write to the guests who have not been written to."""
    meeting = _meeting(request, pk, access.may_tell)
    sent = notices.invite_guests(meeting=meeting)
    messages.success(
        request,
        ngettext("%(number)s letter is on its way.", "%(number)s letters are on their way.", sent) % {"number": sent},
    )
    return redirect("meetings:guests", meeting.pk)


def remove_guest(request, pk, guest):
    """Take a guest off the list, after a page that asks."""
    meeting = _meeting(request, pk, access.may_tell)
    guest = meeting.invitations.filter(pk=guest).first()
    if guest is None:
        raise Http404
    if request.method == "POST":
        guest.delete()
        messages.success(request, _("%(name)s is no longer invited.") % {"name": guest.name})
        return redirect("meetings:guests", meeting.pk)
    return render(request, "meetings/remove_guest.html", {"meeting": meeting, "guest": guest})
