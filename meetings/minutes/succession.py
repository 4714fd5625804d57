"""Which decisions supersede which, as far as a circle reads both."""

from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, When
from django.urls import reverse

from meetings.agenda.ties import Tie
from meetings.models import Decision


@dataclass(frozen=True)
class Succession:
    """The ways from a decision to the one it supersedes, and to those that have superseded it."""

    supersedes: tuple[Tie, ...] = ()
    superseded_by: tuple[Tie, ...] = ()


NONE = Succession()


def superseding(circle):
    """Return the Decisions that supersede others, of minutes that are out and that a circle reads."""
    return Decision.objects.visible_within(circle).carried().out().exclude(supersedes=None)


def with_superseded(decisions, circle):
    """Return Decisions with `is_superseded`, whether a later one that a circle reads has taken their place."""
    return decisions.annotate(is_superseded=Exists(superseding(circle).filter(supersedes=OuterRef("pk"))))


def in_force(decisions, circle):
    """Return those of the Decisions that are in force: carried, in minutes that are out, and not superseded."""
    return with_superseded(decisions.carried().out(), circle).filter(is_superseded=False)


def of(decisions, circle) -> dict[int, Succession]:
    """Return {decision's key: its Succession} of those that have one, as far as a circle reads it; one query, and none
    where no decision (`with_superseded`) has any.
    """
    keys = {row.pk: row.supersedes_id for row in decisions if row.supersedes_id or row.is_superseded}
    if not keys:
        return {}
    later = superseding(circle).filter(supersedes__in=keys).values("pk")
    near = Decision.objects.visible_within(circle).annotate(is_later=Case(When(pk__in=later, then=True), default=False))
    near = near.filter(Q(is_later=True) | Q(pk__in=[key for key in keys.values() if key]))
    rows = near.select_related("paragraph__item__meeting").order_by("paragraph__item__meeting__starts_at", "position")
    found = {row.pk: row for row in rows}
    after = {
        key: tuple(_tie(row) for row in found.values() if row.is_later and row.supersedes_id == key) for key in keys
    }
    before = {key: (_tie(found[earlier]),) if earlier in found else () for key, earlier in keys.items()}
    return {key: Succession(before[key], after[key]) for key in keys if before[key] or after[key]}


def _tie(row) -> Tie:
    page = reverse("meetings:minutes", args=[row.paragraph.item.meeting_id])
    return Tie(row.number, f"{page}#p{row.paragraph.number}")
