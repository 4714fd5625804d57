"""Moving in: who made the site takes the office of administrator, which nobody holds yet; then a list is done."""

from contextlib import AbstractContextManager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common import keeping
from common.editing import IllegalChange
from common.turns import one_at_a_time
from members.models import Capacity, Identity, Office, Standing, Term, areas

USUAL_OFFICES = {  # rights on this site: English name, Welsh name, role, order
    "chair": ("Chair", "Cadeirydd", Office.Role.CHAIR, 1),
    "vice_chair": ("Vice-Chair", "Is-gadeirydd", Office.Role.NONE, 2),
    "administrator": ("Administrator", "Gweinyddydd", Office.Role.ADMINISTRATOR, 3),
    "treasurer": ("Treasurer", "Trysorydd", Office.Role.NONE, 4),
}


def office(key) -> Office:
    """Return one of the usual offices, made if it is not there."""
    name_en, name_cy, role, order = USUAL_OFFICES[key]
    return Office.objects.get_or_create(name_en=name_en, defaults={"name_cy": name_cy, "role": role, "order": order})[0]


def may_found(person) -> bool:
    """May take the office of administrator: who was made by `createsuperuser`, while nobody holds it."""
    return person.is_authenticated and person.is_superuser and not _is_kept()


def _is_kept() -> bool:
    return Term.objects.not_over().filter(office__role=Office.Role.ADMINISTRATOR).exists()


@transaction.atomic
def found(*, person, name, is_member, also=()) -> None:
    """Make a person the administrator from today on, with the offices `also` (keys of USUAL_OFFICES), and a member if
    they are one; make all usual offices. Raises IllegalChange if somebody holds the administrator's office by now.
    """
    one_at_a_time("founding")
    if not may_found(person):
        raise IllegalChange(_("Somebody holds the office of administrator by now."))
    today = timezone.localdate()
    offices = {key: office(key) for key in USUAL_OFFICES}
    person.name = name
    person.save(update_fields=["name"])
    for key in {"administrator", *also}:
        Term.objects.create(person=person, office=offices[key], starts_on=today)
    if is_member and not person.standings.not_over().exists():
        Standing.objects.create(person=person, capacity=Capacity.MEMBER, starts_on=today)


def forum_of(request) -> Identity:
    """Return who the Forum is, asked for once a request, and kept until the record changes."""
    return keeping.shelf_of(request).keep("identity", Identity.now)


def areas_read_for(request) -> AbstractContextManager:
    """Return the context in which the areas are read once for a request at most, and kept until the record changes."""
    return areas.asked_once(lambda: keeping.shelf_of(request).keep("areas", areas.read))


def forum_now() -> Identity:
    """Return who the Forum is, for what is made outside of a request."""
    return Identity.now()


@transaction.atomic
def put_list_away() -> None:
    """Put the list away for good; raises IllegalChange while the Forum has no name."""
    if not Identity.objects.filter(pk=1).update(set_up_at=timezone.now()):
        raise IllegalChange(_("Please write first who the Forum is."))
