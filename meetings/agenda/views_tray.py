"""What goes on an agenda besides new items: those of every meeting, those from the bin, those that people proposed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meetings import access, against
from meetings.agenda import building, proposals, standing_items
from meetings.agenda.forms import ProposalAnswerForm
from meetings.models import AgendaItem, Meeting, Proposal
from members import undoing
from members.entry import fetch, require

ABOUT = ("about_item__meeting", "about_paragraph__item__meeting")


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


def answer_proposal(request, pk, proposal):
    """Accept a proposal for this meeting, put it off, or decline it with a word of reason."""
    meeting = _meeting(request, pk)
    proposal = fetch(request, Proposal.objects.select_related("proposer__organisation", *ABOUT), pk=proposal)
    form = ProposalAnswerForm(request.POST or None, initial={"minutes": proposal.minutes})
    is_answered = request.method == "POST" and "reckon" not in request.POST and form.is_valid()
    if is_answered:
        _answer(proposal, meeting, **form.cleaned_data)
        said = _("The answer is saved, and the person who asked can read it.")
        undoing.offer(request, said, "meetings:reopen_proposal", meeting.pk, proposal.pk)
        return redirect("meetings:build_agenda", meeting.pk)
    typed = request.POST.get("minutes", "")
    minutes = int(typed) if typed.isascii() and typed.isdecimal() and 0 < int(typed[:4]) <= 480 else proposal.minutes
    if "reckon" in request.POST:
        form = ProposalAnswerForm(initial={"minutes": minutes, "reason": request.POST.get("reason", "")[:300]})
    context = {"meeting": meeting, "proposal": proposal, "form": form}
    context |= {"outcome": proposals.outcome_of(meeting, minutes=minutes), "about": proposals.about_of(proposal)}
    return render(request, "meetings/agenda/answer_proposal.html", context)


@require_POST
def reopen_proposal(request, pk, proposal):
    """Let a proposal wait again that was answered by mistake; it comes off this meeting's agenda."""
    meeting = _meeting(request, pk)
    proposal = fetch(request, Proposal.objects, pk=proposal)
    withdrawn = _("It was withdrawn by who had asked for it.") if proposal.answer == proposal.Answer.WITHDRAWN else ""
    require(request, True, withdrawn)
    proposals.reopen(proposal=proposal)
    messages.success(request, _("“%(title)s” waits for an answer again.") % {"title": proposal.title})
    return redirect("meetings:build_agenda", meeting.pk)


def _answer(proposal, meeting, *, answer, reason, minutes) -> None:
    if answer == "accept":
        proposals.accept(proposal=proposal, reason=reason, meeting=meeting, minutes=minutes)
    else:
        {"defer": proposals.defer, "decline": proposals.decline}[answer](proposal=proposal, reason=reason)
