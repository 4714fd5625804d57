"""A file that comes back from a translator: looked at, filled in as far as nothing has moved on, undone as a whole."""

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from common.both_languages import other
from common.editing import IllegalChange, locked
from common.filing.files import clean_name, suffix_of
from members.models import ImportRun
from members.translating import pairs, workbook, xliff
from members.translating.judging import FILLED, MOVED, WRONG, judge
from members.translating.sending import rows_of

State = ImportRun.State
MOST = 5_000  # texts in a file
XLIFF = (".xlf", ".xliff")


def runs(reader, *, whole=False) -> QuerySet:
    """Return what came back from translators so far, the last first; with their texts if the `whole` is wanted."""
    rows = ImportRun.objects.visible_to(reader).filter(kind=ImportRun.Kind.TRANSLATIONS)
    rows = rows.select_related("made_by", "applied_by", "undone_by")
    return rows if whole else rows.defer("rows", "problems", "unread", "kept")


def read(file) -> list:
    """Return [(line, key, text)] of a file that came back; raises ValidationError."""
    found = list(xliff.read(file) if suffix_of(file.name) in XLIFF else workbook.read(file))
    if not found:
        raise ValidationError(_("There are no texts in this file."))
    if len(found) > MOST:
        raise ValidationError(_("There are more than 5,000 texts in this file. Please split it."))
    return found


def look(*, file, tables, by) -> ImportRun:
    """Save and return an import that says of each text what it would do, and change nothing else; raises
    ValidationError.
    """
    run = ImportRun(kind=ImportRun.Kind.TRANSLATIONS, file_name=clean_name(file.name), made_by=by)
    run.rows = [one.kept() for one in judge(tables, read(file))]
    run.save(force_insert=True)
    return run


@transaction.atomic
def apply(*, run, tables, by) -> ImportRun:
    """Fill in what still can be, as things stand now; each change's history names the import. Raises IllegalChange if
    that was done before.
    """
    run = locked(run)
    if run.state != State.CHECKED:
        raise IllegalChange(_("These texts have been taken in already."))
    wanted = [row for row in run.rows if row["what"] == FILLED]
    rest = [row for row in run.rows if row["what"] != FILLED]
    judged = judge(tables, [(row["line"], row["key"], row["cells"]["text"]) for row in wanted])
    with pghistory.context(spreadsheet=run.pk):
        done = [_fill(one, by) for one in judged]
    run.rows = sorted([*done, *rest], key=lambda row: row["line"])
    run.state, run.applied_at, run.applied_by = State.APPLIED, timezone.now(), by
    run.save(update_fields=["rows", "state", "applied_at", "applied_by"])
    return run


def _fill(one, by) -> dict:
    """Write one text by the verb of its own form; return what became of it. What clashes or is refused stays."""
    kept = one.kept()
    if one.what != FILLED:
        return kept
    kept["was_newer"] = getattr(one.row, f"{one.name}_newer")
    try:
        with transaction.atomic():
            is_saved = pairs.save(one=one.of, name=one.name, form=one.form, by=by)
    except IllegalChange as refused:
        return kept | {"what": WRONG, "why": {language: str(refused) for language in ("en", "cy")}}
    return kept if is_saved else kept | {"what": MOVED}


@transaction.atomic
def undo(*, run, tables, by) -> ImportRun:
    """Put back what the texts said before, but where somebody has changed them since; raises IllegalChange."""
    run = locked(run)
    if run.state != State.APPLIED:
        raise IllegalChange(_("Only an import that stands can be undone."))
    known, kept = {one.table: one for one in tables}, []
    with pghistory.context(spreadsheet=run.pk):
        for row in (row for row in run.rows if row["what"] == FILLED):
            if not _put_back(row, known, by):
                kept.append({"line": row["line"], "name": row["name"], "why": {}})
    run.kept, run.state, run.undone_at, run.undone_by = kept, State.UNDONE, timezone.now(), by
    run.save(update_fields=["kept", "state", "undone_at", "undone_by"])
    return run


def _put_back(row, known, by) -> bool:
    """Give one text back what it said; return whether nobody had changed it since and nothing stands against it."""
    table, pk, name = row["key"].split("@")[0].split("/")[:3]
    one, into = known.get(table), row["into"]
    now = rows_of(one, [int(pk)]).get(int(pk)) if one else None
    filled, source = f"{name}_{into}", f"{name}_{other(into)}"
    if now is None or getattr(now, filled) != row["cells"]["text"] or one.against(now):
        return False
    form = pairs.form_over(one, name, now, {filled: row["was"], source: getattr(now, source), "version": now.version})
    if not (form.is_valid() and one.save(form=form, by=by)):
        return False
    type(now)._base_manager.filter(pk=now.pk).update(**{f"{name}_newer": row["was_newer"]})
    return True
