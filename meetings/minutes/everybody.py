"""Everybody's actions, as far as a reader sees them: by how they stand, by person, group and meeting; as a sheet."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Action, Meeting
from members.models import Person

OPEN, OVERDUE, DONE = "open", "overdue", "done"
BEFORE_ALL = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Grouping:
    """How an app to the right says which people belong together: `named` gives (key, name) to a reader, `people` the
    keys of those in one.
    """

    named: Callable[[Any], list]
    people: Callable[[int, Any], QuerySet]


GROUPINGS: list[Grouping] = []  # an app to the right puts its own here


@dataclass(frozen=True)
class Elsewhere:
    """An action taken on elsewhere than at a meeting, as the list of all actions tells it: `origin` is where."""

    text: Any
    url: str
    owner_name: str
    origin: Any
    due_on: datetime.date | None = None
    is_overdue: bool = False
    progress: str = ""
    is_done: bool = False


SOURCES: list[Callable[..., list[Elsewhere]]] = []  # an app to the right puts its own: (reader, show, person, group)


def elsewhere(reader, *, show=OPEN, person=None, group=None, meeting=None) -> list[Elsewhere]:
    """Return the actions that a reader sees which come from no meeting, as `actions` would give them."""
    if meeting:
        return []
    return [one for source in SOURCES for one in source(reader, show, person, group)]


def last_began(reader) -> QuerySet:
    """Return when the last meeting that this reader sees began, as a query for one or none."""
    held = Meeting.objects.visible_to(reader).filter(state=Meeting.State.HELD, starts_at__lte=timezone.now())
    return held.order_by("-starts_at").values("starts_at")[:1]


def actions(reader, *, show=OPEN, person=None, group=None, meeting=None) -> QuerySet:
    """Return the actions that a reader sees, with who has each: those that are open, overdue, or done with since the
    last meeting; of a person, of the people of a group, of a meeting, by their keys.
    """
    rows = Action.objects.visible_to(reader).with_holders().select_related("paragraph__item__meeting", *Action.HOLDERS)
    rows = {OPEN: _open, OVERDUE: _overdue, DONE: _done}[show](rows, reader)
    if person:
        rows = rows.filter(_had_by([person]))
    for grouping in GROUPINGS if group else ():
        rows = rows.filter(_had_by(grouping.people(group, reader)))
    return rows.filter(paragraph__item__meeting=meeting) if meeting else rows


def _had_by(people) -> Q:
    return Q(passed_to__in=people) | Q(passed_to=None, owner__in=people)


def _open(rows, _reader):
    return rows.open()


def _overdue(rows, _reader):
    return rows.open().filter(status=Action.Status.OPEN, due_on__lt=timezone.localdate())


def _done(rows, reader):
    """Those that were closed since the last meeting that this reader sees began; all, where there was none."""
    return since(rows, last_began(reader))


def since(rows, moment) -> QuerySet:
    """Return those of the Actions that were closed after a moment (a query for one, or none), the last one first."""
    began = Coalesce(Subquery(moment), BEFORE_ALL)
    return rows.closed().filter(closed_at__gte=began).order_by("-closed_at", "-pk")


def people(reader) -> QuerySet:
    """Return who has an action that this reader sees."""
    seen = Action.objects.visible_to(reader).annotate(holder=Coalesce("passed_to", "owner")).order_by()
    return Person.objects.filter(pk__in=seen.values("holder"))


def meetings(reader) -> QuerySet:
    """Return the meetings with actions that this reader sees, the last one first."""
    seen = Action.objects.visible_to(reader).order_by().values("paragraph__item__meeting")
    return Meeting.objects.visible_to(reader).filter(pk__in=seen).order_by("-starts_at", "-pk")


def groups(reader) -> list:
    """Return (key, name) of what people can be grouped by."""
    return [named for grouping in GROUPINGS for named in grouping.named(reader)]


def sheet(rows, others=()) -> list:
    """Return the rows of a spreadsheet of Actions and of those from `elsewhere`, the headings first."""
    headings = [_("Number"), _("Action"), _("Owner"), _("Due"), _("Status"), _("How it stands"), _("Meeting")]
    return [headings, *(_line(row) for row in rows), *(_line_elsewhere(one) for one in others)]


def _line(row) -> list:
    meeting, due = row.paragraph.item.meeting, row.due_on.isoformat() if row.due_on else ""
    return [row.number, row.text, row.owner_name, due, row.get_status_display(), row.progress, meeting.title]


def _line_elsewhere(one) -> list:
    due, status = (
        one.due_on.isoformat() if one.due_on else "",
        Action.Status.DONE if one.is_done else Action.Status.OPEN,
    )
    return ["", one.text, one.owner_name, due, status.label, one.progress, one.origin]
