"""What people ask to have on an agenda, and the answer they get: accepted, put off,
or declined with a word of reason.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from common.rich_text import from_typing
from meetings.agenda import building
from meetings.models import AgendaItem, Proposal

Answer = Proposal.Answer


def propose(*, proposer, title, language, came_from="", **facts):
    """Save and return a Proposal; `came_from` is a path on this site that the item will link back to (an idea, a
    paper).

    With `came_from_shared` False partners are not shown that path.
    """
    return Proposal.objects.create(proposer=proposer, title=title, language=language, came_from=came_from, **facts)


@transaction.atomic
def share_source(*, came_from, is_shared):
    """Note whether partners may follow the way back to where a proposal came from, on the proposal and on its item."""
    Proposal.objects.filter(came_from=came_from).update(came_from_shared=is_shared)
    AgendaItem._base_manager.filter(came_from=came_from).update(came_from_shared=is_shared)


@transaction.atomic
def accept(*, proposal, meeting, reason=""):
    """Put a proposal on the agenda of a meeting as its last item, and return the item."""
    locked = _waiting(proposal)
    words = {f"title_{locked.language}": locked.title, f"text_{locked.language}": from_typing(locked.text)}
    facts = {name: getattr(locked, name) for name in ("kind", "minutes", "came_from", "came_from_shared")}
    item = AgendaItem(presenter=locked.proposer, **facts, **words)
    locked.item = building.add_item(meeting=meeting, item=item)
    locked.meeting = meeting
    _answer(locked, Answer.ACCEPTED, reason)
    return locked.item


@transaction.atomic
def defer(*, proposal, reason):
    """Keep a proposal for a later meeting."""
    locked = _waiting(proposal)
    locked.meeting = None
    return _answer(locked, Answer.DEFERRED, reason)


@transaction.atomic
def decline(*, proposal, reason):
    """Say no to a proposal, with a word of reason."""
    return _answer(_waiting(proposal), Answer.DECLINED, reason)


def _waiting(proposal):
    """Lock a proposal and return it; raises IllegalChange if it was accepted or declined already."""
    locked = Proposal.objects.select_for_update(of=["self"]).select_related("proposer").get(pk=proposal.pk)
    if locked.answer not in (Answer.WAITING, Answer.DEFERRED):
        raise IllegalChange(_("This proposal has been answered already."))
    return locked


def _answer(proposal, answer, reason):
    proposal.answer, proposal.answer_reason = answer, reason
    proposal.save()
    return proposal
