"""Reading a handed-over record into an empty site of the same version, and proving that it is the same."""

import contextlib
import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from psycopg import Cursor, sql

from common.filing import stored
from forum_site.backups import archives, comparing, making
from forum_site.handing_over.tables import Table, handed_over, summed

CONTENTS, TABLES, FILES = "contents.json", "tables", "files"
BOM = b"\xef\xbb\xbf"
CHUNK = 2**16
# The triggers that write what is searched of a row, each with a column whose change they follow.
SEARCHED = """
    SELECT t.tgname, c.relname, a.attname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum = t.tgattr[0]
    WHERE t.tgname LIKE 'pgtrigger_searched%' AND t.tgtype & 5 = 5 ORDER BY 2, 1"""
COUNTED = """
    SELECT pg_get_serial_sequence(quote_ident(table_name), column_name), table_name, column_name
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ANY(%s)
    AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL"""


class Refused(Exception):
    """This file, or this site, is not one that the record can be read into; the words say why."""


@dataclass(frozen=True)
class Taken:
    """What came: each table beside what was handed over, how many files, and which of them rows lack."""

    tables: list[comparing.Line]
    files: int
    missing: list[str]
    with_contacts: bool

    @property
    def is_whole(self) -> bool:
        """Whether all is there as it was handed over."""
        return not self.missing and all(line.is_same for line in self.tables)


def take_over(source: Path) -> Taken:
    """Fill an empty site from a zip that `making.make` wrote, in one transaction; letters that waited are held back.

    Nothing is written before every table and file has proved as it was handed over. Returns what was found, compared by
    sums that the database makes of its rows; raises Refused with the true reason.
    """
    with _opened(source) as archive:
        known = _contents(archive)
        _refuse_other_version(known)
        with making.connect() as apart, apart.cursor() as cursor:
            tables = handed_over(cursor, with_contacts=known["with_contacts"])
            _refuse_unless_empty(cursor)
            _refuse_others(known, tables)
            _prove(archive, known)
            _put_rows(cursor, archive, tables)
            found = summed(cursor, tables)
            cursor.execute(making.HOLD)
            with _files_put(archive, known["files"]) as number:
                apart.commit()
    return Taken(comparing.compared(known["tables"], found), number, stored.missing(), known["with_contacts"])


@contextlib.contextmanager
def _opened(source):
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as fault:
        raise Refused(f"{source.name} cannot be read: it is cut short, damaged, or no zip ({fault}).") from fault


def _contents(archive) -> dict[str, Any]:
    try:
        known = json.loads(archive.read(CONTENTS))
        return {name: known[name] for name in ("version", "with_contacts", "tables", "files", "sums")}
    except (KeyError, ValueError, TypeError):
        raise Refused("This zip does not say what it holds: it is no record that was handed over.") from None


def _refuse_other_version(known):
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refused("This database has not all tables of this version yet: run `manage.py migrate` first.")
    theirs, ours = set(known["version"]), set(making.version())
    if theirs != ours:
        what = "newer" if theirs - ours else "older"
        raise Refused(
            f"The record was handed over by a{'n' if what == 'older' else ''} {what} version of the site; install the "
            f"same one, take it over, and upgrade then."
        )


def _refuse_unless_empty(cursor):
    cursor.execute("SELECT count(*) FROM members_person")
    (people,) = cursor.fetchone()
    if people:
        raise Refused(f"This site is not empty: it knows {people} people. The record goes into an empty one only.")
    if any(default_storage.entries()):
        raise Refused("There are uploads already; the record goes into an empty place only.")


def _refuse_others(known, tables):
    ours = {table.name for table in tables}
    if wrong := sorted(ours ^ known["tables"].keys()):
        raise Refused(f"The tables are not those of this version, such as {wrong[0]}.")


def _prove(archive, known: Mapping[str, Any]) -> None:
    """Raise Refused unless each part is as it was written."""
    for name, expected in known["sums"].items():
        try:
            with archive.open(name) as part:
                found = archives.sum_of(part)
        except KeyError:
            raise Refused(f"The zip is not whole: {name} is not in it.") from None
        if found != expected:
            raise Refused(f"The zip is damaged, or was changed: {name} is not as it was written.")


def _put_rows(cursor: Cursor, archive, tables: list[Table]) -> None:
    """Write all rows, with the triggers of the tables at rest: what they would do has been done where the rows come
    from. Keys to other rows and all constraints are asked at the end.
    """
    names = [table.name for table in tables]
    for name in names:
        cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(name)))
    everything = sql.SQL(", ").join(map(sql.Identifier, [*names, "common_searched", "common_searchedword"]))
    cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(everything))
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for table in tables:
        _fill(cursor, archive, table)
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _count_on(cursor, names)
    _find_again(cursor, set(names))
    for name in names:
        cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(name)))


def _fill(cursor, archive, table: Table) -> None:
    names = [sql.Identifier(column.name) for column in table.told]
    incoming = sql.SQL(", ").join(sql.SQL("{} text").format(name) for name in names)
    cursor.execute(sql.SQL("CREATE TEMPORARY TABLE incoming ({}) ON COMMIT DROP").format(incoming))
    with archive.open(f"{TABLES}/{table.name}.csv") as part:
        head = part.readline().removeprefix(BOM).decode()
        if next(csv.reader(io.StringIO(head))) != [column.name for column in table.told]:
            raise Refused(f"The columns of {table.name} are not those of this version.")
        with cursor.copy("COPY incoming FROM STDIN (FORMAT csv)") as copy:
            while chunk := part.read(CHUNK):
                copy.write(chunk)
    into = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
    values = sql.SQL(", ").join(column.read for column in table.columns)
    told = sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE SELECT {} FROM incoming")
    cursor.execute(told.format(sql.Identifier("public", table.name), into, values))
    cursor.execute("DROP TABLE incoming")


def _count_on(cursor, names) -> None:
    """Have new rows be numbered on from the last one."""
    cursor.execute(COUNTED, [names])
    for sequence, table, column in cursor.fetchall():
        last = sql.SQL("SELECT setval({}, coalesce(max({}), 1), max({}) IS NOT NULL) FROM {}")
        name = sql.Identifier(column)
        cursor.execute(last.format(sql.Literal(sequence), name, name, sql.Identifier(table)))


def _find_again(cursor, names) -> None:
    """Have the triggers of the search write down the words of all rows, as they do when a row changes."""
    cursor.execute(SEARCHED)
    for trigger, table, column in cursor.fetchall():
        if table in names:
            its, name = sql.Identifier(table), sql.Identifier(column)
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER {}").format(its, sql.Identifier(trigger)))
            cursor.execute(sql.SQL("UPDATE {} SET {} = {}").format(its, name, name))
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER {}").format(its, sql.Identifier(trigger)))


@contextlib.contextmanager
def _files_put(archive, files: Mapping[str, str]) -> Iterator[int]:
    """Put the files to their place, under the names that rows have; they go again where the block fails."""
    put: list[str] = []
    try:
        for name, its_name in files.items():
            with archive.open(name) as part:
                put.append(default_storage.save(its_name, File(part)))
            if put[-1] != its_name:
                raise Refused(f"{its_name} could not be put to its place.")
        yield len(put)
    except BaseException as fault:
        for name in put:
            default_storage.delete(name)
        if isinstance(fault, SuspiciousFileOperation):
            raise Refused("A file of the zip would lie outside the place of files.") from fault
        raise
