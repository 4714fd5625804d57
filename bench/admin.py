"""The admin with ten thousand rows in every table: each filled, and its slowest page measured."""

import statistics
from graphlib import TopologicalSorter

from django.contrib import admin
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone

from bench import forum
from bench.budgets import in_lines
from bench.load import asked
from bench.measuring import MS
from members.models import Person

MANY = 10_000
FEW_TIMES = 4
HEAD = """## The admin

With ten thousand rows in every table: of each table the slowest of its list, a search in it, and a form.

"""
FEW = ("rules", "membershiprules", "page", "office", "interest", "group", "lostfactor", "precedent")  # never many
HIDDEN = ("feedback",)  # each is shown only where enough have answered
NAMES = ("name", "title", "email", "kept_reference")
NUMBERED = {"position", "number", "reference_number"}  # counted within something; here they only have to differ


def fill():
    """Bring every table to MANY rows, all like its first but for their names and what they belong to."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # neither history nor rules: only rows to be listed
        for model in in_order():
            if model._meta.model_name not in FEW:
                row = model._base_manager.order_by("pk").first() or first_row(model)
                cursor.execute(copying(model, row), [MANY - model._base_manager.count()])
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")


def first_row(model):
    """Add a row to a table of which the sample has none, and return it."""
    facts = {field.name: "x" for field in model._meta.concrete_fields if field.name.endswith("_en")}
    for field in model._meta.concrete_fields:
        if field.is_relation and (not field.null or field.name in ("person", "standing")):
            facts[field.attname] = field.related_model._base_manager.order_by("pk").values_list("pk", flat=True).first()
        elif not (field.null or field.has_default() or field.primary_key):
            is_date = isinstance(field, models.DateField)
            facts[field.name] = (
                timezone.now() if is_date else field.choices[0][0] if field.choices else 1 if is_number(field) else "x"
            )
    row = model(**facts)
    models.Model.save(row)
    return row


def is_number(field):
    return isinstance(field, models.IntegerField | models.BooleanField)


def in_order():
    """Return the models of the admin, each behind those that it belongs to."""
    known = set(admin.site._registry)
    return TopologicalSorter(
        {one: [to for to in owners(one) if to in known and to is not one] for one in known}
    ).static_order()


def owners(model):
    """Return the models that a row of this one must belong to."""
    return [field.related_model for field in model._meta.concrete_fields if field.is_relation and not field.null]


def copying(model, row):
    """Return the SQL that copies a row as often as it is told, each copy with names and owners of its own."""
    quote = connection.ops.quote_name
    table, names, joins, values = quote(model._meta.db_table), [], [], []
    for number, field in enumerate(field for field in model._meta.concrete_fields if not field.primary_key):
        column = f"it.{quote(field.column)}"
        if field.value_from_object(row) is None:
            pass
        elif field.is_relation:
            column = f"o{number}.id"
            owner = quote(field.related_model._meta.db_table)
            rows = f"SELECT id, row_number() OVER (ORDER BY id DESC) AS nth FROM {owner}"
            joins.append(f"JOIN ({rows}) o{number} ON o{number}.nth = 1 + i %% (SELECT count(*) FROM {owner})")
        elif is_own(field):
            column = own(field, column)
        names.append(quote(field.column))
        values.append(column)
    waits = any(getattr(one, "deferrable", None) for one in model._meta.constraints)
    return (
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table} it CROSS JOIN "
        f"generate_series(1, %s) i "
        f"{' '.join(joins)} WHERE it.id = {row.pk}{'' if waits else ' ON CONFLICT DO NOTHING'}"
    )


def is_own(field):
    """Whether each row has its own value here: names, addresses, numbers, and whatever may stand in a table once."""
    return (
        field.unique
        or field.name in NUMBERED
        or field.name in ("name", "name_en", "name_cy", "title_en", "title_cy", "email", "kept_reference")
    )


def own(field, column):
    """Return the SQL of the i-th value of such a column."""
    if isinstance(field, models.DateField):
        return f"{column} - i * interval '1 day'" if isinstance(field, models.DateTimeField) else f"{column} - i::int"
    if isinstance(field, models.IntegerField):
        return f"{column} + i::int"
    return f"left(lpad(i::text, 5, '0') || {column}, {field.max_length or 1000})"


def measured(site, floor):
    """Fill the tables; return [(table, rows, path, milliseconds, how often the floor)] of the slowest page of each."""
    fill()
    Person.objects.filter(email="staff@forum.example").update(is_superuser=True)
    headers = forum.headers("staff")
    found = [(name, rows, *_slowest(site, floor, paths, headers)) for name, rows, paths in pages()]
    return sorted(found, key=lambda row: -row[-1])


def _slowest(site, floor, paths, headers):
    """Return of some pages the one that takes longest, its milliseconds, and how often the floor that is."""
    bare = _wait(floor[0], "/", floor[1])
    wait, path = max((_wait(site, path, headers), path) for path in paths)
    return path, round(wait * MS, 1), round(wait / bare)


def _wait(site, path, headers):
    """Return how long one waits for a page, once it is warm."""
    return statistics.median(asked(site.port, path, headers, FEW_TIMES)[1:])


def table(tables):
    """Return the tables as Markdown, with their heading."""
    return HEAD + in_lines(("Table", "Rows", "Slowest page", "ms", "Times the floor"), tables)


def pages():
    """Return [(name of the table, rows, paths of its list, of a search and of a form)] of the whole admin."""
    return [
        (str(model._meta.verbose_name_plural), model._base_manager.count(), paths(model))
        for model in admin.site._registry
    ]


def paths(model):
    """Return the paths of the list of a table, of a search in it, and of the form of its last row; those there are."""
    start, kept = f"admin:{model._meta.app_label}_{model._meta.model_name}_", admin.site._registry[model]
    found = [reverse(start + "changelist")]
    found += [found[0] + "?q=wales"] if kept.search_fields else []
    row = None if model._meta.model_name in HIDDEN else model._base_manager.order_by("-pk").first()
    return found + ([reverse(start + "change", args=[row.pk])] if row else [])
