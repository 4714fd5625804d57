"""Imports of people and organisations: looked at row by row, applied as far as the rows are good, undone as a whole."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from members.columns import named_cells
from members.importing_plan import Known, plan
from members.models import ImportRun, Organisation, Person, Standing

State = ImportRun.State


def look(*, kind, file_name, rows, by):
    """Save and return an ImportRun that says of each row what importing it would do, or why it cannot be; nothing else changes."""
    run = ImportRun(kind=kind, file_name=file_name, made_by=by)
    _judge(run, named_cells(kind, rows))
    run.save()
    return run


def _judge(run, cells):
    """Write into a run what each row would do; return the plans of the good rows."""
    known = Known()
    plans = [plan(run.kind, known, line, row) for line, row in cells]
    run.rows = [one.kept() for one in plans if not one.why]
    run.problems += [{"line": one.line, "name": one.name, "why": one.why} for one in plans if one.why]
    return [one for one in plans if not one.why]


@transaction.atomic
def apply(*, run):
    """Import the good rows, as things stand now, and keep what each of them changed."""
    locked = ImportRun.objects.select_for_update(of=["self"]).get(pk=run.pk)
    if locked.state != State.CHECKED:
        raise IllegalChange(_("This spreadsheet has been imported already."))
    plans = _judge(locked, [(row["line"], row["cells"]) for row in locked.rows])
    bodies = _make_bodies(plans)
    if locked.kind == ImportRun.Kind.PEOPLE:
        _save_people(plans, bodies)
    else:
        _save_bodies(plans)
    made = [{"line": 0, "what": "organisation", "pk": body.pk, "name": body.name_en, "facts": {}} for body in bodies.values()]
    locked.rows = [one.kept() for one in plans] + made
    locked.state, locked.applied_at = State.APPLIED, timezone.now()
    locked.save()
    return locked


def _make_bodies(plans):
    """Make the organisations that people come from and that we do not know yet; return them by name in small letters."""
    new = {}
    for one in plans:
        if one.new_body:
            new.setdefault(one.new_body.casefold(), Organisation(name_en=one.new_body))
    Organisation.objects.bulk_create(new.values())
    for one in plans:
        if one.new_body:
            one.facts["organisation_id"] = new[one.new_body.casefold()].pk
    return new


def _save_people(plans, bodies):
    created = [one for one in plans if one.what == "create"]
    people = Person.objects.bulk_create([Person(email=one.key, password=make_password(None), **one.facts) for one in created])
    EmailAddress.objects.bulk_create([EmailAddress(user=row, email=row.email, verified=True, primary=True) for row in people])
    for one, row in zip(created, people, strict=True):
        one.pk = row.pk
    _update(Person, plans)
    given = [one for one in plans if one.capacity]
    rows = [Standing(person_id=one.pk, capacity=one.capacity, starts_on=one.starts_on or timezone.localdate()) for one in given]
    for one, row in zip(given, Standing.objects.bulk_create(rows), strict=True):
        one.standing_pk = row.pk


def _save_bodies(plans):
    created = [one for one in plans if one.what == "create"]
    for one, row in zip(created, Organisation.objects.bulk_create([Organisation(**one.facts) for one in created]), strict=True):
        one.pk = row.pk
    _update(Organisation, plans)


def _update(model, plans):
    changes = {one.pk: one for one in plans if one.what == "update" and one.facts}
    rows = list(model.objects.select_for_update(of=["self"]).filter(pk__in=changes).order_by("pk"))
    for row in rows:
        one = changes[row.pk]
        one.was = {name: getattr(row, name) for name in one.facts}
        for name, value in one.facts.items():
            setattr(row, name, value)
        row.save(update_fields=list(one.facts))
