"""Runs a function in a process of its own, with limits on time and memory: what a stranger's file does to its reader.

The process gets the function's name and arguments, and nothing else: no settings, no secrets, no database. So the
function must stand in a module that needs none of these, and must return bytes. It is told by its name
("common.bare.words.counted"), so that what only that process needs lies in no other's memory.
"""

import contextlib
import importlib
import os
import pickle
import resource
import subprocess
import sys
from pathlib import Path

SECONDS = 10  # of computing; the clock on the wall may show three times as many
MEMORY = 2**30  # bytes
ROOT = Path(__file__).resolve().parents[2]


class Exceeded(Exception):
    """The function needed more than it may have, or broke."""


def run(function: str, *arguments, seconds=None) -> bytes:
    """Return what the function of that name returns for these arguments; raises Exceeded when it fails or takes too
    much.
    """
    seconds = seconds or SECONDS
    order = pickle.dumps((*function.rsplit(".", 1), arguments))
    command = [sys.executable, "-m", "common.bare.apart", str(seconds), str(MEMORY)]
    environment = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
    try:
        done = subprocess.run(
            command, input=order, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True,
            cwd=ROOT, env=environment, timeout=3 * seconds,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as fault:
        raise Exceeded(type(fault).__name__) from None  # its words would hold the command and what it wrote
    return done.stdout


def _limit(seconds, memory) -> None:
    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError):  # the machine allows less than that already
            resource.setrlimit(kind, (most, most))


def _main(seconds, memory) -> None:
    _limit(int(seconds), int(memory))
    module, name, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 (from the process that started this one)
    sys.stdout.buffer.write(getattr(importlib.import_module(module), name)(*arguments))


if __name__ == "__main__":
    _main(*sys.argv[1:])
