"""The page on which one says something about a proposal between meetings."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from exchange import access
from exchange.models import Comment
from exchange.posting.forms import CommentForm
from exchange.talking import about_ballots
from meetings.models import Ballot
from members.entry import fetch, require


def about_ballot(request, pk):
    """Say something about a proposal as the first; once somebody has, the talk has a page of its own."""
    ballot = fetch(request, Ballot.objects, pk=pk)
    require(request, access.may_post(request.user))
    if request.method != "POST" and (post := about_ballots.talk_of(ballot)):
        return redirect(post)
    form = CommentForm(request.POST or None, instance=Comment(author_id=request.user.pk))
    if request.method == "POST" and form.is_valid() and about_ballots.say_first(form=form, ballot=ballot):
        messages.success(request, _("Your comment is there. Thank you."))
        return redirect(form.instance)
    return render(request, "exchange/talking/about_ballot.html", {"form": form, "ballot": ballot})
