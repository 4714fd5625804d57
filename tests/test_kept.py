"""Nobody sees what is not theirs or not true because it was kept: each kept page, for each of the cast, in each state
and language, is equal to the one made afresh, whatever has been changed in between, by whom and how, at whatever time.
"""

import datetime
import logging

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from common.keeping import stamped
from tests.cast import EVERYBODY
from tests.keeping import LANGUAGES, differing, paths_of, stamp_in_transaction

READERS = [role for role in EVERYBODY if role != "lapsed"]
OUTSIDE = ("django_", "auth_", "account_", "usersessions_", "procrastinate_", "pghistory_", "mfa_", "common_")


def clients_of(world, roles=READERS):
    return {role: world.clients[role] for role in roles}


@pytest.fixture
def told(caplog):
    """What was read from tables without a stamp, and so not kept."""
    caplog.set_level(logging.ERROR, logger="common.keeping")
    return caplog


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("public", ["shared private", "unshared public", "unshared private"])
def test_each_page_is_the_same_kept_and_fresh_for_everybody_in_every_state(world, planted, keeps, told, public):
    meetings = [scene.meeting for name, scene in world.scenes.items() if name.endswith(public)]
    assert differing(clients_of(world), paths_of(meetings), LANGUAGES) == set()
    assert told.records == []
    assert len(keeps.rows) > 3 * len(meetings)


def another(field, value):
    """Return another value for a column, or the same where none can be thought of."""
    if isinstance(field, models.ForeignKey):
        keys = field.related_model._base_manager.order_by("pk").values_list("pk", flat=True)
        return next((key for key in keys if key != value), None)
    if field.choices:
        return next((key for key, _label in field.flatchoices if key != value), value)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateField):
        return (value or timezone.now()) - datetime.timedelta(days=1)
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1
    if isinstance(field, models.CharField | models.TextField):
        return f"x{value or ''}"[: field.max_length]
    return value


def changed_by_sql(model, field, row):
    """Change a column of a row in plain SQL; return whether the database let that happen."""
    table, value = model._meta.db_table, another(field, getattr(row, field.attname))
    if value == getattr(row, field.attname):
        return False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f'UPDATE {table} SET "{field.column}" = %s WHERE "{row._meta.pk.column}" = %s', [value, row.pk]
            )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except (DatabaseError, TypeError):
        return False
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return True


def columns():
    """Return (model, column) of every table of ours."""
    ours = [one for one in apps.get_models(include_auto_created=True) if not one._meta.db_table.startswith(OUTSIDE)]
    return [
        (model, field)
        for model in ours
        if not model._meta.proxy and not model._meta.db_table.endswith("event")
        for field in model._meta.concrete_fields
        if not field.primary_key
    ]


@pytest.mark.slow
@pytest.mark.django_db
def test_whatever_plain_sql_changes_is_either_noticed_or_on_no_kept_page(world, planted, keeps):
    """Each column of each table: a change leaves another stamp, or the pages are the same without keeping."""
    meetings = [world.scenes[name].meeting for name in ("published shared private", "circulated shared private")]
    paths = paths_of(meetings)
    readers, unnoticed, noticed = clients_of(world, ("member", "partner", "chair")), [], set()
    for model, field in columns():
        row = model._base_manager.order_by("pk").first()
        before = stamp_in_transaction()
        if row is None or not changed_by_sql(model, field, row):
            continue
        if stamp_in_transaction() == before:
            unnoticed.append(f"{model._meta.label}.{field.name}")
        else:
            noticed.add(model._meta.db_table)
        if unnoticed and len(unnoticed) % 40 == 0:
            assert differing(readers, paths, LANGUAGES) == set(), unnoticed[-40:]
    assert differing(readers, paths, LANGUAGES) == set(), unnoticed[-40:]
    assert noticed <= stamped()
    assert (len(noticed) > 8, len(unnoticed) > 40) == (True, True)
    assert {"members.Person.last_login", "meetings.Answer.coming"} & set(unnoticed)
