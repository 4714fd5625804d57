"""Pages of one's own words: a post written, words changed, removed and put back, a post asked for at a meeting."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exchange import access
from exchange.models import Post
from exchange.posting import asking, removal, said_before
from exchange.posting.forms import PostForm
from members import undoing
from members.entry import fetch, require


def add_post(request):
    """Write a post."""
    require(request, access.may_post(request.user), access.against_posting(request.user))
    form = PostForm(request.POST or None, instance=Post(author=request.user), by=request.user)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("Your post is there. Thank you."))
        return redirect(asking.write(post=form.save(commit=False)))
    return render(request, "exchange/posting/add_post.html", {"form": form})


def edit_post(request, pk):
    """Change one's own post."""
    post = fetch(request, Post.objects, pk=pk)
    require(request, access.wrote(request.user, post), access.against_more(post))
    form = PostForm(request.POST or None, instance=post, by=request.user)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("Your post is saved."))
        return redirect(post)
    return render(request, "exchange/posting/edit_post.html", {"form": form, "post": post}, status=form.status)


@require_safe
def earlier(request, pk, model):
    """What a post or comment said before it was changed, for who reads it."""
    words = fetch(request, model.objects.present(), pk=pk)
    context = {"words": words, "said": said_before.versions_of(words, request.user)}
    return render(request, "exchange/posting/earlier.html", context)


@require_POST
def ask_for_agenda(request, pk):
    """Ask to have a post on an agenda."""
    post = fetch(request, Post.objects, pk=pk)
    require(request, access.may_post(request.user), access.against_more(post))
    asking.ask_for_agenda(post=post, by=request.user)
    messages.success(request, _("Thank you: the administrator finds it beside the agenda."))
    return redirect(post)


@require_POST
def offer_talk(request, pk):
    """Make of an older post the offer of a talk."""
    post = fetch(request, Post.objects.filter(kind=Post.Kind.TALK), pk=pk)
    require(request, access.looks_after(request.user, post), access.against_more(post))
    asking.offer_talk(post=post)
    messages.success(request, _("The talk is offered. The administrator finds it when an agenda is built."))
    return redirect(post)


@require_POST
def remove(request, pk, model):
    """Remove a post or comment; the page it stood on offers to put it back."""
    words = fetch(request, model.objects, pk=pk)
    require(request, access.looks_after(request.user, words), access.against_more(words))
    removal.remove(words=words, by=request.user)
    undoing.offer(request, _("It is removed."), f"exchange:put_back_{model._meta.model_name}", pk)
    return redirect(words)


@require_POST
def put_back(request, pk, model):
    """Put a removed post or comment back."""
    words = fetch(request, model.objects, pk=pk)
    require(request, access.brings_back(request.user, words), access.against_putting_back(words))
    removal.put_back(words=words)
    messages.success(request, _("It is back."))
    return redirect(words)
