"""What becomes of ideas: being interested, saying what came of one, putting it on an agenda."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.languages.ordering import InOrder
from exchange import access
from exchange.ideas import outcomes
from exchange.ideas.forms import OutcomeForm
from exchange.models import IdeaOutcome, Post
from meetings import access as meetings_access
from meetings import against
from meetings.models import Decision, Meeting
from members.entry import fetch, require

THINGS = ("item__meeting", "group", "consultation", "talk")
IDEAS = Post.objects.filter(kind=Post.Kind.IDEA)


def about(reader, post) -> dict:
    """Return what the page of a post shows of the idea that it is: who is interested, and what came of it."""
    if not access.may_post(reader):
        return {}
    outcome = IdeaOutcome.objects.visible_to(reader).select_related(*THINGS).filter(post=post).first()
    if post.kind != Post.Kind.IDEA and outcome is None:
        return {}
    interested = [row.person for row in post.backings.select_related("person").order_by(InOrder("person__name"), "pk")]
    decided = Decision.objects.visible_to(reader).select_related("paragraph__item__meeting")
    return {
        "interested": interested,
        "is_interested": reader in interested,
        "outcome": outcome,
        "decisions": decided.filter(paragraph__item=outcome.item_id) if outcome and outcome.item_id else [],
        "may_settle": access.may_settle(reader, post) and post.stands,
    }


@require_POST
def back_idea(request, pk):
    """Say that one is interested in an idea, or no more."""
    post = fetch(request, IDEAS, pk=pk)
    require(request, access.may_post(request.user), access.against_more(post))
    verb = outcomes.leave if request.POST.get("to") == "leave" else outcomes.join
    verb(post=post, person=request.user)
    return redirect(f"{post.get_absolute_url()}#interested")


def settle_idea(request, pk):
    """Say what came of an idea."""
    post = fetch(request, IDEAS, pk=pk)
    require(request, access.may_settle(request.user, post), access.against_more(post))
    row = IdeaOutcome.objects.filter(post=post).first() or IdeaOutcome(post=post)
    form = OutcomeForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and outcomes.settle(form=form):
        messages.success(request, _("What came of the idea is saved."))
        return redirect(post)
    return render(request, "exchange/ideas/settle_idea.html", {"form": form, "post": post}, status=form.status)


@require_POST
def put_on_agenda(request, pk, meeting):
    """Put an idea on the agenda of a meeting, by one press where that agenda is built."""
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=meeting)
    require(request, meetings_access.may_schedule(request.user), against.building(meeting))
    post = fetch(request, IDEAS, pk=pk)
    item = outcomes.put_on_agenda(post=post, meeting=meeting)
    said = _("“%(title)s” is item %(number)s of the agenda.") % {"title": item.title, "number": item.number}
    messages.success(request, said)
    return redirect("meetings:build_agenda", meeting.pk)
