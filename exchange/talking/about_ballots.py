"""Talking about what members decide between meetings: the first who says something makes the post of the talk, in the
name of whoever asked; below the proposal stand the latest words, and the way to more.
"""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from common.both_languages import reading_language
from common.doors.overview import Line, Part
from common.editing import IllegalChange, locked
from exchange import access
from exchange.models import BallotTalk, Comment, Post
from exchange.talking import saying
from meetings import access as meetings_access

SHOWN = 5  # of the latest words
LONGEST = 200


def talk_of(ballot) -> Post | None:
    """Return the post of the talk about a ballot, if anybody has said something."""
    return Post.objects.filter(ballot_talk__ballot=ballot).first()


@transaction.atomic
def say_first(*, form, ballot) -> bool:
    """Save the form of a comment in the talk about a ballot, which it begins unless somebody else just did; return
    whether it was saved. Raises IllegalChange where the post of the talk is removed or hidden.
    """
    ballot = locked(ballot)
    form.instance.post = talk_of(ballot) or _begun(ballot)
    if said := access.against_more(form.instance.post):
        raise IllegalChange(said)
    return saying.say(form=form)


def _begun(ballot) -> Post:
    """Return a new post of a talk, with the words of the ballot, for members alone."""
    text = ballot.text
    post = Post(author=ballot.asked_by, kind=Post.Kind.QUESTION, shared_with_partners=False)
    post.language, post.text = text.lang or reading_language(), str(text)
    post.title = f"{ballot.number}: {' '.join(post.text.split())}"[:LONGEST]
    post.save(force_insert=True)
    BallotTalk.objects.create(ballot=ballot, post=post)
    return post


def below(pk, reader) -> list[Part]:
    """Return, for the page of a ballot, the latest that was said about it and the way to say something."""
    if not meetings_access.may_read_ballots(reader):
        return []
    rows = (
        Comment.objects.visible_to(reader)
        .present()
        .filter(post__ballot_talk__ballot=pk, post__in=Post.objects.present())
    )
    latest = list(rows.select_related("post", "author").order_by("-created_at", "-pk")[:SHOWN])
    lines = [Line(row.author.name, row.get_absolute_url(), _shortened(row.text)) for row in reversed(latest)]
    return [Part(_("Talk about it"), [*lines, Line(_("Say something"), reverse("exchange:about_ballot", args=[pk]))])]


def _shortened(text) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


BESIDE = {"meetings:ballot": below}
