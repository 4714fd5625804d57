"""Standing: given, ended with a reason, given again; each time is a period of its own, and nothing is overwritten."""

import datetime
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from members import access
from members.account.sessions import shut_out
from members.models import Ending, Person, Representative, Standing, Term


def finish(period, on=None, **facts) -> None:
    """End a Period with its last day `on`, noting the `facts`; at once unless told, so that yesterday was the last.

    What began only after that day never was: the row goes, and the history of changes keeps it.
    """
    last = on or timezone.localdate() - datetime.timedelta(days=1)
    if last < period.starts_on:
        period.delete()
        return
    facts["ends_on"] = last
    for name, value in facts.items():
        setattr(period, name, value)
    period.save(update_fields=list(facts))


def lasting(period):
    """Lock a Period that goes on, and return it; raises IllegalChange if it is over: what is past stays as it is."""
    row = locked(period)
    if row.is_over:
        raise IllegalChange(_("This has ended already."))
    return row


@transaction.atomic
def give(*, person, capacity, starts_on=None) -> Standing:
    """Give a person a standing from a day on (today unless told), also once more;
    raises IllegalChange if they have one then.
    """
    person = locked(person)
    standing = Standing(person=person, capacity=capacity, starts_on=starts_on or timezone.localdate())
    if standing.overlapping(person=person).exists():
        raise IllegalChange(_("This person is a member or partner already."))
    beginning(person)
    person.is_active = True
    person.save(update_fields=["is_active"])
    standing.save(force_insert=True)
    return standing


@transaction.atomic
def end(*, standing, because, on=None) -> None:
    """End a person's standing for a reason (an Ending), at once or with the last day `on`.

    Who leaves or is removed also gives up offices and what they represent; who only has not renewed keeps these.
    """
    row = lasting(standing)
    with ending(row.person):
        finish(row, on, ended_because=because)
        if because != Ending.LAPSED:
            _give_up(row.person, on)


@transaction.atomic
def leave(*, person) -> None:
    """Let a person go at their own wish, at once: from their standing, and from what they hold and represent."""
    own = Standing.objects.current().filter(person=person).first()
    if own is not None:
        return end(standing=own, because=Ending.LEFT)
    with ending(person):
        return _give_up(person, None)


def _give_up(person, on) -> None:
    for held in (Term, Representative):
        for period in held.objects.not_over().filter(person=person):
            finish(period, on)


@contextmanager
def ending(person):
    """Around the end of something of a person's: somebody must still keep the record,
    and who has no part any more is logged out.
    """
    was_kept = Person.objects.record_keepers().exists()
    yield
    if was_kept and not Person.objects.record_keepers().exists():
        raise IllegalChange(_("Nobody would keep the record then. Please appoint somebody else first."))
    if not access.belongs(Person.objects.get(pk=person.pk)):
        shut_out(person)


def beginning(person) -> None:
    """Before somebody is given a part: for who has none at this moment, what opened the site once stays dead."""
    if not access.belongs(Person.objects.get(pk=person.pk)):
        shut_out(person)
