"""Reporting a post or comment, which hides it at once, and what whoever keeps the record makes of that."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import IllegalChange, locked
from common.steps import Step, named
from exchange import access
from exchange.models import Report

Verdict = Report.Verdict


def column_of(words) -> str:
    """Return the name of the column of a Report that leads to a post or a comment."""
    return words._meta.model_name


@transaction.atomic
def report(*, words, by, why) -> Report:
    """Hide a post or comment from everybody but its author and the record keepers until one of these has looked, and
    return the Report; raises IllegalChange where it does not stand, or this person has reported it before.
    """
    words = locked(words)
    if said := access.against_reporting(words, by):
        raise IllegalChange(said)
    row = Report.objects.create(by=by, why=why, **{column_of(words): words})
    _hide(words, timezone.now())
    return row


def _hide(words, at) -> None:
    words.hidden_at = at
    words.save(update_fields=["hidden_at"])


def _may_judge(person, _report) -> bool:
    return access.may_judge(person)


def _lacks_reason(_report, *, reason="", **_facts) -> str:
    return "" if reason else _("Please write the reason in a few words: it is kept with the report.")


def _judged(_report, *, reason, **_facts) -> dict:
    return {"reason": reason, "judged_at": timezone.now()}


def _for_all(report, *, reason, **_facts) -> None:
    """What one report of some words becomes, all of them become that wait with it; the words follow."""
    words = locked(report.words)
    others = Report.objects.waiting().filter(**{column_of(words): words})
    others.update(verdict=report.verdict, reason=reason, judged_at=report.judged_at)
    _hide(words, (words.hidden_at or timezone.now()) if report.verdict == Verdict.HIDDEN else None)


_step = partial(
    Step,
    field="verdict",
    closed=gettext_lazy("Somebody has looked at this report already. The list of reports shows what became of it."),
    may=_may_judge,
    asks=_lacks_reason,
    sets=_judged,
    then=_for_all,
)
RESTORE = _step(
    name="restore",
    from_states=frozenset({Verdict.WAITING, Verdict.HIDDEN}),
    to_state=Verdict.RESTORED,
    label=gettext_lazy("Show it again"),
)
HIDE = _step(
    name="hide",
    from_states=frozenset({Verdict.WAITING}),
    to_state=Verdict.HIDDEN,
    label=gettext_lazy("Keep it hidden"),
)
STEPS = named(RESTORE, HIDE)
