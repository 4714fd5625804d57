"""What the register of outcomes hands upward through the door of the library."""

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext as _

from common.doors.overview import Line, Part, YearEntry, own
from common.doors.waiting import Kind, Row, Waits
from library.models import Outcome
from library.outcomes import register
from members.access import Circle, keeps_the_record
from members.counted import Figure, by_year, rows_of
from members.data.erasure import delete_wholly

TITLE = ("title_en", "title_cy")


def year(start, end, circle) -> list[YearEntry]:
    """Return the outcomes of between two dates (both included), as far as a circle may see them: for whom, and the
    source in words, else what each came through.
    """
    rows = list(Outcome.objects.visible_within(circle).dated().filter(day__range=(start, end)))
    came_through = register.ties(rows, lambda manager: manager.visible_within(circle))
    return [
        YearEntry("outcome", row.title, row.get_absolute_url(), row.day, _source(row, came_through), row.for_whom)
        for row in rows
    ]


def _source(row, came_through) -> str:
    return row.source or next((line.title for line in came_through[row.pk]), "")


def figures(years, circle) -> list[Figure]:
    """Return how many outcomes of each year there are, by how sure we are; none where the register is empty."""
    rows = Outcome.objects.visible_within(circle).dated().annotate(year=ExtractYear("day")).filter(year__in=years)
    series = tuple((one.value, str(one.label)) for one in Outcome.Sureness)
    counts = {key: Count("pk", filter=Q(sureness=key)) for key, _label in series}
    found = by_year(rows, **counts)
    if not found:
        return []
    about = _("What changed through the Forum’s work, as far as the register has it, by how sure we are.")
    return [Figure("outcomes", _("Social value"), about, series, rows_of(years, series, found))]


def public() -> list[str]:
    """Return the addresses of the outcomes that everybody may see."""
    return [row.get_absolute_url() for row in Outcome.objects.visible_within(Circle.VISITOR).only("pk")]


def beside_group(pk, reader) -> list[Part]:
    """Return what changed through a group, for its page."""
    rows = Outcome.objects.of(reader, group=pk)
    lines = [Line(row.title, row.get_absolute_url(), row.for_whom) for row in rows]
    return [Part(_("What changed"), lines)] if lines else []


def waits(person) -> list[Kind]:
    """Return the outcomes that somebody suggested, for who keeps the record."""
    if not keeps_the_record(person):
        return []
    return [Kind(rows=Outcome.objects.suggested().order_by(), about=TITLE, say=_suggested, for_office=True)]


def _suggested(row: Row) -> Waits:
    page = reverse("library:edit_outcome", args=[row.pk])
    return Waits(_("Look at an outcome that somebody suggests"), page, str(row.about))


def own_data(person) -> list:
    """Return the outcomes that a person suggested."""
    rows = Outcome.objects.filter(suggested_by=person)
    return [own("outcomes_suggested", rows, *TITLE, "for_whom_en", "for_whom_cy", "how_known_en", "how_known_cy")]


def going(person) -> list:
    """Return what a person suggested and nobody has looked at."""
    return [Outcome.objects.suggested().filter(suggested_by=person)]


def staying(person) -> list:
    """Return what a person suggested and the register has taken up: it stays, and their name goes."""
    return [Outcome.objects.filter(suggested_by=person, settled_at__isnull=False)]


def forget(*, person) -> bool:
    """Delete what goes with a person, with its history; what stays was suggested by somebody without a name."""
    for rows in going(person):
        delete_wholly(rows)
    return False
