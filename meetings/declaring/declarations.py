"""Declarations of interest are recorded, changed and taken back until the minutes stand; and read with them."""

from dataclasses import dataclass

from django.db import transaction

from common.editing import IllegalChange, locked
from common.queries.written import written
from meetings import against
from meetings.models import Declaration
from meetings.models.agenda import not_reserved


@dataclass(frozen=True)
class ReadDeclaration:
    """A declaration: who, what in which language, and what they did then."""

    name: str
    text: str
    then: str


def _open(meeting) -> None:
    if why := against.recording(locked(meeting, "minutes")):
        raise IllegalChange(why)


@transaction.atomic
def save(*, form) -> bool:
    """Save a form over a declaration, a new one or not, unless somebody else changed it in the meantime; return whether
    it was saved. Raises IllegalChange once the minutes are confirmed.
    """
    _open(form.instance.item.meeting)
    return form.save_if_current()


@transaction.atomic
def take_back(*, declaration) -> None:
    """Delete a declaration; raises IllegalChange once the minutes are confirmed."""
    _open(declaration.item.meeting)
    declaration.delete()


@transaction.atomic
def put_back(*, declaration) -> None:
    """Save a declaration that was taken back again; raises IllegalChange once the minutes are confirmed."""
    _open(declaration.item.meeting)
    declaration.save(force_insert=True)


def read(meeting, circle) -> dict[int, tuple[ReadDeclaration, ...]]:
    """Return {item's key: its ReadDeclarations} of the items that a circle reads; one query."""
    found: dict[int, tuple] = {}
    for row in _declared_at(meeting.pk, circle):
        row.item.meeting = meeting
        one = ReadDeclaration(row.who, row.text, row.get_then_display())
        found[row.item_id] = (*found.get(row.item_id, ()), one)
    return found


@written
def _declared_at(meeting, circle):
    rows = Declaration.objects.filter(not_reserved(circle, "item__"), item__meeting=meeting)
    return rows.select_related("person", "item").order_by("pk")
