"""The Postgres of our own: one for all who use it, gone with the last, and mended after a kill."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import psycopg
import pytest
from django.conf import settings

from forum_site.running import database
from tests.waiting import PATIENCE

pytestmark = pytest.mark.slow

ASK = "import os, time; from forum_site.running import database; user = database.hold(); print('held', flush=True); "
LONG = "time.sleep(6000)"  # until the test ends
STARTED = []


def end_all():
    """End the processes that a test has started."""
    while STARTED:
        process = STARTED.pop()
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def made():
    """A folder with a database cluster that nobody runs, made once; tests copy it."""
    folder = Path(tempfile.mkdtemp(prefix="forum-pg-"))
    folder.chmod(0o711)
    in_process(folder / "var", "database.release(user)").wait()
    yield folder / "var"
    shutil.rmtree(folder)


@pytest.fixture
def var(made, monkeypatch):
    """A copy of it, as the folder of the site, with this process looking at it."""
    folder = Path(tempfile.mkdtemp(prefix="forum-pg-")) / "var"
    subprocess.run(["cp", "-a", made, folder], check=True)
    monkeypatch.setenv("FORUM_VAR", str(folder))
    yield folder
    end_all()
    assert database.stop_unused()
    shutil.rmtree(folder.parent)


def in_process(var, *then):
    """Start a process that holds the database and then does something, once it holds it."""
    env = os.environ | {"FORUM_VAR": str(var)}
    command = [sys.executable, "-c", ASK + "; ".join(then)]
    process = subprocess.Popen(command, cwd=settings.ROOT, env=env, stdout=subprocess.PIPE, text=True)
    STARTED.append(process)
    with process.stdout:
        assert process.stdout.readline() == "held\n"
    return process


def postgres():
    """The running Postgres of the folder, or None."""
    return database._process()


def test_the_last_user_stops_it(var):
    first = in_process(var, LONG)
    running = postgres()
    second = in_process(var, "database.release(user)")
    assert second.wait(PATIENCE) == 0
    assert postgres() == running
    assert database.stop_unused() is False
    first.kill()
    first.wait()
    assert database.stop_unused() is True
    assert postgres() is None


def test_what_a_killed_user_left_is_used_by_the_next(var):
    first = in_process(var, LONG)
    first.kill()
    first.wait()
    left = postgres()
    assert left is not None
    assert in_process(var, "database.release(user)").wait(PATIENCE) == 0
    assert not left.is_running() or left.status() == psutil.STATUS_ZOMBIE


def test_a_power_cut_is_mended(var):
    user = in_process(var, LONG)
    running = [postgres(), *postgres().children()]
    for process in [user, *running]:
        with contextlib.suppress(psutil.NoSuchProcess):  # one that ended with the one before it
            process.kill()
    user.wait()
    psutil.wait_procs(running, timeout=PATIENCE)
    (var / "postgres" / "postmaster.pid").write_text(
        f"{os.getpid()}\n{var / 'postgres'}\n"
    )  # as if another had its number now
    assert in_process(var, "database.release(user)").wait(PATIENCE) == 0


def test_a_first_start_that_was_cut_short_is_made_anew(var):
    (var / "postgres" / "PG_VERSION").unlink()
    assert in_process(var, "database.release(user)").wait(PATIENCE) == 0
    assert (var / "postgres" / "PG_VERSION").read_text() == "18\n"


def test_only_its_owner_can_enter(var):
    assert (var / "postgres").stat().st_mode & 0o077 == 0
    in_process(var, LONG)
    assert [line for line in postgres().net_connections() if line.family.name != "AF_UNIX"] == []


def test_its_log_holds_no_words_of_people_and_is_its_owners(var):
    (var / "postgres.log").chmod(0o644)
    user = in_process(var, "time.sleep(60)")
    with database._connect(database.NAME) as connection:
        connection.execute("CREATE TABLE said (words text UNIQUE)")
        for _twice in range(2):
            with contextlib.suppress(psycopg.Error):
                connection.execute("INSERT INTO said VALUES ('of gwen@forum.example')")
    user.kill()
    user.wait()
    written = var / "postgres.log"
    assert "duplicate key value" in written.read_text()
    assert ("gwen" in written.read_text(), written.stat().st_mode & 0o777) == (False, 0o600)


@pytest.mark.parametrize("folder", ["/" + "long/" * 30, "/home/someone/my forum", "/home/gwenllïan/forum"])
def test_a_socket_has_a_short_and_plain_path(monkeypatch, folder):
    monkeypatch.setenv("FORUM_VAR", folder)
    assert str(database.socket_folder()).startswith("/tmp/forum-")
    assert database.connection()["HOST"] == str(database.socket_folder())


def test_clean_sample_removes_all_of_it_but_never_under_a_running_site(var):
    run = [sys.executable, "manage.py", "clean_sample"]
    (var / "files").mkdir()
    user = in_process(var, LONG)
    refused = subprocess.run(run, cwd=settings.ROOT, capture_output=True, text=True, check=False)
    assert (refused.returncode, "The site is running" in refused.stderr) == (1, True)
    user.kill()
    user.wait()
    assert subprocess.run(run, cwd=settings.ROOT, capture_output=True, check=False).returncode == 0
    assert {path.name for path in var.iterdir()} <= {"postgres.lock", "postgres.users"}
    elsewhere = {"DATABASE_URL": "postgresql://forum@localhost/forum", "SITE_ORIGIN": "https://forum.example"}
    elsewhere |= {"SECRET_KEY": "x", "MAIL_FROM": "a@b.example", "MAIL_URL": "smtp://b.example"}
    refused = subprocess.run(
        run, cwd=settings.ROOT, env=os.environ | elsewhere, capture_output=True, text=True, check=False
    )
    assert (refused.returncode, "nothing was removed" in refused.stderr) == (1, True)
