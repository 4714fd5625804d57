"""The site, or the floor, served by the very gunicorn that production has; and the processor time that it takes."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

import psutil

from bench.load import Browser
from forum_site.management.commands import serve
from forum_site.running import database, supervisor

PROCESSES, THREADS = 2, 4  # as `manage.py serve` has them
PROCESSOR_CLOCK = 2  # of Linux: with a process's number, the clock of the processor time that it has had


@dataclass(frozen=True)
class Served:
    """What is served: at which port, by which process, and which connection to Postgres is the measuring one."""

    port: int
    process: int
    ours: int

    def processor_seconds(self):
        """Return the processor time so far of gunicorn and of Postgres, but not of our own connection."""
        postgres = int((database.data() / "postmaster.pid").read_text().split()[0])
        return sum(_seconds(one) for root in (self.process, postgres) for one in _tree(root) if one.pid != self.ours)

    def memory(self):
        """Return the MB of the largest process."""
        return max(one.memory_info().rss for one in psutil.Process(self.process).children()) / 2**20


def _tree(pid):
    root = psutil.Process(pid)
    return [root, *root.children(recursive=True)]


def _seconds(process):
    """Return the processor time of a process; from Linux to the microsecond, elsewhere to a tick."""
    with contextlib.suppress(OSError, psutil.Error):
        if sys.platform == "linux":
            return time.clock_gettime(~process.pid << 3 | PROCESSOR_CLOCK)
        return sum(process.cpu_times()[:2])
    return 0


@contextlib.contextmanager
def served(log, ours, application=None, **env):
    """Serve the site (or another application, with other variables) as `manage.py serve` does."""
    listening = supervisor.listen("127.0.0.1", 0)
    program = serve.gunicorn(listening, PROCESSES, THREADS)
    command = [application if application and part == "forum_site.wsgi" else part for part in program.command]
    with open(log, "a") as said:
        variables = os.environ | program.variables | env
        process = subprocess.Popen(command, env=variables, stderr=said, pass_fds=program.files)
    try:
        yield Served(_when_it_answers(listening, log), process.pid, ours)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
        listening.close()


def _when_it_answers(listening: socket.socket, log):
    """Return the port as soon as something answers there."""
    port, until = listening.getsockname()[1], time.monotonic() + 120
    while time.monotonic() < until:
        with contextlib.suppress(OSError), contextlib.closing(Browser(port, timeout=5)) as browser:
            browser.ask("/healthz", any_status=True)
            return port
    sys.exit(f"Nothing answered; see {log}.")
