"""What comes of an idea: who is interested, saying what came of it, and putting it on an agenda by one press."""

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.steps import take
from exchange import access
from exchange.ideas import telling
from exchange.models import Backing, IdeaOutcome, Post
from exchange.posting import asking
from meetings import against
from meetings.models import AgendaItem, Proposal
from meetings.proposing import proposals
from members.access import Circle, circle_of


def join(*, post, person) -> None:
    """Note that somebody is interested in an idea; twice is once."""
    Backing.objects.get_or_create(post=post, person=person)


def leave(*, post, person) -> None:
    """Note that somebody is interested no more."""
    Backing.objects.filter(post=post, person=person).delete()


def of_ideas(reader):
    """Return what a row of posts is annotated with: how many are `interested`, and what `came` of it for this reader,
    as the kind of an IdeaOutcome, or None.
    """
    seen = IdeaOutcome.objects.visible_within(circle_of(reader)).filter(post=OuterRef("pk"))
    backings = Backing.objects.filter(post=OuterRef("pk")).order_by().values("post")
    return {
        "interested": Subquery(backings.annotate(number=Count("pk")).values("number")),
        "came": Subquery(seen.values("kind")[:1]),
    }


def open_ideas():
    """Return the ideas of which nothing has come as who keeps the record reads it, those with most interest first."""
    settled = IdeaOutcome.objects.visible_within(Circle.KEEPER).values("post")
    asked = Q(
        proposal__answer=Proposal.Answer.ACCEPTED, proposal__items__removed_at=None, proposal__items__isnull=False
    )
    on_agendas = Post.objects.filter(asked).values("pk")
    rows = Post.objects.present().filter(kind=Post.Kind.IDEA).exclude(pk__in=settled).exclude(pk__in=on_agendas)
    return rows.annotate(interested=Count("backings")).order_by("-interested", "created_at", "pk")


@transaction.atomic
def settle(*, form) -> bool:
    """Save the form of what came of an idea, tell its author and who is interested, and return whether it was current;
    raises IllegalChange where somebody else has said it first.
    """
    row, also = form.instance, []
    locked(row.post)
    if row._state.adding and IdeaOutcome.objects.filter(post=row.post).exists():
        raise IllegalChange(_("Somebody has said already what came of this idea. Its page shows what."))
    if form.is_another:
        row.decided_at, also = timezone.now(), ["decided_at"]
    is_saved = form.save_if_current(also=also)
    if is_saved:
        telling.tell(row)
    return is_saved


@transaction.atomic
def put_on_agenda(*, post, meeting) -> AgendaItem:
    """Put an idea on the agenda of a meeting, in its author's name, and return its item; the item is what came of it.

    What is kept among the members is reserved for them there. Raises IllegalChange where something has come of the idea
    already, or that agenda is closed.
    """
    meeting, post = locked(meeting, "minutes"), locked(post)
    if said := access.against_hearing(meeting) or against.building(meeting) or access.against_agenda(post):
        raise IllegalChange(said)
    item = _item_of(post, meeting)
    if not post.shared_with_partners and not item.reserved:
        item.reserved = True
        item.save(update_fields=["reserved"])
    things = {"kind": IdeaOutcome.Kind.MEETING, "item": item, "group": None, "consultation": None, "talk": None}
    row, _new = IdeaOutcome.objects.update_or_create(post=post, defaults=things | {"decided_at": timezone.now()})
    telling.tell(row)
    return item


def _item_of(post, meeting) -> AgendaItem:
    """Return the item that an idea becomes: by what was asked for, if that waits; its author asks for it otherwise."""
    if post.proposal and post.proposal.answer in proposals.ACCEPT.from_states:
        return proposals.accept(proposal=post.proposal, meeting=meeting)
    return take(
        asking.propose(post=post, by=post.author), proposals.ACCEPT, meeting=meeting, reason="", minutes=None
    ).item
