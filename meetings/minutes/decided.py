"""The register of decisions: those of meetings and those between them in one list,
found by words, year, how and review.
"""

from django.db.models import Count, F, Q, Value
from django.db.models.functions import TruncDate
from django.utils import timezone

from common.searching import all_words_in
from meetings.agenda.coming_back import with_due
from meetings.models import Ballot, Decision, Vote

BETWEEN = "between"  # how something was decided that no meeting decided
COLUMNS = ("what", "pk", "on", "order")


def register(circle, *, words="", year=None, how="", review=False):
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
    meetings = _columns(decisions, "decision", TruncDate("paragraph__item__meeting__starts_at"), "position")
    return meetings.union(_columns(ballots, "ballot", F("closes_on"), "pk"), all=True).order_by("-on", "order")


def _columns(rows, what, day, order):
    return rows.order_by().annotate(what=Value(what), on=day, order=F(order)).values_list(*COLUMNS)


def entries(keys) -> list:
    """Return the Decisions (with `due_on`) and Ballots (with their votes counted) of a part of the register,
    in its order; two queries.
    """
    decisions = with_due(Decision.objects.all(), timezone.now()).select_related("paragraph__item__meeting__minutes")
    votes = {f"of_{choice.value}": Count("votes", filter=Q(votes__choice=choice)) for choice in Vote.Choice}
    rows = {"decision": decisions, "ballot": Ballot.objects.annotate(**votes)}
    found = {what: rows[what].in_bulk([key for kind, key, *_ in keys if kind == what]) for what in rows}
    return [(what, found[what][key]) for what, key, *_ in keys]
