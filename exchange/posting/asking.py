"""Asking to have a post on an agenda, and offering a talk by a post: the post keeps the key of the proposal or of the
talk, from which the way back is found.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from exchange import access
from exchange.models import Post
from library.models import Talk
from library.talks import shelf
from meetings.models import ItemKind
from meetings.proposing import proposals

KINDS = {Post.Kind.IDEA: ItemKind.BLUE_SKY, Post.Kind.TALK: ItemKind.PRESENTATION}


@transaction.atomic
def ask_for_agenda(*, post, by):
    """Propose a post as an agenda item in the asking person's name, and return the proposal;
    raises IllegalChange the second time.
    """
    post = locked(post)
    if post.proposal_id:
        raise IllegalChange(_("Somebody has asked for this already."))
    return propose(post=post, by=by)


def propose(*, post, by):
    """Propose a locked post as an agenda item in somebody's name, and return the proposal, whose key the post keeps."""
    post.proposal = proposals.propose(
        proposer=by,
        title=post.title,
        text=post.text[:5_000],
        language=post.language,
        kind=KINDS.get(post.kind, ItemKind.DISCUSSION),
    )
    post.save(update_fields=["proposal"])
    return post.proposal


@transaction.atomic
def write(*, post) -> Post:
    """Save a new post and return it; one that offers a talk is such an offer from then on. Raises IllegalChange where
    its author may only comment.
    """
    if said := access.against_posting(post.author):
        raise IllegalChange(said)
    post.save(force_insert=True)
    return offer_talk(post=post) if post.kind == Post.Kind.TALK else post


@transaction.atomic
def offer_talk(*, post) -> Post:
    """Make of a post the offer of a talk that its author gives, and return the post; raises IllegalChange the second
    time.
    """
    post = locked(post)
    if post.talk_id:
        raise IllegalChange(_("This talk is offered already."))
    words = {f"title_{post.language}": post.title, f"about_{post.language}": post.text[:5_000]}
    post.talk = shelf.offer(talk=Talk(speaker_id=post.author_id, **words), by=post.author)
    post.save(update_fields=["talk"])
    return post
