"""The data dictionary: what each table and column is called and means in both languages, and where its keys lead."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.both_languages import LANGUAGES
from forum_site.handing_over.tables import OWN_WORK, Column, Table, left_out
from members.sheets.spreadsheets import safe

HEAD = ("table", "table_en", "table_cy", "column", "column_en", "column_cy", "type", "help_en", "help_cy", "leads_to")


@dataclass(frozen=True)
class Told:
    """A table as a page tells of it: its file, what it is called, how many rows it has, and its columns."""

    name: str
    title: str
    rows: int
    columns: list[dict[str, str]]

    @property
    def file(self) -> str:
        """The name of its spreadsheet."""
        return f"{self.name}.csv"


def told(tables: list[Table], sums: dict[str, list]) -> list[Told]:
    """Return what the page of all tables shows, in the language that is active."""
    return [
        Told(table.name, called(table.model), sums[table.name][0], [_shown(column) for column in table.told])
        for table in tables
    ]


def called(model: type[Model]) -> str:
    """Return what the rows of a table are called, in the language that is active."""
    return capfirst(str(model._meta.verbose_name_plural))


def not_told() -> list[tuple[str, str]]:
    """Return what is not in it and why, in the language that is active; of the site's own work only the reason."""
    found: dict[str, list[str]] = {}
    for model, why in left_out():
        found.setdefault(why, []).append(str(model._meta.verbose_name_plural))
    return [("" if why == str(OWN_WORK) else capfirst(", ".join(names)), why) for why, names in found.items()]


def _shown(column):
    return {
        "name": column.name,
        "title": str(column.field.verbose_name),
        "kind": column.kind,
        "help": meaning(column),
        "leads_to": _leads_to(column),
    }


def meaning(column: Column) -> str:
    """Return what a column means beyond its name, in the language that is active."""
    said = [str(column.field.help_text)] if column.field.help_text else []
    if column.field.flatchoices:
        choices = (f"{value} = {label}" for value, label in column.field.flatchoices if value not in ("", None))
        said.append("; ".join(choices))
    if column.is_withheld:
        said.append(_("Contact details, which are not in this file."))
    return " ".join(said)


def _leads_to(column):
    other = column.field.related_model if column.field.is_relation else None
    return f"{other._meta.db_table}.{column.field.target_field.column}" if other else ""


def as_csv(tables: list[Table]) -> Iterator[bytes]:
    """Yield the dictionary as CSV, a line for each column."""
    yield _line(HEAD)
    for table in tables:
        for column in table.told:
            yield _line(_row(table, column))


def _row(table, column):
    names, labels, helps = [], [], []
    for language in LANGUAGES:
        with override(language):
            names.append(called(table.model))
            labels.append(str(column.field.verbose_name))
            helps.append(meaning(column))
    return (table.name, *names, column.name, *labels, column.kind, *helps, _leads_to(column))


def _line(cells) -> bytes:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerow([safe(cell) for cell in cells])
    return file.getvalue().encode()
