"""Undoing a whole import: what it changed reads again as before, what it made goes,
except what has been used or changed since.
"""

import datetime

import pghistory
import pghistory.models
from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import IllegalChange, locked
from members.models import ImportRun, Organisation, OrganisationStanding, Person, Representative, Standing
from members.sheets.importing import mark_of, tick_interests, write
from members.sheets.plan import in_each_language, read

TICKED = {Person: ["interests"]}
OWN = (EmailAddress, Person.interests.through)  # what goes with a person, and is no use made of them
GIVEN = {"people": Standing, "organisations": OrganisationStanding}


@transaction.atomic
def undo(*, run, by):
    """Undo an import, and keep in `run.kept` which rows stay as they are and why."""
    run = locked(run)
    if run.state != ImportRun.State.APPLIED:
        raise IllegalChange(_("Only an import that stands can be undone."))
    model = Person if run.kind == ImportRun.Kind.PEOPLE else Organisation
    with pghistory.context(spreadsheet=run.pk):
        _take_back(Representative, "representative", run)
        _take_back(GIVEN[run.kind], "standing", run)
        _restore(model, [row for row in run.rows if row["what"] == "update" and row["was"]], run.kept)
        _remove(model, [row for row in run.rows if row["what"] == "create"], run.kept)
        _remove(Organisation, [row for row in run.rows if row["what"] == "organisation"], run.kept)
    run.state, run.undone_at, run.undone_by = ImportRun.State.UNDONE, timezone.now(), by
    run.save(update_fields=["kept", "state", "undone_at", "undone_by"])
    return run


def _keep(kept, row, why, **facts) -> None:
    kept.append({"line": row["line"], "name": row["name"], "why": in_each_language(lambda: why % facts)})


def _given(row):
    """Return what a row gave; of imports of before, the one standing."""
    if row.get("standing_pk"):
        return [{"what": "standing", "pk": row["standing_pk"], "facts": {"capacity": row["capacity"], "ends_on": None}}]
    return row.get("given", [])


def _take_back(model, what, run) -> None:
    """Remove the standings or representatives that the import gave, unless somebody has changed them since."""
    given = [(row, one) for row in run.rows for one in _given(row) if one["what"] == what]
    there, gone = model.objects.in_bulk([one["pk"] for _row, one in given]), []
    renewed = _used(model, list(there))
    for row, one in given:
        period = there.get(one["pk"])
        if period is None:
            _keep(run.kept, row, gettext_lazy("what it gave them has been removed since."))
        elif period.pk in renewed or any(
            _plain(getattr(period, name)) != value for name, value in one["facts"].items()
        ):
            _keep(run.kept, row, gettext_lazy("their standing has been changed since."))
        else:
            gone.append(period.pk)
    model.objects.filter(pk__in=gone).delete()


def _plain(value):
    return value.isoformat() if isinstance(value, datetime.date) else value


def _restore(model, rows, kept) -> None:
    there = model.objects.select_for_update(of=["self"]).filter(pk__in=[row["pk"] for row in rows])
    there = there.prefetch_related(*TICKED.get(model, ())).in_bulk()
    ticked, whole = {}, {}
    for row in rows:
        thing = there.get(row["pk"])
        if thing is None:
            _keep(kept, row, gettext_lazy("it has been removed since."))
            continue
        changed = [name for name, value in row["facts"].items() if read(thing, name) != value]
        back = {name: row["was"][name] for name in row["facts"] if name not in changed}
        if "interests" in back:
            ticked[thing.pk] = back["interests"]
        write(thing, back)
        if changed:
            _keep(kept, row, gettext_lazy("changed since, and left: %(names)s."), names=_Names(model, changed))
        else:
            is_last = thing.version == row["was"].get("version_made")
            names = [name for name in row["was"] if name.endswith("_newer") or (name == "version" and is_last)]
            whole[thing.pk] = {name: row["was"][name] for name in names}
    tick_interests(ticked)
    for key, counted in whole.items():
        model.objects.filter(pk=key).update(**counted)  # apart from the texts, so that the triggers take it as it is


class _Names:
    """The names of columns, in the language in which they are read."""

    def __init__(self, model, names) -> None:
        self.columns = [model._meta.get_field(name) for name in names]

    def __str__(self):
        return ", ".join(str(column.verbose_name) for column in self.columns)


def _remove(model, rows, kept) -> None:
    """Delete the rows that the import made, except those that something hangs on by now or that were changed."""
    there = model.objects.filter(pk__in=[row["pk"] for row in rows]).prefetch_related(*TICKED.get(model, ())).in_bulk()
    used = _used(model, list(there))
    gone = []
    for row in rows:
        thing = there.get(row["pk"])
        if thing is None:
            _keep(kept, row, gettext_lazy("it has been removed since."))
        elif thing.pk in used or getattr(thing, "last_login", None):
            _keep(kept, row, gettext_lazy("it has been used since, and stays."))
        elif _is_changed(thing, row):
            _keep(kept, row, gettext_lazy("it has been changed since, and stays."))
        else:
            gone.append(thing.pk)
    model.objects.filter(pk__in=gone).delete()


def _is_changed(thing, row) -> bool:
    if row.get("mark"):
        ticked = read(thing, "interests") if isinstance(thing, Person) else []
        return mark_of(thing) != row["mark"] or ticked != row["facts"].get("interests", [])
    return any(getattr(thing, name) != value for name, value in row["facts"].items())


def _used(model, keys) -> set:
    """Return the keys of those rows that anything else points to, apart from their history and what is their own."""
    used = set()
    for relation in model._meta.get_fields(include_hidden=True):
        other = relation.related_model
        if not relation.auto_created or relation.concrete or not (relation.one_to_many or relation.one_to_one):
            continue
        if other in OWN or issubclass(other, pghistory.models.Event) or other._meta.app_label == "pghistory":
            continue
        name = relation.field.name
        used.update(other._base_manager.filter(**{f"{name}__in": keys}).values_list(name, flat=True))
    return used
