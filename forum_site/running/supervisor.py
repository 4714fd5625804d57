"""Keeps the programs of the running site alive together: starts them, restarts one that fails, ends all of them.

None is ever given up, and none takes another one with it: what keeps ending is started again, at least twice a minute.
"""

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

CEILING = 30  # seconds: the longest wait before a program that keeps ending is started again
STEADY = 60  # seconds after which a program's earlier failures are forgiven
PATIENCE = 25  # seconds that a program has to end
PARENT_DEATH_SIGNAL = 1  # of Linux's prctl


class GivenUp(Exception):
    """The site did not come up."""


@dataclass
class Backoff:
    """When something that ended is started again: at once the first time, later and later when it keeps ending."""

    failures: int = 0
    since: float = 0  # when it was started last
    due: float = 0
    is_down: bool = False

    def may_start(self, name: str, how: str) -> bool:
        """Whether what has ended is to be started now. Each end is counted and told once;
        what ran for a minute has its earlier ones forgiven.
        """
        now = time.monotonic()
        if not self.is_down:
            self.failures = 1 if now - self.since > STEADY else self.failures + 1
            wait = min(2 ** (self.failures - 1) - 1, CEILING)
            self.is_down, self.due = True, now + wait
            when = f" in {wait} seconds" if wait else ""
            sys.stderr.write(f"The {name} ended {how}; it is started again{when}.\n")
        if now < self.due:
            return False
        self.is_down, self.since = False, now
        return True


@dataclass
class Program:
    """One program: what it is called, how it starts, which of our open files it is given, and which variables beside
    ours.
    """

    name: str
    command: list[str]
    files: tuple[int, ...] = ()
    variables: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen | None = None
    backoff: Backoff = field(default_factory=Backoff)

    def start(self):
        """Start it apart from our terminal, so that Ctrl-C reaches us alone; it ends when we are killed."""
        self.backoff.since = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=os.environ | self.variables,
            start_new_session=True,
            preexec_fn=_end_with_parent,
            pass_fds=self.files,
        )

    def look_after(self):
        """Start it again if it has ended, when it is time to."""
        if self.process.poll() is None:
            return
        if self.backoff.may_start(self.name, f"with status {self.process.returncode}"):
            with contextlib.suppress(OSError):  # no memory for it just now
                self.start()

    def ask_to_end(self):
        """Let it finish what it is doing, and end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def make_end(self, until):
        """Wait for its end, but not beyond a moment."""
        if self.process:
            try:
                self.process.wait(max(0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


@contextlib.contextmanager
def together(*programs):
    """Run the programs for as long as the block lasts."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # as nohup wants it
            signal.signal(number, signal.default_int_handler)
    try:
        for program in programs:
            program.start()
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave anything behind
        for program in programs:
            program.ask_to_end()
        until = time.monotonic() + PATIENCE
        for program in programs:
            program.make_end(until)


class Parent:
    """The `make` that started us. A signal sent to it alone may not reach us,
    so we look whether it has gone or taken one.
    """

    def __init__(self):
        self.id = os.getppid()
        self.catches = self._catches_interrupt()

    def is_ending(self):
        return os.getppid() != self.id or self._catches_interrupt() != self.catches

    def _catches_interrupt(self):
        """Return whether a SIGINT would be caught; make stops to do so when it has caught one. Only Linux tells."""
        with contextlib.suppress(OSError, StopIteration):
            lines = Path(f"/proc/{self.id}/status").read_text().splitlines()
            caught = next(line for line in lines if line.startswith("SigCgt:")).split()[1]
            return bool(int(caught, 16) >> (signal.SIGINT - 1) & 1)
        return None


def keep_alive(programs, parent=None):
    """Look after the programs until a signal comes, or the parent ends."""
    while not (parent and parent.is_ending()):
        for program in programs:
            program.look_after()
        time.sleep(0.5)


def listen(host: str, port: int) -> socket.socket | None:
    """Return a socket that listens at the port, whoever starts to serve it later, or None where another one does."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError:
        return None


def who_listens(port: int) -> str:
    """Return which process has the port, as far as we may know: "process 4711 (python manage.py serve)", or ""."""
    with contextlib.suppress(psutil.Error, StopIteration):
        listening = (one for one in psutil.net_connections("tcp") if one.status == psutil.CONN_LISTEN and one.pid)
        process = psutil.Process(next(one.pid for one in listening if one.laddr.port == port))
        return f"process {process.pid} ({' '.join(process.cmdline())[:80]})"
    return ""


def wait_for_answer(program, host, port, name, seconds=60):
    """Wait until the site answers at /healthz to a request for the host `name`."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if program.process.poll() is not None:
            raise GivenUp(f"The {program.name} ended before it answered; the reason stands above.")
        connection = http.client.HTTPConnection(host, port, timeout=5)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            connection.request("GET", "/healthz", headers={"Host": name})
            if connection.getresponse().status == http.client.OK:
                return
        time.sleep(0.1)
    raise GivenUp(f"The site did not answer at port {port} within {seconds} seconds.")


def _end_with_parent():
    """Have Linux end this process when its parent is killed (elsewhere nothing does)."""
    if sys.platform == "linux":
        LIBC.prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


LIBC = ctypes.CDLL(None)
