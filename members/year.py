"""What members tell of a year: who held which office, and how many members the Forum had at its end."""

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.doors.overview import YearEntry
from members.access import is_open_to, keeps_the_record
from members.counted import FEWEST
from members.models import Network, OrganisationStanding, Standing, Term


def year(start, end, circle) -> list[YearEntry]:
    """Return the offices held between two dates (both included), by whom and since when, of those whom this circle may
    read of; and the number of members on the last day, people and organisations.
    """
    return [*_offices(start, end, circle), *_members(end), *_networks(start, end, circle)]


def _offices(start, end, circle) -> list[YearEntry]:
    """Return each stay of somebody in an office that touches these days; terms that follow each other are one."""
    rows = Term.objects.filter(Q(ends_on=None) | Q(ends_on__gte=start), starts_on__lte=end)
    found, page = [], reverse("members:contact")
    for row in rows.select_related("office", "person").order_by("office__order", "office", "starts_on", "pk"):
        if not is_open_to(circle, row.person, "office"):
            continue
        first, last = _stay(row)
        until = date_format(last, "j F Y") if last and last < end else ""
        place = (row.office.order, row.office_id)
        entry = YearEntry("office", row.office.name, page, first, until, row.person.name, place)
        found += [] if entry in found else [entry]
    return found


def _stay(term):
    """Return the first day of the unbroken terms of one person in one office that this one belongs to, and the last, or
    None where there is none.
    """
    first, last = term.starts_on, term.ends_on
    rows = list(Term.objects.filter(office=term.office_id, person=term.person_id).order_by("starts_on"))
    for row in reversed(rows):
        if row.ends_on and (first - row.ends_on).days == 1:
            first = row.starts_on
    for row in rows:
        if last and (row.starts_on - last).days == 1:
            last = row.ends_on
    return first, last


def _networks(start, end, circle) -> list[YearEntry]:
    """Return the networks and initiatives that there was contact with between these days, on the day of the last."""
    rows = Network.objects.visible_within(circle).filter(contacts__on__range=(start, end)).with_contact()
    found = rows.order_by("heard_on", "pk")
    return [YearEntry("network", row.organisation.name, row.get_absolute_url(), row.heard_on) for row in found]


def _members(day) -> list[YearEntry]:
    people = Standing.objects.current(day).filter(capacity=Standing.Capacity.MEMBER).count()
    bodies = OrganisationStanding.objects.current(day).filter(capacity=Standing.Capacity.MEMBER).count()
    if people < FEWEST:
        return []
    return [YearEntry("members", _("Contact"), reverse("members:contact"), day, numbers=(people, bodies))]


def duties(day, reader) -> list[YearEntry]:
    """Return the terms of office that end until a day, for who keeps the record."""
    if not keeps_the_record(reader):
        return []
    rows = Term.objects.current().filter(ends_on__lte=day).select_related("office", "person").order_by("ends_on", "pk")
    said, page = _("Term of office ends"), reverse("members:offices_all")
    return [YearEntry("term", row.office.name, f"{page}#{row.pk}", row.ends_on, said, row.person.name) for row in rows]
