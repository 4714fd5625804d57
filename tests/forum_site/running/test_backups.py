"""A backup restores on another machine, into another database, to equal rows and equal files."""

import os
import stat
import subprocess
import sys
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from forum_site.running.backups import LEFT_OUT
from tests.cast import a_meeting, an_item, minutes_of

COPY = "restored_by_a_test"
PAPER = "papers/ŵy.pdf"


def connect(name):
    """Return a connection to a database of the server that the tests run on."""
    known = connection.settings_dict
    parts = {
        "host": known["HOST"],
        "port": known["PORT"],
        "user": known["USER"],
        "password": known["PASSWORD"],
        "dbname": name,
    }
    return psycopg.connect(**{key: value for key, value in parts.items() if value}, autocommit=True)


def rows(name):
    """Return all rows of all tables of a database, as texts; the backup leaves some tables out."""
    with connect(name) as database:
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        tables = [table for (table,) in database.execute(query).fetchall() if table not in LEFT_OUT]
        return {
            table: sorted(text for (text,) in database.execute(f'SELECT t::text FROM "{table}" t').fetchall())
            for table in tables
        }


@pytest.fixture
def empty_database():
    """The name of an empty database beside the tests' own."""
    name = f"{COPY}_{connection.settings_dict['NAME']}"
    with connect("postgres") as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"')
        yield name
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def forum(transactional_db, cast, tmp_path, settings):
    """A Forum with a confirmed meeting and a file."""
    settings.MEDIA_ROOT = tmp_path / "files"
    (settings.MEDIA_ROOT / "papers").mkdir(parents=True)
    (settings.MEDIA_ROOT / PAPER).write_bytes(b"paper")
    meeting = a_meeting(days=-20, state="held")
    an_item(meeting)
    minutes_of(meeting, "confirmed", by=cast.chair)


def restore_elsewhere(backup, var, database):
    """Run the command as another machine would: other folder, other database, settings of production."""
    known = connection.settings_dict
    host = quote(known["HOST"], safe="")
    url = f"postgresql://{known['USER']}:{quote(known['PASSWORD'])}@/{quote(database)}?host={host}"
    if known["PORT"] and not known["HOST"].startswith("/"):
        url = (
            f"postgresql://{known['USER']}:{quote(known['PASSWORD'])}@{known['HOST']}:{known['PORT']}/{quote(database)}"
        )
    mail = {"MAIL_FROM": "forum@forum.example", "MAIL_URL": "smtp://127.0.0.1"}
    env = {"SITE_ORIGIN": "https://forum.example", "SECRET_KEY": "of-another-machine-0123456789-abcdefghijklmnopqrstuv"}
    env |= os.environ | mail | env | {"DATABASE_URL": url, "FORUM_VAR": str(var)}
    command = [sys.executable, "manage.py", "restore", str(backup)]
    return subprocess.run(command, cwd=settings.ROOT, env=env, capture_output=True, text=True, check=False)


def test_a_backup_restores_elsewhere_to_equal_rows_and_files(forum, tmp_path, empty_database):
    backup = tmp_path / "forum.tar"
    call_command("backup", backup, verbosity=0)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    done = restore_elsewhere(backup, tmp_path / "elsewhere", empty_database)
    assert (done.returncode, done.stdout) == (0, "Restored. Everybody logs in anew.\n"), done.stderr
    assert rows(empty_database) == rows(connection.settings_dict["NAME"])
    assert (tmp_path / "elsewhere" / "files" / PAPER).read_bytes() == b"paper"
    again = restore_elsewhere(backup, tmp_path / "elsewhere", empty_database)
    assert again.returncode == 1
    assert "The database is not empty" in again.stderr


def test_a_backup_that_fails_leaves_no_file(forum, tmp_path):
    with pytest.raises(CommandError):
        call_command("backup", tmp_path / "no-such-folder" / "forum.tar")
    with pytest.raises(CommandError):
        call_command("restore", tmp_path / "no-such-file.tar")
    assert list(tmp_path.glob("*.tar")) == []
