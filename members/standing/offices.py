"""Offices: who holds which, who did, and who is appointed next."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from common.languages.ordering import InOrder
from members.access import Audience
from members.models import Office, Term
from members.standing.standing import beginning, ending, finish, lasting


@dataclass(frozen=True)
class Held:
    """One office with its Terms: those of today, those to come, those of the past; vacant if nobody holds it today."""

    office: Office
    now: list
    to_come: list
    past: list

    @property
    def is_vacant(self) -> bool:
        return not self.now


def all_held() -> list:
    """Return the Held of every office, in the order of the offices; two queries."""
    terms = Prefetch("terms", Term.objects.select_related("person"), to_attr="all_terms")
    return [_held(office) for office in Office.objects.prefetch_related(terms)]


def shown_to_everybody():
    """Return the Terms of today that everybody may read of: of who agreed to be named, in the order of the offices."""
    of_today = Term.objects.current().filter(person__is_active=True, person__office_audience=Audience.PUBLIC)
    return of_today.select_related("office", "person").order_by("office__order", "office", InOrder("person__name"))


def _held(office) -> Held:
    today, past, to_come, now = timezone.localdate(), [], [], []
    for term in office.all_terms:
        place = past if term.is_over else to_come if term.starts_on > today else now
        place.append(term)
    return Held(office, now, to_come, past)


def others_in(term):
    """Return the Terms of other people in the same office whose days overlap this one's."""
    return term.overlapping(office=term.office).exclude(person=term.person).select_related("person")


@transaction.atomic
def appoint(*, term, ends_others):
    """Save a new Term; with `ends_others` those who hold the office then have their last day the day before."""
    others = list(others_in(term)) if ends_others else []
    beginning(term.person)
    term.save(force_insert=True)
    for other in others:
        finish(other, term.starts_on - timedelta(days=1))
    return term


@transaction.atomic
def end_term(*, term, on=None) -> None:
    """End a term at once, or with the last day `on`; its rights end with it."""
    row = lasting(term)
    with ending(row.person):
        finish(row, on)
