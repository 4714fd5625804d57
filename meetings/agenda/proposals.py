"""What people ask to have on an agenda, and the answer they get: accepted, put off,
or declined with a word of reason.
"""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy

from common.rich_text import from_typing
from common.steps import Step, take
from meetings.agenda import standing_items
from meetings.agenda.numbering import unnumbered
from meetings.models import AgendaItem, Proposal
from members.letters import letters

Answer = Proposal.Answer
LETTER = "meetings.proposal"


def propose(*, proposer, title, language, **facts) -> Proposal:
    """Save and return a Proposal; what it came from keeps its key, and the items that come of it have theirs."""
    return Proposal.objects.create(proposer=proposer, title=title, language=language, **facts)


@transaction.atomic
def accept(*, proposal, meeting, reason=""):
    """Put a proposal on the agenda of a meeting before the items that close it, and return the item."""
    return _told(take(proposal, ACCEPT, meeting=meeting, reason=reason)).item


@transaction.atomic
def defer(*, proposal, reason):
    """Keep a proposal for a later meeting."""
    return _told(take(proposal, DEFER, reason=reason))


@transaction.atomic
def decline(*, proposal, reason):
    """Say no to a proposal, with a word of reason."""
    return _told(take(proposal, DECLINE, reason=reason))


def _told(proposal) -> Proposal:
    letters.write(LETTER, f"{proposal.pk}:{proposal.answer}", people=[proposal.proposer])
    return proposal


def _on_agenda(proposal, *, meeting, reason) -> dict:
    words = {
        f"title_{proposal.language}": unnumbered(proposal.title),
        f"text_{proposal.language}": from_typing(proposal.text),
    }
    facts = {"kind": proposal.kind, "minutes": proposal.minutes, "from_proposal": proposal}
    item = standing_items.place_item(meeting=meeting, item=AgendaItem(presenter=proposal.proposer, **facts, **words))
    return {"item": item, "meeting": meeting, "answer_reason": reason}


def _put_off(_proposal, *, reason) -> dict:
    return {"meeting": None, "answer_reason": reason}


def _answered(_proposal, *, reason) -> dict:
    return {"answer_reason": reason}


_step = partial(
    Step,
    field="answer",
    from_states=frozenset({Answer.WAITING, Answer.DEFERRED}),
    closed=gettext_lazy("This proposal has been answered already."),
    sets=_answered,
    related=("proposer",),
)
ACCEPT = _step(name="accept", to_state=Answer.ACCEPTED, sets=_on_agenda)
DEFER = _step(
    name="defer", to_state=Answer.DEFERRED, sets=lambda _, *, reason: {"answer_reason": reason, "meeting": None}
)
DECLINE = _step(name="decline", to_state=Answer.DECLINED)
