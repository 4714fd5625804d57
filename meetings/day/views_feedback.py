"""After the meeting: "I was there" of somebody who was missed, three questions to all who were, and what they said."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meetings import access, against, links
from meetings.day import claims, feedback
from meetings.day.forms import ClaimForm, FeedbackForm
from meetings.models import Meeting
from members.entry import fetch, hide_unless, read_as, require


def claim(request, pk):
    """Say that one was there though the register has missed it."""
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=pk)
    hide_unless(request, access.is_invited(request.user, meeting))
    require(request, access.claims_for_themselves(request.user, meeting), against.claiming(meeting))
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        claims.say_i_was_there(meeting=meeting, person=request.user, mode=form.cleaned_data["mode"])
        messages.success(request, _("Thank you: the administrator will look at it."))
        return redirect(meeting)
    return render(request, "meetings/day/claim.html", {"meeting": meeting, "form": form})


@never_cache
def feedback_by_link(request, token):
    """Three short questions; the page waits for a press (mail scanners follow links)."""
    try:
        opened = links.open_link(request, token, links.FEEDBACK)
    except links.DeadLink:
        return render(request, "meetings/dead_link.html", status=404)
    read_as(request, opened.reader)
    meeting, person = opened.meeting, opened.person
    if person is None or not feedback.was_there(person, meeting):
        return render(request, "meetings/dead_link.html", status=404)
    form = FeedbackForm(request.POST or None)
    given, is_open = feedback.has_answered(person, meeting), feedback.may_still_answer(meeting)
    if request.method == "POST" and form.is_valid():
        feedback.give(meeting=meeting, person=person, words=form.save(commit=False))
        given = True
    context = {"meeting": meeting, "form": form, "given": given, "is_open": is_open, "fewest": feedback.FEWEST}
    return render(request, "meetings/day/feedback_by_link.html", context, status=200 if is_open else 410)


@require_safe
def feedback_results(request, pk):
    """What those who were there thought, once enough have answered; never who."""
    meeting = fetch(request, Meeting.objects.all(), pk=pk)
    require(request, access.may_see_feedback(request.user, meeting))
    context = {"meeting": meeting, "results": feedback.results_of(meeting), "fewest": feedback.FEWEST}
    return render(request, "meetings/day/feedback_results.html", context)
