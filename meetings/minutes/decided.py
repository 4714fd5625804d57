"""The register of decisions: those of meetings and those between them in one list,
found by words, year, how and review.
"""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Value
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.searching import all_words_in
from meetings.agenda.coming_back import with_due
from meetings.minutes import succession
from meetings.minutes.succession import Succession
from meetings.minutes.wording import how_decided, in_figures
from meetings.models import Ballot, Decision, Vote

BETWEEN = "between"  # how something was decided that no meeting decided
STANDS = [("in_force", _("In force")), ("superseded", _("Superseded")), ("not_carried", _("Not carried"))]
COLUMNS = ("what", "pk", "on", "order")


@dataclass(frozen=True)
class Entry:
    """What was decided at a meeting ("decision") or between two ("ballot"): its row, and in words how."""

    what: str
    row: Decision | Ballot
    facts: str = ""
    succession: Succession = succession.NONE


def register(circle, *, words="", year=None, how="", stands="", review=False):
    """Return (what, key, day, order) of what was decided as far as a circle reads it,
    the latest first, as a QuerySet.
    """
    decisions = with_due(Decision.objects.visible_within(circle), timezone.now()).filter(all_words_in(words, "text"))
    ballots = Ballot.objects.visible_within(circle).exclude(outcome="").filter(all_words_in(words, "text"))
    if year:
        decisions = decisions.filter(paragraph__item__meeting__starts_at__year=year)
        ballots = ballots.filter(closes_on__year=year)
    if review:
        decisions, ballots = decisions.filter(due_on__isnull=False), ballots.none()
    if how:
        decisions = decisions.none() if how == BETWEEN else decisions.filter(how=how)
        ballots = ballots if how == BETWEEN else ballots.none()
    if stands:
        decisions, ballots = _standing(decisions, circle, stands), _ballots_standing(ballots, stands)
    meetings = _columns(decisions, "decision", TruncDate("paragraph__item__meeting__starts_at"), "position")
    return meetings.union(_columns(ballots, "ballot", F("closes_on"), "pk"), all=True).order_by("-on", "order")


def _standing(decisions, circle, stands):
    if stands == "not_carried":
        return decisions.filter(is_lost=True)
    if stands == "in_force":
        return succession.in_force(decisions, circle)
    return succession.with_superseded(decisions, circle).filter(is_superseded=True)


def _ballots_standing(ballots, stands):
    outcomes = {"in_force": Ballot.Outcome.CARRIED, "not_carried": Ballot.Outcome.NOT_CARRIED}
    return ballots.filter(outcome=outcomes[stands]) if stands in outcomes else ballots.none()


def _columns(rows, what, day, order):
    return rows.order_by().annotate(what=Value(what), on=day, order=F(order)).values_list(*COLUMNS)


def entries(keys, circle) -> list[Entry]:
    """Return the Decisions (with `due_on`) and Ballots (with their votes counted) of a part of the register as Entries,
    in its order; three queries.
    """
    decisions = with_due(succession.with_superseded(Decision.objects.all(), circle), timezone.now())
    decisions = decisions.select_related("paragraph__item__meeting__minutes", "proposed_by", "seconded_by")
    votes = {f"of_{choice.value}": Count("votes", filter=Q(votes__choice=choice)) for choice in Vote.Choice}
    rows = {"decision": decisions, "ballot": Ballot.objects.select_related("won").annotate(**votes)}
    found = {what: rows[what].in_bulk([key for kind, key, *_ in keys if kind == what]) for what in rows}
    chain = succession.of(found["decision"].values(), circle)
    return [_entry(what, found[what][key], chain) for what, key, *_rest in keys]


def _entry(what, row, chain) -> Entry:
    if what == "ballot":
        counted = {choice: getattr(row, f"of_{choice.value}") for choice in Vote.Choice}
        return Entry(what, row, in_figures(counted))
    return Entry(what, row, how_decided(row, review_on=row.due_on), chain.get(row.pk, succession.NONE))
