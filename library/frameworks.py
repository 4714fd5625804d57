"""Keeping a framework: its parts are added, changed, moved, removed and put back,
and each change knows whose it was.
"""

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from common.editing import locked
from library.models import Part
from library.models.frameworks import SIGNED


def save(*, form, by):
    """Save a form over a framework or one of its parts;
    return whether it was saved (not if somebody else did meanwhile).
    """
    _signed(form.instance, by)
    return form.save_if_current(also=SIGNED)


def _signed(row, by):
    row.changed_by, row.changed_at = by, timezone.now()
    return row


def add_framework(*, framework, by):
    """Save the page for a partner organisation that has none yet, and return it."""
    _signed(framework, by).save(force_insert=True)
    return framework


@transaction.atomic
def add_part(*, part, by):
    """Save a new part as the last one of its framework, and return it."""
    parts = _locked(part)
    part.order = (parts.aggregate(last=Max("order"))["last"] or 0) + 1
    _signed(part, by).save(force_insert=True)
    return part


@transaction.atomic
def move_part(*, part, up) -> None:
    """Let a part change places with the one above it (or below) on the same side; at the end nothing happens."""
    parts = _locked(part).not_removed().filter(whose=part.whose)
    rows = list(parts.order_by("order", "pk"))
    here = next((place for place, row in enumerate(rows) if row.pk == part.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if there is None or not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for order, row in enumerate(rows, 1):
        Part.objects.filter(pk=row.pk).exclude(order=order).update(order=order)


def remove_part(*, part, by) -> None:
    """Take a part off the page; it waits to be put back."""
    _place(part, by, removed_at=timezone.now())


def put_back_part(*, part, by) -> None:
    """Put a removed part back where it stood."""
    _place(part, by, removed_at=None)


def _place(part, by, **facts) -> None:
    Part.objects.filter(pk=part.pk).update(changed_by=by, changed_at=timezone.now(), **facts)


def _locked(part) -> QuerySet:
    """Lock the framework of a part, so that two who add or move do not get in
    each other's way; return all its parts.
    """
    locked(part.framework)
    return Part.objects.filter(framework=part.framework_id)
