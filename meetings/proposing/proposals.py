"""What people ask to have on an agenda, and the answer they get: accepted, put off,
or declined with a word of reason.
"""

import datetime
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.rich_text import from_typing
from common.steps import Step, take
from meetings.agenda import building, following, standing_items
from meetings.agenda.numbering import unnumbered
from meetings.agenda.showing import ReadItem, read_agenda
from meetings.models import AgendaItem, Paragraph, Proposal
from members.access import Circle
from members.letters import letters

Answer = Proposal.Answer
LETTER = "meetings.proposal"


def propose(*, proposer, title, language, **facts) -> Proposal:
    """Save and return a Proposal; what it came from keeps its key, and the items that come of it have theirs."""
    return Proposal.objects.create(proposer=proposer, title=title, language=language, **facts)


@transaction.atomic
def accept(*, proposal, meeting, reason="", minutes=None):
    """Put a proposal on the agenda of a meeting before the items that close it, with as many minutes as are given or
    wished for, and return the item; it follows the item of an earlier meeting that it is about.
    """
    return _told(take(proposal, ACCEPT, meeting=meeting, reason=reason, minutes=minutes)).item


@transaction.atomic
def defer(*, proposal, reason):
    """Keep a proposal for a later meeting."""
    return _told(take(proposal, DEFER, reason=reason))


@transaction.atomic
def decline(*, proposal, reason):
    """Say no to a proposal, with a word of reason."""
    return _told(take(proposal, DECLINE, reason=reason))


@transaction.atomic
def withdraw(*, proposal):
    """Take a proposal back that its proposer does not ask for any more."""
    return take(proposal, WITHDRAW)


@transaction.atomic
def reopen(*, proposal):
    """Let a proposal wait again that was withdrawn, or answered by mistake; its item goes into the bin of its agenda.

    Raises IllegalChange when minutes stand under that item, or are confirmed.
    """
    return take(proposal, REOPEN)


def _told(proposal) -> Proposal:
    answered = timezone.now()  # what is answered anew is told anew
    letters.write(LETTER, f"{proposal.pk}:{proposal.answer}:{answered:%Y%m%dT%H%M%S%f}", people=[proposal.proposer])
    return proposal


def _earlier_item(proposal):
    """Return the item that a proposal is about, on its agenda or in its minutes, or None."""
    return proposal.about_item or (proposal.about_paragraph and proposal.about_paragraph.item)


@dataclass(frozen=True)
class About:
    """What a proposal is about, for whoever reads that: what it is called, of which meeting, and where it stands."""

    name: str
    title: str
    url: str


def about_of(proposal) -> About | None:
    """Return what a proposal is about, with the way back to it, for who keeps the record; None if it is about nothing
    that was read.
    """
    item, paragraph = proposal.about_item, proposal.about_paragraph
    if paragraph:
        page = reverse("meetings:minutes", args=[paragraph.item.meeting_id])
        name = _("Paragraph %(number)s of the minutes") % {"number": paragraph.number}
        return About(name, paragraph.item.meeting.title, f"{page}#p{paragraph.number}")
    if item:
        url = f"{item.meeting.get_absolute_url()}#item-{item.number}"
        return About(str(item), item.meeting.title, url)
    return None


def readable_about(proposals, person) -> dict:
    """Return {key: About} of those proposals whose matter somebody reads today; two queries."""
    rows = [proposal for proposal in proposals if proposal.about_item_id or proposal.about_paragraph_id]
    items, paragraphs = [row.about_item_id for row in rows], [row.about_paragraph_id for row in rows]
    seen = set(AgendaItem.objects.visible_to(person).filter(pk__in=items).values_list("pk", flat=True))
    read = set(Paragraph.objects.visible_to(person).filter(pk__in=paragraphs).values_list("pk", flat=True))
    known = [row for row in rows if row.about_item_id in seen or row.about_paragraph_id in read]
    return {row.pk: about_of(row) for row in known}


@dataclass(frozen=True)
class Outcome:
    """What accepting a proposal would do: at which place it stands and before which item (None: at the end), and what
    it makes of the time, in minutes; `ends_at` is when the last item would be over.
    """

    place: int
    before: ReadItem | None
    minutes: int
    total: int
    length: int
    ends_at: datetime.datetime

    @property
    def over(self) -> int:
        """By how many minutes the agenda would be longer than its meeting; less than none where time is left."""
        return self.total - self.length

    @property
    def left(self) -> int:
        """How many minutes of the meeting would be left."""
        return -self.over


def outcome_of(meeting, *, minutes) -> Outcome:
    """Return the Outcome of accepting an item of so many minutes for a meeting, as who keeps the record reads it."""
    agenda = read_agenda(meeting, Circle.KEEPER, below=())
    place = standing_items.place_of_next(list(meeting.items.order_by("position")))
    total = (agenda.bar.total_minutes if agenda.bar else 0) + minutes
    before = next((item for item in agenda.items if item.position == place), None)
    ends = meeting.starts_at + datetime.timedelta(minutes=total)
    return Outcome(place, before, minutes, total, meeting.length, ends)


def _on_agenda(proposal, *, meeting, reason, minutes=None) -> dict:
    words = {
        f"title_{proposal.language}": unnumbered(proposal.title),
        f"text_{proposal.language}": from_typing(proposal.text),
    }
    facts = {"kind": proposal.kind, "minutes": minutes or proposal.minutes, "from_proposal": proposal}
    item = standing_items.place_item(meeting=meeting, item=AgendaItem(presenter=proposal.proposer, **facts, **words))
    earlier = _earlier_item(proposal)
    if earlier and earlier.meeting.starts_at < item.meeting.starts_at:
        following.link(later=item, earlier=earlier)
    return {"item": item, "meeting": meeting, "answer_reason": reason}


def _put_off(_proposal, *, reason) -> dict:
    return {"meeting": None, "answer_reason": reason}


def _off_agenda(proposal, **_facts) -> dict:
    if proposal.item:
        building.remove_item(item=proposal.item)
    return {"item": None, "answer_reason": ""}


def _answered(_proposal, *, reason) -> dict:
    return {"answer_reason": reason}


_step = partial(
    Step,
    field="answer",
    from_states=Proposal.OPEN,
    closed=gettext_lazy("This proposal has been answered already."),
    sets=_answered,
    related=("proposer",),
)
ACCEPT = _step(name="accept", to_state=Answer.ACCEPTED, sets=_on_agenda)
DEFER = _step(
    name="defer", to_state=Answer.DEFERRED, sets=lambda _, *, reason: {"answer_reason": reason, "meeting": None}
)
DECLINE = _step(name="decline", to_state=Answer.DECLINED)
WITHDRAW = _step(name="withdraw", to_state=Answer.WITHDRAWN, sets=lambda _: {"answer_reason": ""})
REOPEN = _step(
    name="reopen",
    to_state=Answer.WAITING,
    sets=_off_agenda,
    from_states=frozenset(Answer) - {Answer.WAITING},
    closed=gettext_lazy("This proposal waits for an answer already."),
    related=("item__meeting",),
)
