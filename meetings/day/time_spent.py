"""How a meeting's time was spent: planned and actual minutes by kind, and what taking items as read has saved."""

import datetime
import math
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from meetings import against
from meetings.agenda.building import discussed, taken_as_read
from meetings.models import AgendaItem, ItemKind

MOST = 480  # minutes of one item
MISTAKEN = datetime.timedelta(minutes=2)  # until then going back means that an item was begun too early


@dataclass(frozen=True)
class Spending:
    """The minutes of one kind of item; `actual` is None while none of them is known."""

    label: str
    planned: int
    actual: int | None


@dataclass(frozen=True)
class TimeSpent:
    """How the time of a meeting was spent, and the business minutes saved by taking items as read."""

    kinds: tuple[Spending, ...]
    planned: int
    actual: int
    saved_minutes: int
    saved_items: int


def time_spent(items) -> TimeSpent | None:
    """Return the TimeSpent of these items as their reader sees them, or None while no minutes are written down."""
    on_agenda = discussed(items)
    if not any(item.actual_minutes for item in items):
        return None
    labels = {kind.value: str(kind.label) for kind in ItemKind} | {"": _("Reserved")}
    kinds = []
    for kind, label in labels.items():
        of_kind = [item for item in on_agenda if item.kind == kind]
        known = [item.actual_minutes for item in of_kind if item.actual_minutes]
        if of_kind:
            kinds.append(Spending(label, sum(item.minutes or 0 for item in of_kind), sum(known) if known else None))
    saved = [item for item in taken_as_read(items) if item.kind == ItemKind.BUSINESS]
    minutes = sum(max(0, (item.minutes or 0) - (item.actual_minutes or 0)) for item in saved)
    return TimeSpent(
        tuple(kinds), sum(one.planned for one in kinds), sum(one.actual or 0 for one in kinds), minutes, len(saved)
    )


def elapsed(began, now):
    """Return the minutes between two moments as they are written down: at least one, begun ones count."""
    return min(max(1, math.ceil((now - began).total_seconds() / 60)), MOST)


@transaction.atomic
def begin(*, item) -> None:
    """Note that an item begins now; one that is still running at the meeting ends, for at each only one does."""
    locked(item.meeting)  # so that two who press at one moment begin one after the other
    now = timezone.now()
    for running in AgendaItem.objects.filter(meeting=item.meeting_id, started_at__isnull=False).exclude(pk=item.pk):
        _end(running, now)
    AgendaItem.objects.filter(pk=item.pk, started_at=None).update(started_at=now)


@transaction.atomic
def move_on(*, meeting, to, seen, is_back=False) -> bool:
    """Begin the AgendaItem `to`, or end the one that runs where that is None; return whether the meeting was still at
    the one that was `seen` (its key, "" for none): else somebody else has moved on, and nothing is done.

    Going back takes no time from an item that was begun by mistake. Raises IllegalChange on a confirmed record.
    """
    meeting = locked(meeting, "minutes")
    if why := against.recording(meeting):
        raise IllegalChange(why)
    running = meeting.items.filter(started_at__isnull=False).first()
    if seen != (str(running.pk) if running else ""):
        return False
    if running and is_back and timezone.now() - running.started_at < MISTAKEN:
        AgendaItem.objects.filter(pk=running.pk).update(started_at=None)
    elif running and to is None:
        _end(running, timezone.now())
    if to is not None:
        begin(item=to)
    return True


@transaction.atomic
def end(*, item) -> None:
    """Note that an item ends now: its minutes are added to those it took before."""
    running = locked(item)
    if running.started_at:
        _end(running, timezone.now())


def _end(item, now) -> None:
    minutes = min((item.actual_minutes or 0) + elapsed(item.started_at, now), MOST)
    AgendaItem.objects.filter(pk=item.pk).update(actual_minutes=minutes, started_at=None)


def write_down(*, item, minutes) -> None:
    """Note how many minutes an item took."""
    AgendaItem.objects.filter(pk=item.pk).update(actual_minutes=minutes, started_at=None)
