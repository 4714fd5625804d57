"""The answers that people get who asked for a place on an agenda."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings import against
from meetings.entry import to_prepare
from meetings.models import Proposal
from meetings.proposing import proposals
from meetings.proposing.forms import ProposalAnswerForm
from members import undoing
from members.entry import fetch, require

ABOUT = ("about_item__meeting", "about_paragraph__item__meeting")


def answer_proposal(request, pk, proposal):
    """Accept a proposal for this meeting, put it off, or decline it with a word of reason."""
    meeting = to_prepare(request, pk, against.building)
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
    return render(request, "meetings/proposing/answer_proposal.html", context)


@require_POST
def reopen_proposal(request, pk, proposal):
    """Let a proposal wait again that was answered by mistake; it comes off this meeting's agenda."""
    meeting = to_prepare(request, pk, against.building)
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
