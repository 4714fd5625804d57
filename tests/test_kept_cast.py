"""The cast that is put back into the database of each test is the cast as it is made: rights, offices and history."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from tests.cast import make_cast, play_all
from tests.emptied import full_tables

pytestmark = pytest.mark.django_db
MODELS = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
KEYS = ("id", "common.Searched.key")  # keys that are columns of their own, not said to be one


def facts(table):
    """Return the rows of a table without their keys and moments."""
    fields = [field for field in MODELS[table]._meta.concrete_fields if not (field.primary_key or field.is_relation)]
    fields = [field for field in fields if field.name not in KEYS and str(field) not in KEYS]
    kept = [field.attname for field in fields if field.get_internal_type() != "DateTimeField"]
    rows = MODELS[table]._base_manager.all()
    return sorted(map(repr, rows.values_list(*kept))) if kept else rows.count()


def left_by(make):
    """Return what making the cast leaves in the database, which has no fault in it, and roll it back."""
    with transaction.atomic():
        make()
        connection.check_constraints()
        found = {table: facts(table) for table in full_tables() if table != "common_stamp"}
        transaction.set_rollback(True)
    return found


def test_it_is_put_back_as_it_is_made(cast_is_kept):
    assert left_by(make_cast) == left_by(play_all)
