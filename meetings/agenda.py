"""Building an agenda: items in order without gaps, their start times, and how the time is spent."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from meetings.models import AgendaItem, ItemKind, Meeting

BUSINESS_TARGET = 40  # per cent of the agenda's minutes at most: the Forum wants "to reduce the time spent on 'business'" (2016 summary)


@dataclass(frozen=True)
class Segment:
    """One item in the time bar; `x` and `width` in thousandths of the bar."""

    kind: str
    kind_label: str
    title: str
    x: int
    width: int


@dataclass(frozen=True)
class Share:
    """What one kind of item takes: minutes, and per cent of all items."""

    kind: str
    label: str
    minutes: int
    percent: int


@dataclass(frozen=True)
class TimeBar:
    """How an agenda spends the meeting's time, in minutes."""

    segments: list
    shares: list
    total_minutes: int
    length_minutes: int
    business_percent: int
    target_percent: int = BUSINESS_TARGET

    @property
    def over_target(self):
        """More business than the Forum's own target."""
        return self.business_percent > self.target_percent

    @property
    def overruns(self):
        """More minutes allotted than the meeting has."""
        return self.total_minutes > self.length_minutes


@dataclass(frozen=True)
class Slot:
    """An item with the moment it starts."""

    item: AgendaItem
    starts_at: datetime.datetime


def timetable(meeting, items):
    """Return a Slot for each item: the meeting's start plus the minutes of all items before."""
    slots, at = [], meeting.starts_at
    for item in items:
        slots.append(Slot(item, at))
        at += datetime.timedelta(minutes=item.minutes)
    return slots


def time_bar(meeting, items):
    """Return the TimeBar of these items in their order; None when there are none."""
    items = list(items)
    total = sum(item.minutes for item in items)
    if not total:
        return None
    scale = max(total, meeting.length)
    segments, before = [], 0
    for item in items:
        x, end = round(before * 1000 / scale), round((before + item.minutes) * 1000 / scale)
        segments.append(Segment(item.kind, item.get_kind_display(), item.title, x, end - x))
        before += item.minutes
    minutes = {kind: sum(item.minutes for item in items if item.kind == kind) for kind in ItemKind}
    shares = [Share(kind.value, kind.label, used, round(used * 100 / total)) for kind, used in minutes.items() if used]
    return TimeBar(segments, shares, total, meeting.length, round(minutes[ItemKind.BUSINESS] * 100 / total))


def _locked(meeting):
    """Lock the meeting's row, so that positions are counted by one hand at a time; raises IllegalChange on a confirmed record."""
    locked = Meeting.objects.select_for_update(of=["self"]).select_related("minutes").get(pk=meeting.pk)
    if locked.is_confirmed:
        raise IllegalChange(_("The minutes of this meeting are confirmed, so its agenda stands as it is."))
    return locked


@transaction.atomic
def add_item(*, meeting, item):
    """Save a new item as the last one of the agenda, and return it."""
    locked = _locked(meeting)
    item.meeting = locked
    item.position = (locked.items.aggregate(last=Max("position"))["last"] or 0) + 1
    item.save()
    return item


@transaction.atomic
def move_item(*, item, to):
    """Put an item at position `to` (held within 1 and the number of items); the others close up."""
    _locked(item.meeting)
    item = AgendaItem.objects.get(pk=item.pk)
    others = AgendaItem.objects.filter(meeting=item.meeting_id).exclude(pk=item.pk)
    to = max(1, min(to, others.count() + 1))
    others.filter(position__gt=item.position).update(position=F("position") - 1)
    others.filter(position__gte=to).update(position=F("position") + 1)
    AgendaItem.objects.filter(pk=item.pk).update(position=to)
    return to


@transaction.atomic
def remove_item(*, item):
    """Delete an item and close the gap; raises IllegalChange when minutes stand under it."""
    _locked(item.meeting)
    item = AgendaItem.objects.get(pk=item.pk)
    if item.paragraphs.exists():
        raise IllegalChange(_("Minutes have been written under this item. Remove its paragraphs first."))
    later = AgendaItem.objects.filter(meeting=item.meeting_id, position__gt=item.position)
    item.delete()
    later.update(position=F("position") - 1)
