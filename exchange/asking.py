"""Asking to have a post on an agenda: the post keeps the proposal, and the meeting keeps the way back."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from exchange.models import Post
from meetings.agenda import proposals
from meetings.models import ItemKind

KINDS = {Post.Kind.IDEA: ItemKind.BLUE_SKY, Post.Kind.TALK: ItemKind.PRESENTATION}


@transaction.atomic
def ask_for_agenda(*, post, by):
    """Propose a post as an agenda item in the asking person's name, and return the proposal;
    raises IllegalChange the second time.
    """
    locked = Post.objects.select_for_update(of=["self"]).get(pk=post.pk)
    if locked.proposal_id:
        raise IllegalChange(_("Somebody has asked for this already."))
    locked.proposal = proposals.propose(
        proposer=by,
        title=locked.title,
        text=locked.text[:5_000],
        language=locked.language,
        kind=KINDS.get(locked.kind, ItemKind.DISCUSSION),
        came_from=locked.get_absolute_url(),
        came_from_shared=locked.shared_with_partners,
    )
    locked.save(update_fields=["proposal"])
    return locked.proposal


def tell_who_may_follow(*, post):
    """Tell the agenda whether partners may follow its way back to a post, once that has changed."""
    proposals.share_source(came_from=post.get_absolute_url(), is_shared=post.shared_with_partners)
