"""Pages for those who take part: their answer, what they ask to discuss, what they propose, and their own actions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.steps import version_in
from meetings import access, against
from meetings.agenda import building
from meetings.minutes import actions
from meetings.minutes.forms import ProgressForm
from meetings.models import Action, AgendaItem, Meeting, Paragraph, Proposal
from meetings.proposing import proposals
from meetings.telling import answers
from meetings.telling.forms import AnswerForm, ProposalForm, PullForm
from members import undoing
from members.access import keeps_the_record
from members.entry import back, fetch, hide_unless, require

ABOUT = ("about_item__meeting", "about_paragraph__item__meeting")


@require_safe
@login_required
def my_actions(request):
    """The reader's own actions and their organisation's: the open ones first, then the last fifty that are closed."""
    mine = (
        Action.objects.visible_to(request.user)
        .of(request.user)
        .select_related("paragraph__item__meeting", *Action.HOLDERS)
    )
    context = {"open_actions": mine.open(), "closed_actions": mine.closed().order_by("-pk")[:50]}
    return render(request, "meetings/telling/my_actions.html", context)


def action(request, pk):
    """One action: how it stands, to be changed by its owner or who keeps the record."""
    action = fetch(request, Action.objects.with_holders().select_related("paragraph__item__meeting__minutes"), pk=pk)
    require(request, access.may_do(request.user, action))
    form = ProgressForm(request.POST or None, instance=action)
    if request.method == "POST" and form.is_valid() and actions.save_progress(form=form):
        messages.success(request, _("Saved. Thank you."))
        return redirect("meetings:my_actions" if action.is_of(request.user) else action.paragraph.item.meeting.minutes)
    may_give = keeps_the_record(request.user) and not against.giving(action)
    context = {"action": action, "form": form, "may_give": may_give}
    return render(request, "meetings/telling/action.html", context, status=form.status)


def answer(request, pk):
    """Say whether one comes, who comes in one's place, and what would help."""
    meeting = fetch(request, Meeting.objects.select_related("chair"), pk=pk)
    hide_unless(request, access.is_invited(request.user, meeting))
    require(request, access.is_invited(request.user, meeting), against.answering(meeting))
    given = answers.answer_of(meeting, person=request.user)
    form = AnswerForm(request.POST or None, instance=given)
    if request.method == "POST" and form.is_valid():
        answers.give_answer(answer=form.save(commit=False), remember=form.cleaned_data["remember"])
        messages.success(
            request, _("Thank you: the administrator knows. You can change your answer until the meeting begins.")
        )
        return redirect(meeting)
    return render(request, "meetings/telling/answer.html", {"meeting": meeting, "form": form, "given": given})


@require_POST
def answer_at_once(request, pk):
    """Say in one press how one comes; what would help is asked for on the page that follows, and may be left out."""
    meeting = fetch(request, Meeting.objects, pk=pk)
    hide_unless(request, access.is_invited(request.user, meeting))
    require(request, access.is_invited(request.user, meeting), against.answering(meeting))
    given = answers.answer_at_once(meeting=meeting, person=request.user, coming=request.POST.get("coming", ""))
    said = _("Thank you: %(answer)s. You can change your answer until the meeting begins.")
    messages.success(request, said % {"answer": given.get_coming_display()})
    return redirect("meetings:answer", meeting.pk)


@require_POST
def finish_action(request, pk):
    """Say in one press that an action is done; how it went can still be said on its page."""
    action = fetch(request, Action.objects.select_related("paragraph__item__meeting"), pk=pk)
    require(request, access.may_do(request.user, action))
    actions.finish(action=action, version=version_in(request.POST))
    said = _("Done: %(number)s. Thank you.") % {"number": action.number}
    undoing.offer(request, said, "meetings:reopen_action", pk)
    return redirect(back(request) or "meetings:my_actions")


@require_POST
def reopen_action(request, pk):
    """Take back that an action is done."""
    action = fetch(request, Action.objects.select_related("paragraph__item__meeting"), pk=pk)
    require(request, access.may_do(request.user, action))
    actions.reopen(action=action)
    messages.success(request, _("Open again: %(number)s.") % {"number": action.number})
    return redirect("meetings:my_actions")


def pull_item(request, pk):
    """Ask to discuss an item that would be taken as read."""
    item = fetch(request, AgendaItem.objects.select_related("meeting"), pk=pk)
    form = PullForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        require(request, access.is_member(request.user))
        building.pull_item(item=item, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("“%(title)s” will be discussed.") % {"title": item.title})
        return redirect(item.meeting)
    require(request, access.is_member(request.user), against.pulling(item))
    return render(request, "meetings/telling/pull_item.html", {"item": item, "meeting": item.meeting, "form": form})


@require_safe
def proposals_mine(request):
    """What the reader has asked for, and the answers."""
    require(request, access.may_propose(request.user))
    mine = Proposal.objects.filter(proposer=request.user).select_related("meeting", "item__meeting")
    page = Paginator(mine.select_related(*ABOUT), 50).get_page(request.GET.get("page"))
    about = proposals.readable_about(page.object_list, request.user)
    rows = [(proposal, about.get(proposal.pk)) for proposal in page]
    return render(request, "meetings/telling/proposals_mine.html", {"page": page, "rows": rows})


def _own_proposal(request, pk, answers):
    """Return a proposal of the reader's own; 409 where its answer is none of these."""
    proposal = fetch(request, Proposal.objects, pk=pk)
    require(request, proposal.proposer_id == request.user.pk)
    require(request, True, "" if proposal.answer in answers else _("This proposal has been answered already."))
    return proposal


@require_POST
def withdraw_proposal(request, pk):
    """Take back what one has asked for oneself."""
    proposal = _own_proposal(request, pk, Proposal.OPEN)
    proposals.withdraw(proposal=proposal)
    said = _("“%(title)s” is withdrawn.") % {"title": proposal.title}
    undoing.offer(request, said, "meetings:propose_again", pk)
    return redirect("meetings:proposals_mine")


@require_POST
def propose_again(request, pk):
    """Ask once more for what one has withdrawn."""
    proposal = _own_proposal(request, pk, {Proposal.Answer.WITHDRAWN})
    proposals.reopen(proposal=proposal)
    messages.success(request, _("“%(title)s” waits for an answer again.") % {"title": proposal.title})
    return redirect("meetings:proposals_mine")


def propose(request):
    """Ask to have something on an agenda, also about what one reads: an agenda, or minutes."""
    require(request, access.may_propose(request.user))
    facts = {"meeting": request.GET.get("meeting") or request.GET.get("agenda")}
    form = ProposalForm(request.POST or None, person=request.user, read=_read(request), initial=facts)
    if request.method == "POST" and form.is_valid():
        proposals.propose(proposer=request.user, **form.cleaned_data)
        messages.success(
            request, _("Thank you: the administrator finds it beside the agenda, and you find the answer here.")
        )
        return redirect("meetings:proposals_mine")
    return render(request, "meetings/telling/propose.html", {"form": form})


def _read(request):
    """Return (field, rows) of what somebody reads, of the meeting that `agenda` or `minutes` names; () of nothing."""
    for name, field, rows, path in READ:
        key = request.GET.get(name, "")
        if key.isascii() and key.isdecimal() and len(key) < 10:
            seen = rows.visible_to(request.user).filter(**{path: int(key)})
            return (field, seen) if seen.exists() else ()
    return ()


READ = (
    ("agenda", "about_item", AgendaItem.objects.order_by("position"), "meeting"),
    (
        "minutes",
        "about_paragraph",
        Paragraph.objects.select_related("item").order_by("item__position", "position"),
        "item__meeting",
    ),
)
