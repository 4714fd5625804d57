"""What stands on the shelf by topic, area and year; what was heard and is not kept; topics nobody spoke of for long."""

import datetime
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Q, Subquery
from django.utils import timezone

from library.models import Talk
from meetings.models import AgendaItem, ItemKind, Meeting
from members.models import Interest

LONG = datetime.timedelta(days=365)  # since a topic was last spoken of
KINDS = [ItemKind.PRESENTATION, ItemKind.CASE_STUDY]


@dataclass(frozen=True)
class Topic:
    """A topic, and when somebody last spoke of it: None if nobody has."""

    name: str
    last: datetime.date | None


def on_shelf(reader, *, topic=None, area="", year=None):
    """Return the given talks that a reader may see: of a topic, an area and a year, where they are asked for."""
    rows = Talk.objects.visible_to(reader).given().select_related("speaker", "topic")
    rows = rows.filter(topic=topic) if topic else rows
    rows = rows.filter(area=area) if area else rows
    return rows.filter(given_on__year=year) if year else rows


def years(reader) -> list[int]:
    """Return the years in which the talks that a reader may see were given, the last one first."""
    return [day.year for day in Talk.objects.visible_to(reader).given().dates("given_on", "year", order="DESC")]


def unkept_items():
    """Return the talks that stand on the agendas of past meetings, with who spoke, and are not on the shelf."""
    spoken = Q(presenter__isnull=False) | ~Q(presenter_name="")
    kept = Talk.objects.filter(item__isnull=False).values("item")
    rows = AgendaItem.objects.filter(spoken, kind__in=KINDS, meeting__state=Meeting.State.HELD).exclude(pk__in=kept)
    return rows.select_related("meeting", "presenter").order_by("-meeting__starts_at", "position")


def topics_unheard() -> list[Topic]:
    """Return the topics of which nobody has spoken for LONG, those first that were never spoken of."""
    spoken = Talk.objects.given().filter(topic=OuterRef("pk")).order_by().values("topic").annotate(last=Max("given_on"))
    before = timezone.localdate() - LONG
    rows = [Topic(row.name, row.last) for row in Interest.objects.annotate(last=Subquery(spoken.values("last")))]
    unheard = [row for row in rows if row.last is None or row.last < before]
    return sorted(unheard, key=lambda row: row.last or datetime.date.min)


def meetings_to_come():
    """Return the meetings on whose agendas a talk can be put, the next one first."""
    rows = Meeting.objects.upcoming().filter(starts_at__gt=timezone.now(), state__in=Meeting.TAKES_PLACE)
    return rows.order_by("starts_at")
