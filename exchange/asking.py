"""Asking to have a post on an agenda: the post keeps the proposal, and the meeting keeps the way back."""

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
        came_from=post.get_absolute_url(),
        came_from_shared=post.shared_with_partners,
    )
    post.save(update_fields=["proposal"])
    return post.proposal


def tell_who_may_follow(*, post):
    """Tell the agenda whether partners may follow its way back to a post, once that has changed."""
    proposals.share_source(came_from=post.get_absolute_url(), is_shared=post.shared_with_partners)
