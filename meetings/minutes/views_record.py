"""Pages for the record after the meeting: decisions, corrections, later notes, and the history."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common import keeping
from meetings import access, against, history
from meetings.agenda import coming_back
from meetings.minutes import actions, corrections, decided
from meetings.minutes.forms import GiveForm
from meetings.minutes.forms_record import (
    CorrectionAnswerForm,
    CorrectionForm,
    DecisionsForm,
    LaterNoteForm,
    ReviewForm,
)
from meetings.minutes.wording import how_decided
from meetings.models import Action, Correction, Decision, Meeting, Minutes, Paragraph
from members import histories
from members.access import Reader, keeps_the_record
from members.entry import fetch, hide_unless, require

REVIEWED = Decision.objects.select_related("paragraph__item__meeting__minutes", "proposed_by", "seconded_by")


@require_safe
def decisions(request):
    """The register of decisions, of meetings and between them, to be searched."""
    template, reader = "meetings/minutes/_decisions.html", Reader.of(request.user)
    if set(request.GET) <= {"page"}:
        leaf = keeping.leaf(request, template, reader, lambda number: _register(reader, DecisionsForm(), number))
    else:
        leaf = keeping.fresh_leaf(template, _register(reader, DecisionsForm(request.GET), request.GET.get("page")))
    return render(request, "meetings/minutes/decisions.html", {"leaf": leaf})


def _register(reader, form, number):
    """Return a page of the register of decisions, as far as the form asks for it."""
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = Paginator(decided.register(reader.circle, **wanted), 50).get_page(number)
    return access.of_lists(reader) | {"form": form, "page": page, "entries": decided.entries(page, reader.circle)}


def review_decision(request, pk):
    """Record that a decision has been reviewed, and whether it comes back again."""
    decision = fetch(request, REVIEWED, pk=pk)
    require(request, keeps_the_record(request.user))
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        coming_back.review(decision=decision, by=request.user, next_on=form.cleaned_data["next_on"])
        messages.success(request, _("The review of %(number)s is recorded.") % {"number": decision.number})
        return redirect("meetings:decisions")
    context = {"decision": decision, "form": form, "reviews": decision.reviews.all()}
    context["facts"] = how_decided(decision)
    return render(request, "meetings/minutes/review_decision.html", context)


def give_action(request, pk):
    """Give an open action to somebody else, as when its owner has left; the minutes go on to say who took it on."""
    action = fetch(request, Action.objects.with_holders().select_related("paragraph__item__meeting"), pk=pk)
    require(request, keeps_the_record(request.user), against.giving(action))
    form = GiveForm(request.POST or None, instance=action)
    if request.method == "POST" and form.is_valid() and actions.give(form=form, by=request.user):
        said = _("Action %(number)s: %(name)s has it now.")
        messages.success(request, said % {"number": action.number, "name": action.owner_name})
        return redirect("meetings:action", pk)
    return render(request, "meetings/minutes/give_action.html", {"action": action, "form": form}, status=form.status)


def _paragraph(request, pk):
    """Return a paragraph of minutes that its reader may correct, with the minutes."""
    paragraph = fetch(request, Paragraph.objects.select_related("item__meeting__minutes"), pk=pk)
    minutes = paragraph.item.meeting.minutes
    there = request.user.is_authenticated and corrections.was_there(request.user, minutes.meeting)
    require(request, access.knows_what_was_said(request.user, was_there=there), against.correcting(minutes))
    return paragraph, minutes


def offer_correction(request, pk):
    """Offer a correction of fact to one paragraph."""
    paragraph, minutes = _paragraph(request, pk)
    corrections.refuse_late(minutes)
    form = CorrectionForm(request.POST or None, paragraph=paragraph)
    if request.method == "POST" and form.is_valid():
        corrections.offer(paragraph=paragraph, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you: the administrator reads your correction."))
        return redirect(minutes)
    context = {
        "form": form,
        "paragraph": paragraph,
        "meeting": minutes.meeting,
        "until": corrections.window_of(minutes),
    }
    return render(request, "meetings/minutes/offer_correction.html", context)


@require_safe
def corrections_of(request, pk):
    """The corrections offered to the minutes of a meeting: all for who keeps the record, one's own for others."""
    minutes = fetch(request, Minutes.objects.select_related("meeting"), meeting_id=pk)
    hide_unless(request, request.user.is_authenticated)
    rows = Correction.objects.visible_to(request.user).of_minutes(pk).select_related("paragraph__item", "proposer")
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "corrections": rows,
        "may_answer": keeps_the_record(request.user),
    }
    return render(request, "meetings/minutes/corrections.html", context)


def answer_correction(request, pk):
    """Accept a correction or decline it with a word."""
    correction = fetch(
        request, Correction.objects.select_related("paragraph__item__meeting__minutes", "proposer"), pk=pk
    )
    require(request, keeps_the_record(request.user), "" if correction.paragraph else corrections.ANSWERED)
    meeting = correction.paragraph.item.meeting
    form = CorrectionAnswerForm(request.POST or None, paragraph=correction.paragraph)
    if request.method == "POST" and form.is_valid():
        answer, reason = form.cleaned_data["answer"], form.cleaned_data["reason"]
        if answer == "accept":
            corrections.accept(correction=correction, reason=reason, version=form.cleaned_data["version"])
        else:
            corrections.decline(correction=correction, reason=reason)
        messages.success(request, _("The answer is saved, and the person who offered it can read it."))
        return redirect("meetings:corrections", meeting.pk)
    side = getattr(correction.paragraph, f"text_{correction.language}")
    context = {
        "correction": correction,
        "meeting": meeting,
        "form": form,
        "changes": history.differences(side, correction.text),
    }
    context["is_older"] = corrections.changed_since(correction)
    return render(request, "meetings/minutes/answer_correction.html", context)


def add_note(request, pk):
    """Put a dated note beside minutes that are confirmed."""
    minutes = fetch(request, Minutes.objects.select_related("meeting"), meeting_id=pk)
    require(request, keeps_the_record(request.user), against.adding_a_note(minutes))
    form = LaterNoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        corrections.add_note(minutes=minutes, by=request.user, note=form.save(commit=False))
        messages.success(request, _("The note stands beside the minutes."))
        return redirect(minutes)
    return render(
        request, "meetings/minutes/add_note.html", {"form": form, "minutes": minutes, "meeting": minutes.meeting}
    )


@require_safe
def history_of(request, pk):
    """Who changed what of a meeting's record, and when, with what differs."""
    meeting = fetch(request, Meeting.objects, pk=pk)
    hide_unless(request, keeps_the_record(request.user))
    page = Paginator(history.changes_of(meeting), 25).get_page(request.GET.get("page"))
    events = histories.in_words([key for _when, _number, key in page], request.user)
    return render(request, "meetings/minutes/history.html", {"meeting": meeting, "page": page, "events": events})
