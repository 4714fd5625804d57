"""What somebody saw before they pressed: which versions of which rows their page showed, sent along by its form.

"meetings.paragraph 12.3.1 13.1.2; meetings.decision 4.1.1" are keys, versions and places of rows of two tables.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Value
from django.utils.translation import gettext_lazy as _

from common.editing import IllegalChange


class NotAsSeen(IllegalChange):
    """Rows that the page showed have changed since; `changed` are (table, key, the version that it showed or 0)."""

    def __init__(self, changed: list[tuple[str, int, int]]) -> None:
        super().__init__(_("What this page shows has been changed since it was opened. Please look at it again."))
        self.changed = changed


def mark_of(shown: Iterable[Any]) -> str:
    """Return the mark of what a page shows: rows, and QuerySets of rows, that count their versions (one query)."""
    tables = [type(one)._base_manager.filter(pk=one.pk) if isinstance(one, models.Model) else one for one in shown]
    first, *more = (_told(rows) for rows in tables)
    marks = {rows.model._meta.label_lower: [] for rows in tables}
    for table, key, version, place in sorted(first.union(*more, all=True)):
        marks[table].append(f"{key}.{version}.{place or 0}")
    return "; ".join(" ".join([table, *rows]) for table, rows in marks.items())


def _told(rows):
    columns = {field.name for field in rows.model._meta.concrete_fields}
    place = F("position") if "position" in columns else Value(0)
    told = rows.order_by().annotate(its_table=Value(rows.model._meta.label_lower), its_place=place)
    return told.values_list("its_table", "pk", "version", "its_place")


def compare(mark: str, shown: Iterable[Any]) -> None:
    """Raise NotAsSeen unless what a page showed, by its mark, is as it was."""
    now = mark_of(shown)
    if mark == now:
        return
    before, after = _read(mark), _read(now)
    tables = {part.split()[0] for part in now.split(";")}
    differ = sorted(key for key in {*before, *after} if key[0] in tables and before.get(key) != after.get(key))
    raise NotAsSeen([(*key, int(before.get(key, "0.0").partition(".")[0])) for key in differ])


def _read(mark) -> dict:
    """Return {(table, key): "version.place"} of a mark; what is none says nothing."""
    found = {}
    for part in mark.split(";"):
        table, *rows = part.split() or [""]
        pairs = (row.partition(".") for row in rows)
        found |= {(table, int(key)): rest for key, _dot, rest in pairs if _is_number(key, rest.partition(".")[0])}
    return found


def _is_number(*texts) -> bool:
    return all(text.isascii() and text.isdecimal() and len(text) < 10 for text in texts)
