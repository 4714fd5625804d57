"""Building an agenda: items in order without gaps, their start times, and how the time is spent."""

import datetime
import functools
import operator
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from common.editing import IllegalChange, locked
from common.queries.written import written
from meetings import against
from meetings.agenda import numbering, pack_due
from meetings.models import AgendaItem, Ballot, ItemKind, Rules, sees_reserved
from meetings.models.kinds import RESERVED, is_pause
from members.histories import event_model

RULES_ALONG = ("business_percent", "notice_days")
# The apps to the right add the keys of the items that pages of theirs lead to: rows of tables that carry a stamp.
LED_TO: list[Callable[[], QuerySet]] = []
RESERVED_TITLE = gettext_lazy("Reserved item")


@dataclass(frozen=True)
class Segment:
    """One item in the time bar; `x` and `width` in thousandths of the bar."""

    kind: str
    kind_label: str
    title: str
    x: int
    width: int

    @property
    def start(self) -> str:
        """Where it begins, in per cent as an SVG attribute takes it."""
        return f"{self.x / 10:g}"

    @property
    def share(self) -> str:
        """Its width, in per cent."""
        return f"{self.width / 10:g}"


@dataclass(frozen=True)
class Share:
    """What one kind of item takes: minutes, and per cent of the work; pauses have no part in that (None)."""

    kind: str
    label: str
    minutes: int
    percent: int | None


@dataclass(frozen=True)
class TimeBar:
    """How an agenda spends the meeting's time, in minutes."""

    segments: tuple[Segment, ...]
    shares: tuple[Share, ...]
    total_minutes: int
    length_minutes: int
    business_percent: int
    target_percent: int
    saved_minutes: int = 0
    saved_items: int = 0

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
    starts_at: datetime.datetime | None


def whole_items() -> QuerySet:
    """Return items in order, as a QuerySet, each with who presents it, what `rules_along` reads of the rules, the
    numbers (`gone`) that are off its agenda since that was sent, whether another page may lead to it (`is_led_to`), and
    whether members were asked about it (`is_asked_about`).
    """
    rules = {f"rules_{name}": Subquery(Rules.objects.values(name)[:1]) for name in RULES_ALONG}
    rows = AgendaItem.objects.select_related("presenter__organisation", "pulled_by").annotate(**rules)
    led = functools.reduce(operator.or_, (Q(pk__in=keys()) for keys in LED_TO), Q(from_proposal__isnull=False))
    rows = rows.annotate(gone=ArraySubquery(numbering.gone_from(OuterRef("meeting"))), is_led_to=led)
    rows = rows.annotate(is_asked_about=Exists(Ballot.objects.filter(item=OuterRef("pk")).order_by()))
    return rows.order_by("meeting_id", "position")


@written
def items_at(meeting: int) -> QuerySet:
    """Return the `whole_items` of a meeting (its key); one query."""
    return whole_items().filter(meeting=meeting)


def rules_along(rows):
    """Return the Forum's rules for agendas (RULES_ALONG) as the whole items of one bring them along."""
    if not rows:
        return Rules.now()
    found = {name: getattr(rows[0], f"rules_{name}") for name in RULES_ALONG}
    return Rules() if None in found.values() else Rules(**found)


def seen_by(circle, items) -> list:
    """Return the items; one reserved from this circle is there as a blank of its length.

    The blank holds nothing of the item but its place, number, minutes and when it began, so that no page can show more
    by mistake.
    """
    return list(items) if sees_reserved(circle) else [_blank(item) if item.reserved else item for item in items]


def _blank(item) -> AgendaItem:
    title = {"title_en": _in("en", RESERVED_TITLE), "title_cy": _in("cy", RESERVED_TITLE)}
    return AgendaItem(
        meeting_id=item.meeting_id,
        position=item.position,
        started_at=item.started_at,
        kept_number=item.kept_number,
        sent_version=item.sent_version,
        version=item.sent_version or 1,
        minutes=item.minutes,
        kind="",
        reserved=True,
        taken_as_read=item.taken_as_read,
        **title,
    )


def _in(language, text) -> str:
    with override(language):
        return str(text)


def timetable(meeting, items):
    """Return a Slot for each item that is discussed: the meeting's start plus the minutes of all before it.

    Items that are taken as read take no time of their own; `taken_as_read` gives them. One of which nobody knows how
    long it was to take (past minutes were taken in) has no start either.
    """
    slots, at = [], meeting.starts_at
    for item in discussed(items):
        slots.append(Slot(item, at if item.minutes else None))
        at += datetime.timedelta(minutes=item.minutes or 0)
    return slots


def discussed(items) -> list:
    """Return the items that the meeting spends time on."""
    return [item for item in items if not item.taken_as_read]


def taken_as_read(items) -> list:
    """Return the items of the lane that is taken in one line."""
    return [item for item in items if item.taken_as_read]


def time_bar(meeting, items, rules=None) -> TimeBar | None:
    """Return the TimeBar of the items that are discussed, against the target of the Forum's `rules`; None without any.

    `saved_minutes` are those that the items taken as read would have needed.
    """
    timed = [item for item in items if item.minutes]
    lane, items = taken_as_read(timed), discussed(timed)
    total = sum(item.minutes for item in items)
    if not total:
        return None
    minutes = {}
    for item in items:
        minutes[item.kind] = minutes.get(item.kind, 0) + item.minutes
    work = sum(item.minutes for item in items if not is_pause(item.kind))
    labels = {kind.value: str(kind.label) for kind in ItemKind} | {"": _("Reserved")}
    shares = [
        Share(kind or RESERVED, label, minutes[kind], None if is_pause(kind) else _percent(minutes[kind], work))
        for kind, label in labels.items()
        if kind in minutes
    ]
    business = _percent(minutes.get(ItemKind.BUSINESS, 0), work)
    target = (rules or Rules.now()).business_percent
    saved = sum(item.minutes for item in lane)
    segments = _segments(items, max(total, meeting.length), labels)
    return TimeBar(tuple(segments), tuple(shares), total, meeting.length, business, target, saved, len(lane))


def _percent(part, whole):
    return round(part * 100 / whole) if whole else 0


def _segments(items, scale, labels):
    """Return the Segments of the bar, `scale` minutes long in all."""
    segments, before = [], 0
    for item in items:
        x, end = round(before * 1000 / scale), round((before + item.minutes) * 1000 / scale)
        segments.append(Segment(item.kind or RESERVED, labels[item.kind], item.title, x, end - x))
        before += item.minutes
    return segments


def _locked(meeting):
    """Lock the meeting's row, so that positions are counted by one hand at a time, and have its packs made anew.

    Raises IllegalChange on a confirmed record.
    """
    meeting = locked(meeting, "minutes")
    if why := against.building(meeting):
        raise IllegalChange(why)
    pack_due.enqueue_packs(meeting)
    return meeting


@transaction.atomic
def add_item(*, meeting, item):
    """Save a new item as the last one of the agenda, and return it."""
    item.meeting = _locked(meeting)
    item.position = (item.meeting.items.aggregate(last=Max("position"))["last"] or 0) + 1
    item.save(force_insert=True)
    return _numbered(item)


def _numbered(item) -> AgendaItem:
    """Number what came in after the agenda was sent, and return an item as it is called then."""
    numbering.number_late(item.meeting)
    item.refresh_from_db(fields=["position", "kept_number"])
    return item


@transaction.atomic
def place_item(*, meeting, item, closing) -> AgendaItem:
    """Save a new item before those that close the agenda, whose titles (English, Welsh) `closing` holds, and return
    it.
    """
    item = add_item(meeting=meeting, item=item)
    others = meeting.items.exclude(pk=item.pk).order_by("-position")
    return move_item(item=item, to=place_before(others, closing, last=item.position))


def place_before(others, closing, *, last) -> int:
    """Return the position before the items that close an agenda, of which `others` are the items, the last one first;
    `last` where none closes it.
    """
    to = last
    for other in others:
        if other.position == 1 or other.writes_itself or (other.title_en, other.title_cy) not in closing:
            break
        to = other.position
    return to


@transaction.atomic
def insert_item(*, meeting, item, before) -> AgendaItem:
    """Save a new item before another one of the agenda, and return it; as the last one, where that is off it by now."""
    item = add_item(meeting=meeting, item=item)
    there = meeting.items.filter(pk=before.pk).values_list("position", flat=True).first()
    return move_item(item=item, to=there or item.position)


@transaction.atomic
def move_item(*, item, to) -> AgendaItem:
    """Put an item at position `to` (held within 1 and the number of items) and return it; the others close up."""
    _locked(item.meeting)
    item = locked(item)
    others = AgendaItem.objects.filter(meeting=item.meeting_id).exclude(pk=item.pk)
    to = max(1, min(to, others.count() + 1))
    others.filter(position__gt=item.position).update(position=F("position") - 1)
    others.filter(position__gte=to).update(position=F("position") + 1)
    AgendaItem.objects.filter(pk=item.pk).update(position=to)
    return _numbered(item)


@transaction.atomic
def remove_item(*, item) -> None:
    """Take an item off the agenda into its bin; the others close up, but for numbers that were sent. One that is off it
    already stays there.

    Raises IllegalChange when minutes stand under it.
    """
    _locked(item.meeting)
    item = AgendaItem.objects.filter(pk=item.pk).first()
    if item is None:
        return
    if item.paragraphs.exists():
        raise IllegalChange(_("Minutes have been written under this item. Remove its paragraphs first."))
    later = AgendaItem.objects.filter(meeting=item.meeting_id, position__gt=item.position)
    kept = item.kept_number if item.sent_version else ""
    AgendaItem.objects.filter(pk=item.pk).update(
        position=None, removed_at=timezone.now(), kept_number=kept, started_at=None
    )
    later.update(position=F("position") - 1)
    numbering.number_late(item.meeting)


@transaction.atomic
def put_back_item(*, item) -> AgendaItem:
    """Put an item from the bin back and return it: at the place it had, or where its number was sent."""
    meeting = _locked(item.meeting)
    to = numbering.place_again(meeting, item) if item.sent_version else _place_before(item)
    last = (meeting.items.aggregate(last=Max("position"))["last"] or 0) + 1
    AgendaItem.removed.filter(pk=item.pk).update(position=last, removed_at=None)
    item = locked(AgendaItem(pk=item.pk))
    return move_item(item=item, to=min(to or last, last))


def _place_before(item) -> int | None:
    """Return the place that an item in the bin had, as its history has it; None of one whose history is gone."""
    events = event_model(AgendaItem).objects.filter(pgh_obj=item.pk, position__isnull=False)
    return events.order_by("-pk").values_list("position", flat=True).first()


@transaction.atomic
def pull_item(*, item, by, reason=""):
    """Take an item out of the lane "taken as read" because a member asks to discuss it; raises IllegalChange once it is
    too late.
    """
    meeting = _locked(item.meeting)
    item = locked(item)
    item.meeting = meeting
    if why := against.pulling(item):
        raise IllegalChange(why)
    item.taken_as_read, item.pulled_by, item.pull_reason = False, by, reason
    item.save(update_fields=["taken_as_read", "pulled_by", "pull_reason"])
    return item
