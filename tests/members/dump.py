"""All that the database holds, to be compared, but for what tells of the past and of its own work."""

from django.apps import apps
from django.db import connection

APART = ("pghistory", "procrastinate", "sessions", "usersessions", "admin", "members_importrun", "common_searchedword")


def everything():
    """Return {table: [rows]} of all tables except histories, logs, sessions, jobs, the imports themselves, and the
    words that stood in some row, which stay until the next hour.
    """
    tables = {
        table
        for model in apps.get_models(include_auto_created=True)
        if not _is_apart(model)
        for table in [model._meta.db_table]
    }
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in sorted(tables)}


def _is_apart(model):
    table, app = model._meta.db_table, model._meta.app_label
    return (
        app in APART
        or table in APART
        or model.__name__.endswith("Event")
        or not model._meta.managed
        or model._meta.proxy
    )


def _rows(cursor, table):
    cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
    return cursor.fetchall()
