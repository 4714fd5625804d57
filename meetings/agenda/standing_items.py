"""What puts itself on an agenda: the items of every meeting, the last minutes, the actions that are open,
decisions to be reviewed.
"""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from common.queries.written import written
from common.turns import one_at_a_time
from meetings.agenda import building, coming_back
from meetings.models import Action, AgendaItem, Meeting, Minutes, StandingItem, Writes
from meetings.models.minutes import there_when_confirmed
from members.access import Circle

# What a Forum that has not written its own list begins with: title, minutes, taken as read, filled by.
USUAL = (
    (gettext_noop("Welcome and apologies"), 5, False, Writes.NOTHING),
    (gettext_noop("Minutes of the last meeting"), 5, True, Writes.LAST_MINUTES),
    (gettext_noop("Matters arising"), 10, False, Writes.MATTERS_ARISING),
    (gettext_noop("Any other business"), 5, False, Writes.NOTHING),
    (gettext_noop("Date of the next meeting"), 5, True, Writes.NOTHING),
)


def usual_items() -> list:
    """Return the StandingItems of the Forum, or those it begins with while it has none (not saved)."""
    return list(StandingItem.objects.all()) or [
        StandingItem(
            title_en=title, title_cy=_in_welsh(title), minutes=minutes, taken_as_read=as_read, writes_itself=writes
        )
        for title, minutes, as_read, writes in USUAL
    ]


def with_usual_titles(meetings):
    """Return meetings (a QuerySet), each with the titles of the Forum's StandingItems, by the same query."""
    titles = StandingItem.objects.order_by("order", "pk").values(titles=JSONObject(en="title_en", cy="title_cy"))
    return meetings.annotate(standing_titles=ArraySubquery(titles))


def usual_titles(meeting) -> list[tuple[str, str]]:
    """Return the titles (English, Welsh) of the `usual_items`, for a meeting read `with_usual_titles`."""
    return [(row["en"], row["cy"]) for row in meeting.standing_titles] or [(row[0], _in_welsh(row[0])) for row in USUAL]


@transaction.atomic
def keep_usual() -> None:
    """Save the items that a Forum begins with as its own, unless it has some."""
    one_at_a_time("standing items")
    for order, item in enumerate(usual_items(), start=1):
        if item._state.adding:
            item.order = order * 10
            item.save(force_insert=True)


def _in_welsh(text) -> str:
    with override("cy"):
        return _(text)


@transaction.atomic
def add_standing_items(*, meeting) -> int:
    """Put the standing items on an agenda that has none of them yet, and return how many were added."""
    there = set(meeting.items.values_list("title_en", "title_cy"))
    missing = [row for row in usual_items() if (row.title_en, row.title_cy) not in there]
    for row in missing:
        facts = {
            name: getattr(row, name)
            for name in ("title_en", "title_cy", "kind", "minutes", "taken_as_read", "writes_itself")
        }
        building.add_item(meeting=meeting, item=AgendaItem(**facts))
    return len(missing)


def place_item(*, meeting, item) -> AgendaItem:
    """Save a new item where it is heard: before those items of every meeting that close it, and return it."""
    return building.place_item(meeting=meeting, item=item, closing=_closing())


def place_of_next(rows) -> int:
    """Return the position that `place_item` would give a new item among the items of an agenda, in order."""
    return building.place_before(reversed(rows), _closing(), last=len(rows) + 1)


def _closing() -> set:
    return {(row.title_en, row.title_cy) for row in usual_items()}


def last_minutes(meeting, circle):
    """Return the Minutes of the meeting before this one, if this circle may see them, else None."""
    return next(iter(_minutes_before(meeting.pk, meeting.starts_at, circle)), None)


@written
def _minutes_before(meeting, starts_at, circle):
    before = Minutes.objects.visible_within(circle).filter(
        there_when_confirmed(meeting), meeting__starts_at__lt=starts_at, meeting__state=Meeting.State.HELD
    )
    return before.select_related("meeting").order_by("-meeting__starts_at")[:1]


def matters_arising(meeting, circle, *, done=False):
    """Return the Actions of earlier meetings that are open (or were, when this one began), with those that were `done`
    since the meeting before where they are asked for, as far as this circle may see them.
    """
    earlier = Action.objects.visible_within(circle).filter(paragraph__item__meeting__starts_at__lt=meeting.starts_at)
    return _open_at(earlier, meeting, _done_before(meeting) if done else None)


@written
def _arising(meeting, starts_at, circle, done):
    return matters_arising(Meeting(pk=meeting, starts_at=starts_at), circle, done=done)


def open_actions_before(meeting):
    """Return all Actions that arise at a meeting, whoever may see them, of minutes that are out."""
    out = {"paragraph__item__meeting__minutes__state__in": [Minutes.State.CIRCULATED, Minutes.State.CONFIRMED]}
    return _open_at(Action.objects.filter(paragraph__item__meeting__starts_at__lt=meeting.starts_at, **out), meeting)


def _done_before(meeting) -> Q:
    """Return the condition on Actions that they were closed between the meeting before this one and this one."""
    before = Meeting.objects.filter(state=Meeting.State.HELD, starts_at__lt=meeting.starts_at).order_by("-starts_at")
    return Q(closed_at__lt=meeting.starts_at, closed_at__gte=Subquery(before.values("starts_at")[:1]))


def _open_at(earlier, meeting, besides=None):
    open_then = Q(closed_at=None, status__in=Action.CARRIED) | Q(closed_at__gte=meeting.starts_at)
    stood = there_when_confirmed(meeting.pk, "paragraph__item__meeting__minutes__")
    rows = earlier.filter(open_then if besides is None else open_then | besides, stood)
    rows = rows.with_holders().select_related("paragraph__item__meeting", *Action.HOLDERS)
    return rows.order_by(
        "paragraph__item__meeting__starts_at", "paragraph__item__position", "paragraph__position", "position"
    )


def fill(meeting, items, circle) -> dict:
    """Return what the items that write themselves hold, for this circle.

    {"last_minutes": Minutes or None, "matters_arising": [Action], "reviews": [Decision], "done": [Action]}, those of
    them that are on the agenda; what was done in between for who keeps the record.
    """
    kinds = {item.writes_itself for item in items}
    filled = {}
    if Writes.LAST_MINUTES in kinds:
        filled["last_minutes"] = last_minutes(meeting, circle)
    if Writes.MATTERS_ARISING in kinds:
        rows = _arising(meeting.pk, meeting.starts_at, circle, circle == Circle.KEEPER)
        filled["done"] = [row for row in rows if row.closed_at and row.closed_at < meeting.starts_at]
        filled["matters_arising"] = [row for row in rows if row not in filled["done"]]
        filled["reviews"] = coming_back.rows_due_at(meeting, circle)
    return filled
