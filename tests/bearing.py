"""Which changes of tables the version before, that still runs while they are made, would not bear, each as a sentence.

What drops something names in its migration class the release that did without it, as `unused_since = "0.2.0"`, and
what asks for a value the one that always wrote it, as `written_since`. In two releases: docs/recipes.md.
"""

import re
from collections.abc import Iterator

from django.db import connection
from django.db.migrations import RunSQL, SeparateDatabaseAndState
from django.db.migrations.operations import models as on_models
from django.db.migrations.operations.fields import AddField, AlterField, RemoveField, RenameField
from django.db.models import ForeignKey
from django.db.models.constraints import CheckConstraint
from django.db.models.fields import NOT_PROVIDED
from django.db.models.utils import make_model_tuple

from tests import releases

GROW = {  # beside all histories: what grows with every year and every press
    "cache",
    "common_done",
    "common_press",
    "common_searched",
    "common_searchedword",
    "django_session",
    "members_incoming",
    "members_letter",
    "pghistory_context",
    "procrastinate_events",
    "procrastinate_jobs",
    "usersessions_usersession",
}
DROPPED = re.compile(r'alter\s+table\s+"?(\w+)"?\s+drop\s+column\s+(?:if\s+exists\s+)?"?(\w+)"?', re.I)
DROPPED_TABLE = re.compile(r'drop\s+table\s+(?:if\s+exists\s+)?"?(\w+)"?', re.I)
INDEXED = re.compile(r'create\s+(?:unique\s+)?index\s+(?!concurrently)(?:[\w"]+\s+)?on\s+"?(\w+)"?', re.I)
CONCURRENTLY = "an index on what grows is made by AddIndexConcurrently, in a migration of its own"
IN_SQL = {
    r"\brename\b": "renames: the version before asks for the old name",
    r"alter\s+column\s+\S+\s+(set\s+data\s+)?type\b": "changes a column's kind: all rows are written anew",
    r"set\s+not\s+null": "asks for a value that the version before may not write",
    r"\block\s+table\b|\btruncate\b|\bcluster\b|vacuum\s+full|reindex\s+(?!.*concurrently)": "shuts a table",
}


def faults(migration, before) -> Iterator[str]:
    """Give what the version before would not bear of a migration, as sentences; `before`: the state of the models."""
    state = before.clone()
    for operation in migration.operations:
        yield from _faults(operation, migration, state)
        operation.state_forwards(migration.app_label, state)


def _faults(operation, migration, state):
    if isinstance(operation, SeparateDatabaseAndState):
        state = state.clone()
        for inner in operation.database_operations:
            yield from _faults(inner, migration, state)
            inner.state_forwards(migration.app_label, state)
    elif isinstance(operation, RunSQL):
        yield from _in_sql(operation, migration)
    else:
        for kind, asked in ASKED.items():
            if isinstance(operation, kind):
                yield from asked(operation, migration, state)


def _removes(operation, migration, state):
    """The columns of the new version go at once; those that stay behind for the old one go a release later, by SQL."""
    name = getattr(operation, "model_name", None) or operation.name
    yield f"{name}: the version before still uses what {type(operation).__name__} drops"


def _renames(operation, migration, state):
    yield f"{type(operation).__name__}: the version before asks for the old name"


def _adds(operation, migration, state):
    field, table = operation.field, _table(operation, migration, state)
    if not _is_column(field):
        return
    if not field.null and field.db_default is NOT_PROVIDED and not hasattr(field, "expression"):
        yield f"{table}.{operation.name}: the version before writes no value; it needs a db_default"
    if _is_indexed(field) and _grows(operation.model_name, migration, state):
        yield f"{table}.{operation.name}: {CONCURRENTLY}"


def _alters(operation, migration, state):
    old = state.models[migration.app_label, operation.model_name_lower].fields[operation.name]
    new, table = operation.field, _table(operation, migration, state)
    if not (_is_column(new) and _is_column(old)):
        return
    if (old.db_column or operation.name) != (new.db_column or operation.name):
        yield f"{table}.{operation.name}: the version before asks for the old name"
    if old.null and not new.null and not _released(migration, "written_since"):
        yield f"{table}.{operation.name}: asks for a value that the version before may not write"
    if not _holds(_kind(old), _kind(new)):
        yield f"{table}.{operation.name}: from {_kind(old)} to {_kind(new)} all rows are written anew, in a lock"
    if _is_indexed(new) and not _is_indexed(old) and _grows(operation.model_name, migration, state):
        yield f"{table}.{operation.name}: {CONCURRENTLY}"


def _indexes(operation, migration, state):
    is_concurrent = type(operation).__name__.endswith(("Concurrently", "NotValid"))
    if not is_concurrent and _grows(operation.model_name, migration, state):
        way = "AddConstraintNotValid" if _is_check(operation) else "AddIndexConcurrently"
        yield f"{operation.model_name}: {way} bears writing meanwhile, and this table grows"


def _in_sql(operation, migration):
    parts = operation.sql if isinstance(operation.sql, list | tuple) else [operation.sql]
    for text in (part if isinstance(part, str) else part[0] for part in parts):
        yield from (sentence for pattern, sentence in IN_SQL.items() if re.search(pattern, text, re.I))
        dropped = [*DROPPED.findall(text), *((table, "") for table in DROPPED_TABLE.findall(text))]
        yield from (f"{table}.{column}: no release before this one did without it" for table, column in dropped
                    if not _did_without(_released(migration, "unused_since"), table, column))  # fmt: skip
        yield from (f"{table}: CREATE INDEX CONCURRENTLY bears writing meanwhile, and this table grows"
                    for table in INDEXED.findall(text) if _is_big(table))  # fmt: skip


def _released(migration, attribute):
    """Return the release that a migration names, if it was one."""
    version = getattr(migration, attribute, None)
    return version if version in releases.known() else None


def _did_without(version, table, column):
    """Whether the models of a release know no such table, or no such column of it."""
    if version is None:
        return False
    models = {model._meta.db_table: model for model in releases.state(version).apps.get_models()}
    return table not in models or (bool(column) and column not in {one.column for one in models[table]._meta.fields})


def _is_column(field):
    return not field.many_to_many and field.get_internal_type() != "CompositePrimaryKey"


def _is_indexed(field):
    return field.unique or field.db_index or (isinstance(field, ForeignKey) and field.db_index)


def _is_check(operation):
    return isinstance(getattr(operation, "constraint", None), CheckConstraint)


def _kind(field):
    if isinstance(field, ForeignKey):  # in a state its model may be a name that nothing leads from
        return f"key of {make_model_tuple(field.remote_field.model)}"
    return field.db_parameters(connection)["type"] or ""


def _holds(old, new):
    """Whether a column of the new kind is the old one with more room, for which Postgres touches no row."""
    if old == new:
        return True
    length = re.compile(r"varchar\((\d+)\)$")
    was, is_now = length.fullmatch(old), length.fullmatch(new)
    return bool(was) and (new in ("text", "varchar") or (bool(is_now) and int(is_now[1]) >= int(was[1])))


def _table(operation, migration, state):
    return _named(state, migration.app_label, operation.model_name_lower)


def _named(state, app, model):
    return state.models[app, model].options.get("db_table") or f"{app}_{model}"


def _grows(name, migration, state):
    return _is_big(_named(state, migration.app_label, name.lower()))


def _is_big(table):
    return table in GROW or table.endswith("event")


ASKED = {
    RemoveField: _removes,
    on_models.DeleteModel: _removes,
    RenameField: _renames,
    on_models.RenameModel: _renames,
    on_models.AlterModelTable: _renames,
    AddField: _adds,
    AlterField: _alters,
    on_models.AddIndex: _indexes,
    on_models.AddConstraint: _indexes,
}
