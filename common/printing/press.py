"""The press: a process of its own in which Typst sets pages, for it is large, and would lie in every other's memory.

A process of the site starts one when it first has a page to set, and asks it again for a minute. It gets sources and
plain data, and nothing else: no settings, no secrets, no database. It ends by itself when nobody asks any more, when it
has set so many pages, and with the process that started it, however that ends.
"""

import atexit
import contextlib
import json
import os
import pickle
import resource
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

SECONDS = 60  # that one page may take
REST = 60  # seconds that the press waits for another page
MEMORY = 2 * 2**30  # bytes of addresses that it may take
MOST = 500  # pages that one press sets
LENGTH = struct.Struct(">Q")
ROOT = Path(__file__).resolve().parents[2]


class PressError(Exception):
    """A page could not be set: its source is wrong, or it takes too long."""


class _EndedError(Exception):
    """The press is there no more."""


class Press:
    """The press of this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen | None = None

    def typeset(self, files: dict[str, bytes], page: dict) -> bytes:
        """Return a page as PDF/UA-1, or as a tagged PDF without that claim where it uses letters that our typeface has
        not. Raises PressError.
        """
        until = time.monotonic() + SECONDS
        if not self.lock.acquire(timeout=SECONDS):
            raise PressError("many pages are waiting to be set")
        try:
            is_set, answer = self._ask(pickle.dumps((files, json.dumps(page))), until)
        finally:
            self.lock.release()
        if not is_set:
            raise PressError(answer.decode())
        return answer

    def _ask(self, order, until):
        """Return what a press answers; one that has ended meanwhile gives place to another."""
        if self.process is not None:
            with contextlib.suppress(_EndedError):
                return self._told(order, until)
        self._start()
        try:
            return self._told(order, until)
        except _EndedError:
            raise PressError("it needed too much") from None

    def _told(self, order, until):
        try:
            self.process.stdin.write(LENGTH.pack(len(order)) + order)
            self.process.stdin.flush()
            is_set = self._read(1, until) == b"y"
            return is_set, self._read(*LENGTH.unpack(self._read(LENGTH.size, until)), until)
        except OSError:
            self.close()
            raise _EndedError from None

    def _read(self, length, until):
        found = b""
        while len(found) < length:
            ready, _, _ = select.select([self.process.stdout], [], [], max(until - time.monotonic(), 0))
            if not ready:
                self.close()
                raise PressError("it took too long")
            part = os.read(self.process.stdout.fileno(), length - len(found))
            if not part:
                raise BrokenPipeError
            found += part
        return found

    def _start(self):
        environment = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "common.printing.press"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, env=environment,
        )  # fmt: skip

    def close(self) -> None:
        """End the press, if there is one."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            with contextlib.suppress(OSError):  # what was not sent by then
                process.stdin.close()
            process.stdout.close()
            process.wait()


PRESS = Press()
atexit.register(PRESS.close)


def _main() -> None:
    """Set what is asked for on the standard input, one page after the other."""
    import typst

    with contextlib.suppress(ValueError):  # the machine allows less than that already
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for _ in range(MOST):
        if not select.select([sys.stdin.buffer], [], [], REST)[0]:
            return
        head = sys.stdin.buffer.read(LENGTH.size)
        if len(head) < LENGTH.size:
            return
        files, data = pickle.loads(sys.stdin.buffer.read(*LENGTH.unpack(head)))  # noqa: S301 (from who started this)
        signal.alarm(SECONDS)  # which ends it, should nobody be left to do so
        facts = {"sys_inputs": {"data": data}, "ignore_system_fonts": True}
        mark, answer = b"y", b""
        try:
            try:
                answer = typst.compile(files, pdf_standards="ua-1", **facts)
            except typst.TypstError:
                answer = typst.compile(files, **facts)
        except typst.TypstError as fault:
            mark, answer = b"n", str(fault).encode()
        signal.alarm(0)
        sys.stdout.buffer.write(mark + LENGTH.pack(len(answer)) + answer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _main()
