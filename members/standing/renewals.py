"""Renewals, where the Forum has them: one letter a year, one press that says "I stay", and after a time of grace the
standing lapses.
"""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.languages.ordering import InOrder
from members.letters.letters import write
from members.models import Ending, MembershipRules, OrganisationStanding, Renewal, Representative, Standing
from members.standing import bodies, emails, standing


def day_due(rules, today=None):
    """Return the renewal day whose letters are out by a date:
    the last one that is at most the rule's days of letters ahead.
    """
    today = today or timezone.localdate()
    days = [datetime.date(today.year + step, rules.renewal_month, rules.renewal_day) for step in (1, 0, -1)]
    return next(day for day in days if day - datetime.timedelta(days=rules.letter_days) <= today)


def last_day(renewal, rules):
    """Return the last day on which a Renewal can be answered: the grace counts from the letter if that came late."""
    return max(renewal.due_on, renewal.asked_on) + datetime.timedelta(days=rules.grace_days)


@transaction.atomic
def ask() -> int:
    """Write to every member who was one when the letters of this year go out,
    and has not been asked; return how many were.
    """
    rules = MembershipRules.now()
    if not rules.has_renewals:
        return 0
    due = day_due(rules)
    if timezone.localdate() > due + datetime.timedelta(days=rules.grace_days):
        return 0  # renewals were switched on after this year's: the next year's come first
    facts = {"capacity": "member", "starts_on__lt": due - datetime.timedelta(days=rules.letter_days)}
    own = Standing.objects.current().filter(**facts, person__is_active=True).exclude(renewals__due_on=due)
    found = [Renewal(standing=row, person=row.person, due_on=due) for row in own.select_related("person")]
    voting = {row.organisation_id: row.person for row in Representative.objects.voting().select_related("person")}
    theirs = (
        OrganisationStanding.objects.current().filter(**facts, organisation__in=voting).exclude(renewals__due_on=due)
    )
    found += [Renewal(body_standing=row, person=voting[row.organisation_id], due_on=due) for row in theirs]
    for renewal in Renewal.objects.bulk_create(found):
        write(emails.RENEWAL, renewal.pk, people=[renewal.person])
    return len(found)


@transaction.atomic
def renew(*, renewal):
    """Record that a member stays; said twice, the first time counts.
    Raises IllegalChange once the standing has ended.
    """
    row = locked(renewal)
    if row.renewed_at is not None:
        return row
    if row.period.is_over:
        raise IllegalChange(
            _("This standing has ended already. Please write to the administrator: you are welcome to come back.")
        )
    row.renewed_at = timezone.now()
    row.save(update_fields=["renewed_at"])
    return row


def lapse_due() -> None:
    """End the standing of who has not renewed by the end of the grace; each on its own,
    so that one refusal stops no other.
    """
    rules, today = MembershipRules.now(), timezone.localdate()
    if not rules.has_renewals:
        return
    for renewal in not_renewed().filter(due_on__lt=today):
        if last_day(renewal, rules) < today:
            verb = standing.end if renewal.standing else bodies.end
            verb(standing=renewal.period, because=Ending.LAPSED)


def not_renewed() -> QuerySet:
    """Return the Renewals that wait for an answer, of standings that go on, the first due first."""
    over = timezone.localdate()
    rows = (
        Renewal.objects.filter(renewed_at=None)
        .exclude(standing__ends_on__lt=over)
        .exclude(body_standing__ends_on__lt=over)
    )
    return rows.select_related("person", "standing", "body_standing__organisation").order_by(
        "due_on", InOrder("person__name"), "pk"
    )
