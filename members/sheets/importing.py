"""Imports of people and organisations: looked at row by row, applied as far as the rows are good, undone as a whole."""

import hashlib

import pghistory
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.both_languages import texts_of
from common.editing import IllegalChange, locked
from members.models import ImportRun, Organisation, OrganisationStanding, Person, Representative, Standing, areas
from members.sheets.columns import named_cells
from members.sheets.known import Known
from members.sheets.plan import in_each_language, plan

State = ImportRun.State
UNKNOWN = gettext_lazy("we know no such heading, and have not read its column.")


def look(*, kind, file_name, rows, by) -> ImportRun:
    """Save and return an ImportRun that says of each row what importing it would do,
    or why it cannot be; nothing else changes.
    """
    run = ImportRun(kind=kind, file_name=file_name, made_by=by)
    cells, unknown = named_cells(kind, rows)
    run.unread = [{"line": line, "name": name[:60], "why": in_each_language(lambda: UNKNOWN)} for line, name in unknown]
    _judge(run, cells)
    run.save(force_insert=True)
    return run


def _judge(run, cells) -> list:
    """Write into a run what each row would do; return the plans of the good rows."""
    known = Known()
    with areas.asked_once(areas.read):
        plans = [plan(run.kind, known, line, row) for line, row in cells]
    run.rows = [one.kept() for one in plans if not one.why]
    run.problems += [{"line": one.line, "name": one.name[:150], "why": one.why} for one in plans if one.why]
    return [one for one in plans if not one.why]


@transaction.atomic
def apply(*, run, by=None):
    """Import the good rows, as things stand now, and keep what each of them changed;
    each change's history names the import.
    """
    run = locked(run)
    if run.state != State.CHECKED:
        raise IllegalChange(_("This spreadsheet has been imported already."))
    plans = _judge(run, [(row["line"], row["cells"]) for row in run.rows])
    with pghistory.context(spreadsheet=run.pk):
        bodies = _make_bodies(plans)
        model = Person if run.kind == ImportRun.Kind.PEOPLE else Organisation
        _create(model, [one for one in plans if one.what == "create"])
        _update(model, [one for one in plans if one.what == "update" and one.facts])
        _give(model, plans)
    made = [_made(body) for body in bodies.values()]
    run.rows = [one.kept() for one in plans] + made
    run.state, run.applied_at, run.applied_by = State.APPLIED, timezone.now(), by or run.made_by
    run.save(update_fields=["rows", "problems", "state", "applied_at", "applied_by"])
    return run


def _made(body) -> dict:
    return {"line": 0, "what": "organisation", "pk": body.pk, "name": body.name_en, "facts": {}, "mark": mark_of(body)}


def _make_bodies(plans) -> dict:
    """Make the organisations that people come from and that we do not know yet;
    return them by name in small letters.
    """
    new = {}
    for one in plans:
        if one.new_body:
            new.setdefault(one.new_body.casefold(), Organisation(name_en=one.new_body))
    Organisation.objects.bulk_create(new.values())
    for one in plans:
        if one.new_body:
            one.facts["organisation_id"] = new[one.new_body.casefold()].pk
    return new


def _create(model, plans) -> None:
    rows = [model(**{name: value for name, value in one.facts.items() if name != "interests"}) for one in plans]
    if model is Person:
        for one, row in zip(plans, rows, strict=True):
            row.email, row.password = one.key, make_password(None)
    model.objects.bulk_create(rows)
    if model is Person:
        EmailAddress.objects.bulk_create(
            [EmailAddress(user=row, email=row.email, verified=True, primary=True) for row in rows]
        )
    for one, row in zip(plans, rows, strict=True):
        one.pk, one.mark = row.pk, mark_of(row)
    tick_interests({one.pk: one.facts["interests"] for one in plans if "interests" in one.facts})


def mark_of(row):
    """Return a digest of all that a row's columns say, but for logins and counting, by which a later change is seen."""
    said = [
        f"{column.attname}={getattr(row, column.attname)}"
        for column in row._meta.concrete_fields
        if column.name not in ("last_login", "version")
    ]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def tick_interests(chosen) -> None:
    """Replace people's interests, where they are others: {person: keys of interests}."""
    through = Person.interests.through
    there = {(row.person_id, row.interest_id): row.pk for row in through.objects.filter(person__in=chosen)}
    wanted = {(person, key) for person, keys in chosen.items() for key in keys}
    through.objects.filter(pk__in=[pk for tick, pk in there.items() if tick not in wanted]).delete()
    through.objects.bulk_create([through(person_id=one, interest_id=key) for one, key in wanted - there.keys()])


def _update(model, plans) -> None:
    changes = {one.pk: one for one in plans}
    for row in model.objects.select_for_update(of=["self"]).filter(pk__in=changes).order_by("pk"):
        one = changes[row.pk]
        one.was |= {f"{text}_newer": getattr(row, f"{text}_newer") for text in texts_of(model)}
        one.was["version"] = row.version
        write(row, one.facts)
    tick_interests({one.pk: one.facts["interests"] for one in plans if "interests" in one.facts})
    for key, version in model.objects.filter(pk__in=changes).values_list("pk", "version"):
        changes[key].was["version_made"] = version


def write(row, facts) -> None:
    """Save facts in a row's own columns; interests are `tick_interests`'."""
    columns = {name: value for name, value in facts.items() if name != "interests"}
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))


def _give(model, plans) -> None:
    """Make the standings and representatives that the rows give, and note their keys."""
    owner, standing = ("person_id", Standing) if model is Person else ("organisation_id", OrganisationStanding)
    for what, other in (("standing", standing), ("representative", Representative)):
        given = [(one, row) for one in plans for row in one.given if row["what"] == what]
        rows = [
            other(**{owner if what == "standing" else "organisation_id": one.pk}, **row["facts"]) for one, row in given
        ]
        for (_one, row), made in zip(given, other.objects.bulk_create(rows), strict=True):
            row["pk"] = made.pk
