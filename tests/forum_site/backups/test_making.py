"""A backup restores on another machine, into another database, to equal rows and equal files."""

import io
import os
import stat
import subprocess
import sys
import tarfile
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from forum_site.backups import sealed
from forum_site.backups.making import LEFT_OUT
from meetings.models import Paper, PaperSide
from members.models import Letter
from tests.cast import a_meeting, an_item, minutes_of

pytestmark = pytest.mark.slow

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
    (settings.MEDIA_ROOT / PAPER).write_bytes(b"paper-in-welsh")
    meeting = a_meeting(days=-20, state="held")
    an_item(meeting)
    minutes_of(meeting, "confirmed", by=cast.chair)


def restore_elsewhere(backup, var, database, *options):
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
    command = [sys.executable, "manage.py", "restore", str(backup), *options]
    return subprocess.run(command, cwd=settings.ROOT, env=env, capture_output=True, text=True, check=False)


def test_a_backup_restores_elsewhere_to_equal_rows_and_files(forum, tmp_path, empty_database):
    backup = tmp_path / "forum.tar"
    call_command("backup", backup, verbosity=0)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    done = restore_elsewhere(backup, tmp_path / "elsewhere", empty_database)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("Restored. Everybody logs in anew.\n")
    assert " tables are the same, row by row; 1 files." in done.stdout
    assert "NOT THE SAME" not in done.stdout
    assert rows(empty_database) == rows(connection.settings_dict["NAME"]) | {"common_done": []}  # noted afterwards
    assert (tmp_path / "elsewhere" / "files" / PAPER).read_bytes() == b"paper-in-welsh"
    again = restore_elsewhere(backup, tmp_path / "elsewhere", empty_database)
    assert again.returncode == 1
    assert "The database is not empty" in again.stderr


@pytest.fixture
def backup(forum, tmp_path):
    """A backup of it."""
    call_command("backup", tmp_path / "forum.tar", verbosity=0)
    return tmp_path / "forum.tar"


def cut(path):
    """Cut the file in the middle."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_between(path):
    """Cut the list of contents off, so that what is left is a whole archive."""
    with tarfile.open(path) as tar:
        end = tar.getmember("contents.json").offset
    path.write_bytes(path.read_bytes()[:end] + bytes(1024))


def flip(path):
    """Flip a bit of the uploaded file."""
    content = path.read_bytes()
    assert content.count(b"paper-in-welsh") == 1
    path.write_bytes(content.replace(b"paper-in-welsh", b"paper-in-velsh"))


def make_newer(path):
    """Have it made by a version with a migration that this one has not."""
    content = path.read_bytes()
    assert content.count(b'"members.0001_') == 1
    path.write_bytes(content.replace(b'"members.0001_', b'"members.9001_'))


def lead_out(path):
    """Have it hold a file that would be written outside."""
    with tarfile.open(path, "w") as tar:
        entry = tarfile.TarInfo("../outside")
        entry.size = 1
        tar.addfile(entry, io.BytesIO(b"x"))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lead_out, "forum.tar holds what no backup of ours holds"),
        (cut, "forum.tar cannot be read: it is cut short"),
        (cut_between, "forum.tar is cut short"),
        (flip, "forum.tar is damaged: 1 of its files"),
        (make_newer, "forum.tar was made by a newer version"),
    ],
)
def test_a_backup_that_is_not_whole_or_not_ours_is_refused_before_anything_is_written(
    backup, tmp_path, empty_database, harm, words
):
    harm(backup)
    done = restore_elsewhere(backup, tmp_path / "elsewhere", empty_database)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    with connect(empty_database) as database:
        assert database.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
    assert not (tmp_path / "elsewhere" / "files").exists()


@pytest.mark.parametrize(("options", "state"), [((), "held"), (("--send-letters",), "waiting")])
def test_letters_that_waited_are_held_back_and_files_that_are_not_there_are_named(
    forum, cast, tmp_path, empty_database, options, state
):
    Letter.objects.create(kind="greeting", thing="1", person=cast.member)
    side = PaperSide(
        paper=Paper.objects.create(item=an_item(a_meeting()), title_en="R"), language="en", name="a", size=1
    )
    side.file.name = "papers/gone.pdf"
    side.save()
    call_command("backup", tmp_path / "forum.tar", verbosity=0)
    done = restore_elsewhere(tmp_path / "forum.tar", tmp_path / "elsewhere", empty_database, *options)
    assert ("held back" in done.stdout, done.returncode) == (state == "held", 0)
    assert "Missing: papers/gone.pdf" in done.stderr
    with connect(empty_database) as database:
        assert database.execute("SELECT state FROM members_letter").fetchall() == [(state,)]


def test_a_backup_that_fails_leaves_no_file(forum, tmp_path):
    with pytest.raises(CommandError):
        call_command("backup", tmp_path / "no-such-folder" / "forum.tar")
    with pytest.raises(CommandError):
        call_command("restore", tmp_path / "no-such-file.tar")
    assert list(tmp_path.glob("*.tar")) == []


def the_key(tmp_path):
    """Return (the file of a new key, its public side)."""
    secret, public = sealed.new_key()
    (tmp_path / "key").write_text(f"# of the Forum\n{secret}\n")
    return tmp_path / "key", public


def test_a_sealed_backup_is_opened_by_its_key_alone(forum, tmp_path, settings, empty_database):
    key, public = the_key(tmp_path)
    settings.BACKUP_KEYS = [public]
    backup = tmp_path / "forum.tar.age"
    call_command("backup", backup, verbosity=0)
    assert b"paper-in-welsh" not in backup.read_bytes()
    (tmp_path / "other").write_text(sealed.new_key()[0])
    without = restore_elsewhere(backup, tmp_path / "elsewhere", empty_database)
    other = restore_elsewhere(backup, tmp_path / "elsewhere", empty_database, f"--key={tmp_path / 'other'}")
    assert ("is sealed: name the file with the key" in without.stderr, without.returncode) == (True, 1)
    assert ("is sealed for another key" in other.stderr, other.returncode) == (True, 1)
    done = restore_elsewhere(backup, tmp_path / "elsewhere", empty_database, f"--key={key}")
    assert done.returncode == 0, done.stderr
    assert rows(empty_database) == rows(connection.settings_dict["NAME"]) | {"common_done": []}


def test_a_key_that_is_none_is_named_before_anything_is_written(forum, tmp_path, settings):
    settings.BACKUP_KEYS = ["age1x"]
    with pytest.raises(CommandError, match="age1x… is no public age key"):
        call_command("backup", tmp_path / "forum.tar")
    assert list(tmp_path.glob("*.tar")) == []
