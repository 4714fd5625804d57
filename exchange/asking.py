"""Asking to have a post on an agenda: the post keeps the key of the proposal, from which the way back is found."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from exchange.models import Post
from meetings.agenda import proposals
from meetings.models import ItemKind

KINDS = {Post.Kind.IDEA: ItemKind.BLUE_SKY, Post.Kind.TALK: ItemKind.PRESENTATION}


@transaction.atomic
def ask_for_agenda(*, post, by):
    """Propose a post as an agenda item in the asking person's name, and return the proposal;
    raises IllegalChange the second time.
    """
    post = locked(post)
    if post.proposal_id:
        raise IllegalChange(_("Somebody has asked for this already."))
    post.proposal = proposals.propose(
        proposer=by,
        title=post.title,
        text=post.text[:5_000],
        language=post.language,
        kind=KINDS.get(post.kind, ItemKind.DISCUSSION),
    )
    post.save(update_fields=["proposal"])
    return post.proposal
