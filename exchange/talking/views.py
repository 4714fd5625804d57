"""Pages of what is said to a post: one's own comment, whose words one hears, and the first word about a ballot."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exchange import access
from exchange.models import Comment, Post
from exchange.talking import about_ballots, following, saying
from exchange.talking.forms import CommentForm
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


def edit_comment(request, pk):
    """Change one's own comment."""
    comment = fetch(request, Comment.objects.select_related("post"), pk=pk)
    require(request, access.wrote(request.user, comment), access.against_more(comment))
    form = CommentForm(request.POST or None, instance=comment)
    if request.method == "POST" and form.is_valid() and saying.say(form=form):
        messages.success(request, _("Your comment is saved."))
        return redirect(comment)
    context = {"form": form, "post": comment.post, "comment": comment}
    return render(request, "exchange/talking/edit_comment.html", context, status=form.status)


@require_POST
def follow_post(request, pk):
    """Hear of everything that is said to a post, of nothing, or of what one usually hears of."""
    post = fetch(request, Post.objects, pk=pk)
    require(request, access.may_post(request.user))
    following.choose(post=post, person=request.user, how=request.POST.get("to", ""))
    return redirect(f"{post.get_absolute_url()}#letters")
