"""What importing one row of a spreadsheet would do, told before anything is done."""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from members.columns import CHOICES, chosen, day
from members.models import ImportRun, Organisation, Person, Standing

ERASED = "@erased.invalid"  # the end of the addresses that stand where erased ones stood


class Known:
    """Who and what is there already, read once an import; rows that an import has passed count as there."""

    def __init__(self):
        self.people = {person.email.lower(): person for person in Person.objects.all()}
        self.bodies = {}
        for body in Organisation.objects.all():
            for name in (body.name_en, body.name_cy):
                if name:
                    self.bodies[name.casefold()] = body
        self.standing = dict(Standing.objects.current().values_list("person_id", "capacity"))
        self.last_days = {}  # of the standings people have had
        for person, starts_on, ends_on in Standing.objects.values_list("person_id", "starts_on", "ends_on"):
            day = ends_on or starts_on
            self.last_days[person] = max(day, self.last_days.get(person, day))
        self.passed = set()


@dataclass
class Plan:
    """One row: what it would do ("create", "update", "same"), to whom, and with which facts; or `why` it cannot be imported."""

    line: int
    cells: dict
    name: str = ""
    what: str = ""
    key: str = ""
    pk: int | None = None
    facts: dict = field(default_factory=dict)
    was: dict = field(default_factory=dict)
    new_body: str = ""
    capacity: str = ""
    starts_on: datetime.date | None = None
    standing_pk: int | None = None
    why: str = ""

    def kept(self):
        """Return what the import keeps of it."""
        names = ("line", "cells", "name", "what", "pk", "facts", "was", "new_body", "capacity", "standing_pk")
        return {name: getattr(self, name) for name in names}


def plan(kind, known, line, cells):
    """Return the Plan of one row."""
    one = Plan(line, cells, name=cells.get("name") or cells.get("name_en") or cells.get("name_cy") or cells.get("email", ""))
    try:
        (_person if kind == ImportRun.Kind.PEOPLE else _body)(known, one)
    except ValidationError as wrong:
        one.why = " ".join(_said(wrong))
    return one


def _said(wrong):
    """Return what is wrong, with the name of the column where Django knows it."""
    if not hasattr(wrong, "error_dict"):
        return wrong.messages
    return [f"{name}: {message}" if name != "__all__" else message for name, said in wrong.message_dict.items() for message in said]


def _facts(cells, names):
    """Return the facts in a row's cells; a cell that is empty says nothing."""
    return {name: chosen(name, cells[name]) if name in CHOICES else cells[name] for name in names if name in cells}


def _once(known, key):
    if key in known.passed:
        raise ValidationError(_("this stands in the spreadsheet twice; the first row counts."))
    known.passed.add(key)


def _person(known, one):
    email = one.cells.get("email", "").lower()
    if not email:
        raise ValidationError(_("an e-mail address is needed."))
    validate_email(email)
    if email.endswith(ERASED):
        raise ValidationError(_("this person has been erased."))
    one.key, person = email, known.people.get(email)
    facts = _facts(one.cells, ("name", "role_there", "area", "language", "phone"))
    if person is None and "name" not in facts:
        raise ValidationError(_("a name is needed for somebody we do not know yet."))
    Person(**{"name": "-", "email": email} | facts).clean_fields(exclude=["password", "organisation"])
    _organisation(known, one, facts)
    _standing(known, one, person)
    _settle(one, person, facts)
    _once(known, email)


def _organisation(known, one, facts):
    name = one.cells.get("organisation")
    if not name:
        return
    body = known.bodies.get(name.casefold())
    if body is None:
        Organisation(name_en=name).clean_fields()
        one.new_body = name
    else:
        facts["organisation_id"] = body.pk


def _standing(known, one, person):
    capacity = chosen("capacity", one.cells["capacity"]) if "capacity" in one.cells else ""
    starts_on = day(one.cells["starts_on"]) if "starts_on" in one.cells else None
    held = known.standing.get(person.pk) if person else None
    if capacity and held and held != capacity:
        label = Standing.Capacity(held).label
        raise ValidationError(_("has another standing already (%(standing)s); please change it on their page.") % {"standing": label})
    if capacity and not held:
        last_day = known.last_days.get(person.pk) if person else None
        if last_day and last_day >= (starts_on or timezone.localdate()):
            raise ValidationError(_("has had a standing that these days would overlap; please give it on their page."))
        one.capacity, one.starts_on = capacity, starts_on


def _body(known, one):
    facts = _facts(one.cells, ("name_en", "name_cy", "kind", "area", "website"))
    names = [facts[name].casefold() for name in ("name_en", "name_cy") if name in facts]
    if not names:
        raise ValidationError(_("a name is needed."))
    if "website" in facts and "://" not in facts["website"]:
        facts["website"] = f"https://{facts['website']}"
    Organisation(**facts).clean_fields()
    found = {known.bodies[name].pk: known.bodies[name] for name in names if name in known.bodies}
    if len(found) > 1:
        raise ValidationError(_("the English and the Welsh name belong to two organisations that we know."))
    for name in names:
        _once(known, name)
    _settle(one, next(iter(found.values()), None), facts)


def _settle(one, row, facts):
    """Write into a plan what is new, compared with the row that is there."""
    if row is None:
        one.what, one.facts = "create", facts
        return
    one.pk, one.name = row.pk, str(row)
    one.facts = {name: value for name, value in facts.items() if getattr(row, name) != value}
    one.what = "update" if one.facts or one.capacity or one.new_body else "same"
