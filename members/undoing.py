"""Undoing a whole import: what it changed reads again as before, what it made goes, except what has been used or changed since."""

import pghistory.models
from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from members.models import ImportRun, Organisation, Person, Standing


@transaction.atomic
def undo(*, run, by):
    """Undo an import, and keep in `run.kept` which rows stay as they are and why."""
    locked = ImportRun.objects.select_for_update(of=["self"]).get(pk=run.pk)
    if locked.state != ImportRun.State.APPLIED:
        raise IllegalChange(_("Only an import that stands can be undone."))
    model = Person if locked.kind == ImportRun.Kind.PEOPLE else Organisation
    _end_standings([row for row in locked.rows if row.get("standing_pk")], locked.kept)
    _restore(model, [row for row in locked.rows if row["what"] == "update" and row["was"]], locked.kept)
    _remove(model, [row for row in locked.rows if row["what"] == "create"], locked.kept)
    _remove(Organisation, [row for row in locked.rows if row["what"] == "organisation"], locked.kept)
    locked.state, locked.undone_at, locked.undone_by = ImportRun.State.UNDONE, timezone.now(), by
    locked.save()
    return locked


def _keep(kept, row, why):
    kept.append({"line": row["line"], "name": row["name"], "why": why})


def _end_standings(rows, kept):
    """Remove the standings that the import gave, unless somebody has changed them since."""
    there = Standing.objects.filter(pk__in=[row["standing_pk"] for row in rows]).in_bulk()
    for row in rows:
        standing = there.get(row["standing_pk"])
        if standing and (standing.ends_on or standing.capacity != row["capacity"]):
            _keep(kept, row, _("their standing has been changed since."))
            del there[standing.pk]
    Standing.objects.filter(pk__in=there).delete()


def _restore(model, rows, kept):
    there = model.objects.select_for_update(of=["self"]).filter(pk__in=[row["pk"] for row in rows]).in_bulk()
    for row in rows:
        thing = there.get(row["pk"])
        if thing is None:
            _keep(kept, row, _("it has been removed since."))
            continue
        changed = [name for name, value in row["facts"].items() if getattr(thing, name) != value]
        for name in set(row["facts"]) - set(changed):
            setattr(thing, name, row["was"][name])
        thing.save(update_fields=list(row["facts"]))
        if changed:
            names = ", ".join(str(model._meta.get_field(name).verbose_name) for name in changed)
            _keep(kept, row, _("changed since, and left: %(names)s.") % {"names": names})


def _remove(model, rows, kept):
    """Delete the rows that the import made, except those that something hangs on by now or that were changed."""
    there = model.objects.filter(pk__in=[row["pk"] for row in rows]).in_bulk()
    used = _used(model, list(there))
    gone = []
    for row in rows:
        thing = there.get(row["pk"])
        if thing is None:
            continue
        if thing.pk in used or getattr(thing, "last_login", None):
            _keep(kept, row, _("it has been used since, and stays."))
        elif any(getattr(thing, name) != value for name, value in row["facts"].items()):
            _keep(kept, row, _("it has been changed since, and stays."))
        else:
            gone.append(thing.pk)
    model.objects.filter(pk__in=gone).delete()


def _used(model, keys):
    """Return the keys of those rows that anything else points to, apart from their history and their own address."""
    used = set()
    for relation in model._meta.get_fields(include_hidden=True):
        other = relation.related_model
        if not relation.auto_created or relation.concrete or not (relation.one_to_many or relation.one_to_one):
            continue
        if other is EmailAddress or issubclass(other, pghistory.models.Event) or other._meta.app_label == "pghistory":
            continue
        name = relation.field.name
        used.update(other._base_manager.filter(**{f"{name}__in": keys}).values_list(name, flat=True))
    return used
