"""Keeps the programs of the running site alive together: starts them, restarts one that fails, ends all of them."""

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ATTEMPTS = 5  # failures in a row after which a program is given up
STEADY = 60  # seconds after which a program's earlier failures are forgiven
PATIENCE = 25  # seconds that a program has to end
PARENT_DEATH_SIGNAL = 1  # of Linux's prctl


class GivenUp(Exception):
    """A program of the site cannot be kept alive."""


@dataclass
class Program:
    """One program: what it is called, and how it starts."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    failures: int = 0
    started: float = 0
    due: float = 0

    def start(self):
        """Start it apart from our terminal, so that Ctrl-C reaches us alone; it ends when we are killed."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=_end_with_parent)

    def look_after(self):
        """Start it again if it has ended: at once the first time, later and later when it keeps failing."""
        if self.process.poll() is None:
            return
        now = time.monotonic()
        if not self.due:
            self.failures = 1 if now - self.started > STEADY else self.failures + 1
            if self.failures > ATTEMPTS:
                raise GivenUp(f"The {self.name} keeps ending (the last time with status {self.process.returncode}).")
            self.due = now + 2 ** (self.failures - 1) - 1
            sys.stderr.write(f"The {self.name} ended with status {self.process.returncode}; it is started again.\n")
        if now >= self.due:
            self.due = 0
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


def is_free(host, port):
    """Return whether we can listen at the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


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
