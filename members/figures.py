"""What is counted of the membership over the years: who is new and who left, and the languages that members read."""

import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.access import Circle
from members.counted import HIDDEN, Figure, few_hidden, rows_of
from members.models import Language, OrganisationStanding, Standing

READERS = Circle.PARTNER
DAY = datetime.timedelta(days=1)


def figures(years, circle) -> list[Figure]:
    """Return the Figures of members for partners and members, people with small numbers hidden."""
    return [_people(years), _bodies(years), _languages()] if circle >= READERS else []


def _people(years) -> Figure:
    found = _came_and_left(Standing.objects.filter(capacity=Standing.Capacity.MEMBER), years, "person")
    about = _("People who became members and people who ceased to be, by the year in which they did.")
    title, series = _("New members and members who left"), _series()
    told = rows_of(years, series, {year: few_hidden(row) for year, row in found.items()})
    return Figure("members", title, f"{about} {HIDDEN}", series, told, READERS)


def _bodies(years) -> Figure:
    rows = OrganisationStanding.objects.filter(capacity=Standing.Capacity.MEMBER)
    found = _came_and_left(rows, years, "organisation")
    about = _("Organisations that became members and organisations that ceased to be.")
    title, series = _("Member organisations: new, and left"), _series()
    return Figure("organisations", title, about, series, rows_of(years, series, found), READERS)


def _series():
    return (("new", _("New")), ("left", _("Left")))


def _languages() -> Figure:
    """Return how many members of today have chosen to read in each language."""
    rows = Standing.objects.current().filter(capacity=Standing.Capacity.MEMBER).order_by()
    found = dict(rows.values_list("person__language").annotate(number=Count("person", distinct=True)))
    told = few_hidden({one.value: found.get(one.value, 0) for one in Language})
    series = tuple((one.value, str(one.label)) for one in Language)
    rows = ((_("Today"), tuple(told[key] for key, _label in series)),)
    about = _("The language in which the members of today read the site and its letters.")
    title, head = _("What members read in"), _("When")
    return Figure("readers", title, f"{about} {HIDDEN}", series, rows, READERS, head, is_of_languages=True)


def _came_and_left(rows, years, whose):
    """Return {year: {"new": number, "left": number}} of standings as members; one that follows another on the next day
    is neither. One query.
    """
    same = rows.filter(**{whose: OuterRef(whose)})
    rows = rows.annotate(
        is_first=~Exists(same.filter(ends_on=OuterRef("starts_on") - DAY)),
        is_last=~Exists(same.filter(starts_on=OuterRef("ends_on") + DAY)),
    ).filter(Q(starts_on__year__in=years) | Q(ends_on__year__in=years))
    found = {year: {"new": 0, "left": 0} for year in years}
    today = timezone.localdate()
    for starts_on, ends_on, is_first, is_last in rows.values_list("starts_on", "ends_on", "is_first", "is_last"):
        if is_first and starts_on.year in found and starts_on <= today:
            found[starts_on.year]["new"] += 1
        if is_last and ends_on and ends_on.year in found and ends_on < today:
            found[ends_on.year]["left"] += 1
    return found
