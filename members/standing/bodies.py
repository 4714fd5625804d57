"""Organisations in the Forum: their standing, and who speaks and votes for them."""

from contextlib import ExitStack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from members.models import Capacity, Organisation, OrganisationStanding, Representative
from members.standing.standing import beginning, ending, finish, lasting


def members():
    """Return the organisations that are members today, which everybody may read: in the reader's order."""
    today = OrganisationStanding.objects.current().filter(capacity=Capacity.MEMBER)
    return Organisation.objects.filter(pk__in=today.values("organisation"))


@transaction.atomic
def give(*, organisation, capacity, starts_on=None) -> OrganisationStanding:
    """Give an organisation a standing from a day on (today unless told); raises IllegalChange if it has one then."""
    body = locked(organisation)
    standing = OrganisationStanding(organisation=body, capacity=capacity, starts_on=starts_on or timezone.localdate())
    if standing.overlapping(organisation=body).exists():
        raise IllegalChange(_("This organisation has a standing already."))
    for representative in body.representatives.not_over().select_related("person"):
        beginning(representative.person)
    standing.save(force_insert=True)
    return standing


@transaction.atomic
def end(*, standing, because, on=None) -> None:
    """End an organisation's standing for a reason (an Ending);
    its representatives have no part by it any more, and stay on the list.
    """
    row = lasting(standing)
    with ExitStack() as people:
        for representative in row.organisation.representatives.not_over().select_related("person"):
            people.enter_context(ending(representative.person))
        finish(row, on, ended_because=because)


@transaction.atomic
def represent(*, organisation, person, is_voting) -> Representative:
    """Let a person represent an organisation from today;
    whoever voted for it goes on without the vote if this one has it.
    """
    body = locked(organisation)
    if Representative.objects.not_over().filter(organisation=body, person=person).exists():
        raise IllegalChange(_("This person represents the organisation already."))
    if is_voting:
        _take_vote(body)
    beginning(person)
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
    return _begin(body, person, is_voting)


@transaction.atomic
def give_vote(*, representative):
    """Give an organisation's vote to one of its representatives from today; whoever had it goes on without."""
    body, row = locked(representative.organisation), lasting(representative)
    if row.is_voting:
        return row
    _take_vote(body)
    finish(row)
    return _begin(body, row.person, True)


@transaction.atomic
def stop(*, representative, on=None) -> None:
    """End somebody's time as representative, at once or with the last day `on`."""
    row = lasting(representative)
    with ending(row.person):
        finish(row, on)


def _take_vote(body) -> None:
    for row in Representative.objects.not_over().filter(organisation=body, is_voting=True):
        finish(row)
        _begin(body, row.person, False)


def _begin(body, person, is_voting) -> Representative:
    return Representative.objects.create(
        organisation=body, person=person, is_voting=is_voting, starts_on=timezone.localdate()
    )
