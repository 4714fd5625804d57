"""Pages on which the exchange is read: the posts, and one post with its comments."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from common import keeping
from exchange import access
from exchange.attaching import attaching
from exchange.ideas import outcomes
from exchange.ideas import views as views_ideas
from exchange.models import Comment, IdeaOutcome, Post
from exchange.talking import following, saying
from exchange.talking.forms import CommentForm
from meetings.papers import reading
from members.access import reads_as
from members.entry import fetch, hide_unless, require

SAID = Q(comments__removed_at=None, comments__hidden_at=None)
WITH = ("author__organisation", "removed_by", "proposal", "topic")
OF_IDEAS = {"open": gettext_lazy("Open"), "outcome": gettext_lazy("With an outcome")}


@require_safe
def posts(request):
    """The posts this reader may see, the latest first, all or of one kind."""
    reader = request.user
    hide_unless(request, access.may_post(reader))
    kind = request.GET.get("kind", "")
    kind = kind if kind in Post.Kind.values else ""
    came = request.GET.get("came", "") if kind == Post.Kind.IDEA else ""
    came = came if came in OF_IDEAS else ""
    key = *reads_as(reader), kind, came
    leaf = keeping.leaf(request, "exchange/_posts.html", key, lambda number: _of_kind(reader, kind, came, number))
    return render(request, "exchange/posts.html", {"leaf": leaf})


def _of_kind(reader, kind, came, number):
    """Return a page of the posts that somebody reads, all or of one kind; of ideas perhaps those still open, or those
    of which something came.
    """
    rows = Post.objects.visible_to(reader).present().select_related("author", "topic")
    rows = rows.annotate(said=Count("comments", filter=SAID), **outcomes.of_ideas(reader))
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(came__isnull=came == "open") if came else rows
    page = Paginator(rows.order_by("-created_at", "-pk"), 20).get_page(number)
    labels = dict(IdeaOutcome.Kind.choices)
    return {
        "page": page,
        "entries": [(row, labels.get(row.came)) for row in page],
        "kind": kind,
        "kinds": Post.Kind.choices,
        "came": came,
        "may_write": not access.against_posting(reader),
        "may_rule": access.may_judge(reader),
        "of_ideas": OF_IDEAS.items(),
        "logged_in": True,
    }


def post(request, pk):
    """One post with its comments, and a place to say something to it."""
    post = fetch(request, Post.objects.select_related(*WITH), pk=pk)
    answers = saying.answered(post, request.user, request.POST.get("answers") or request.GET.get("answer", ""))
    form = CommentForm(request.POST or None, instance=Comment(post=post, author_id=request.user.pk, answers=answers))
    if request.method == "POST":
        require(request, access.may_post(request.user), access.against_more(post))
        if form.is_valid() and saying.say(form=form):
            messages.success(request, _("Your comment is there. Thank you."))
            return redirect(form.instance)
    comments = Comment.objects.shown_to(request.user).filter(post=post).select_related("author__organisation")
    page = Paginator(comments, 50).get_page(request.GET.get("page"))
    attached = attaching.on_page(post, [comment for comment in page if comment.is_read])
    context = {
        "post": post,
        "may": _may(request.user, post) | _may_ask(request.user, post),
        "attached": attached[post],
        "unread": _unread(request.user, attached),
        "page": page,
        "comments": [(comment, _may(request.user, comment), attached[comment]) for comment in page],
        "form": form,
        "answers": answers,
        "inside": access.may_post(request.user),
        "follows": following.how_of(post, request.user) if access.may_post(request.user) else "",
    }
    return render(request, "exchange/post.html", context | views_ideas.about(request.user, post))


def _unread(person, attached):
    """Return what to do about those of a person's own files whose words could not be read."""
    own = [one.file.name for some in attached.values() for one in some if access.wrote(person, one.hangs_on)]
    return reading.unread(own) if own else {}


def _may(person, words):
    """Return what this person may do with a post or comment, for the buttons beside it."""
    return {
        "edit": access.may_edit(person, words),
        "remove": access.may_remove(person, words),
        "put_back": access.may_put_back(person, words),
        "report": access.may_report(person, words) and words.stands,
    }


def _may_ask(person, post):
    """Return what this person may do to have a post heard at a meeting."""
    return {
        "ask": access.may_ask_for_agenda(person, post),
        "offer": access.may_offer_talk(person, post),
        "see_talk": post.talk_id and access.looks_after(person, post),
    }
