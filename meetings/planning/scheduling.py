"""Planning meetings: a year of them made at once, one moved, one copied; never two at the same time."""

import copy
import datetime

from django.db import transaction
from django.utils import timezone

from common.editing import locked
from meetings import access
from meetings.agenda import building, following, pack_due, standing_items
from meetings.models import AgendaItem, Meeting, Rules
from meetings.planning import lifecycle
from meetings.planning.dates import moments, refuse_overlap, take_turn

COPIED = ("kind", "title_en", "title_cy", "place_en", "place_cy", "online_link", "shared_with_partners", "is_public")
ITEM_COPIED = (
    "title_en",
    "title_cy",
    "kind",
    "minutes",
    "text_en",
    "text_cy",
    "taken_as_read",
    "reserved",
    "writes_itself",
)
OF_RULE = ("title_en", "title_cy", "place_en", "place_cy", "shared_with_partners", "is_public")


@transaction.atomic
def plan_year(*, rule, days) -> list:
    """Plan a meeting by the rule on each of the days, and return those that are new.

    A day that has its meeting already is left as it is, so that a second press makes nothing twice; raises
    IllegalChange
    where another meeting stands at that time.
    """
    take_turn()
    facts = {name: getattr(rule, name) for name in OF_RULE}
    slots = [moments(day, rule.starts, rule.minutes) for day in days]
    there = Meeting.objects.filter(starts_at__in=[start for start, _end in slots], state__in=Meeting.TAKES_PLACE)
    taken = set(there.values_list("starts_at", flat=True))
    chair = lifecycle.usual_chair()
    return [_plan(start, end, chair=chair, **facts) for start, end in slots if start not in taken]


def _plan(starts_at, ends_at, *, add_standing=True, **facts) -> Meeting:
    """Save a planned meeting, a quarterly one with its standing items;
    raises IllegalChange if another takes place then.
    """
    refuse_overlap(starts_at, ends_at)
    ask_by = timezone.localdate(starts_at) - datetime.timedelta(days=Rules.now().interpreter_days)
    meeting = Meeting.objects.create(starts_at=starts_at, ends_at=ends_at, interpreter_by=ask_by, **facts)
    if add_standing and meeting.kind == Meeting.Kind.QUARTERLY:
        standing_items.add_standing_items(meeting=meeting)
    return meeting


@transaction.atomic
def plan_meeting(*, form):
    """Plan the meeting that a form describes, a quarterly one with its standing items, and return it; None if the form
    is not valid, also because another meeting takes place then.
    """
    take_turn()
    if not form.is_valid():
        return None
    meeting = form.save()
    if meeting.kind == Meeting.Kind.QUARTERLY:
        standing_items.add_standing_items(meeting=meeting)
    return meeting


@transaction.atomic
def change_meeting(*, form):
    """Save a form over a meeting if it is valid and nobody else did in the meantime; return whether it was saved."""
    before = locked(form.instance, "minutes")
    access.refuse_once_confirmed(before)
    take_turn()
    is_saved = form.is_valid() and form.save_if_current()
    if is_saved and form.instance.starts_at != before.starts_at:
        by_hand = "interpreter_by" if "interpreter_by" in form.changed_data else ""
        form.instance.save(update_fields=_keep_pace(form.instance, before, but=by_hand))
    if is_saved:
        pack_due.enqueue_packs(form.instance)
    return is_saved


@transaction.atomic
def move_meeting(*, meeting, starts_at, ends_at):
    """Put a meeting on another date, and what hangs on the date with it; return it.
    Raises IllegalChange if another takes place then.
    """
    meeting = locked(meeting)
    take_turn()
    refuse_overlap(starts_at, ends_at, apart_from=meeting)
    before = copy.copy(meeting)
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.save(update_fields=["starts_at", "ends_at", *_keep_pace(meeting, before)])
    return meeting


def _keep_pace(meeting, before, *, but="") -> tuple:
    """Move the days that hang on the date of a meeting as far as it has moved, and return their columns, not saved;
    `but` names one that was set by hand.
    """
    later = timezone.localdate(meeting.starts_at) - timezone.localdate(before.starts_at)
    if but != "interpreter_by":
        meeting.interpreter_by = before.interpreter_by and before.interpreter_by + later
    discuss = datetime.timedelta(days=Rules.now().discuss_days)
    meeting.discuss_until = before.discuss_until and meeting.starts_at - discuss
    return "interpreter_by", "discuss_until"


@transaction.atomic
def copy_meeting(*, meeting, starts_at, ends_at, with_agenda) -> Meeting:
    """Plan a new meeting after the pattern of another and return it, if wished with the items of its agenda.

    Presenters, papers, answers and minutes stay with the old one. Raises IllegalChange if another takes place then.
    """
    take_turn()
    facts = {name: getattr(meeting, name) for name in COPIED}
    new = _plan(starts_at, ends_at, add_standing=not with_agenda, chair=lifecycle.usual_chair(), **facts)
    new.hosts.set(meeting.hosts.all())
    following.link_copies([(_copied(item, new), item) for item in meeting.items.order_by("position") if with_agenda])
    return new


def _copied(item, meeting):
    """Put a copy of an item on another agenda and return it."""
    facts = {name: getattr(item, name) for name in ITEM_COPIED}
    facts["minutes"] = facts["minutes"] or AgendaItem._meta.get_field("minutes").default
    facts["taken_as_read"] |= item.pulled_by_id is not None  # it was pulled out for that once
    return building.add_item(meeting=meeting, item=AgendaItem(**facts))
