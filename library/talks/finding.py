"""What stands on the shelf by topic, area and year; what was heard and is not kept; topics nobody spoke of for long."""

import datetime

from django.db.models import F, Max, OuterRef, Q, Subquery
from django.utils import timezone

from library.models import Talk
from meetings.models import AgendaItem, ItemKind, Meeting
from members.models import Interest

LONG = datetime.timedelta(days=365)  # since a topic was last spoken of
KINDS = [ItemKind.PRESENTATION, ItemKind.CASE_STUDY]


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


def topics_unheard():
    """Return the topics (Interest) of which nobody has spoken for LONG, with the day of the `last` time, or None; those
    first that were never spoken of.
    """
    spoken = Talk.objects.given().filter(topic=OuterRef("pk")).order_by().values("topic").annotate(last=Max("given_on"))
    rows = Interest.objects.annotate(last=Subquery(spoken.values("last")))
    unheard = Q(last=None) | Q(last__lt=timezone.localdate() - LONG)
    return rows.filter(unheard).order_by(F("last").asc(nulls_first=True), "pk")


def meetings_to_come():
    """Return the meetings on whose agendas a talk can be put, the next one first."""
    rows = Meeting.objects.upcoming().filter(starts_at__gt=timezone.now(), state__in=Meeting.TAKES_PLACE)
    return rows.order_by("starts_at")
