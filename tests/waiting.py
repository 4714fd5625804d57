"""Waiting for what other processes do, and how much a piece of work may compute: with room for a machine that is many
times slower, and whatever else that machine does. No other test asks a clock how long something took.
"""

import contextlib
import os
import time

PATIENCE = 600  # seconds until it is given up: ten times what the slowest takes on an idle machine


def wait_until(condition, told=lambda: "it did not happen"):
    """Return what `condition` gives as soon as that is true; `told` says more if it never is."""
    for _patient in patiently(told):
        if found := condition():
            return found
        time.sleep(0.1)


def patiently(told=lambda: "it did not happen"):
    """Go round again and again; fail, with what is `told`, where whoever goes round does not end it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        yield
    raise AssertionError(told())


@contextlib.contextmanager
def computing_at_most(seconds):
    """Fail where the block takes more seconds of computing, in this process and in those that it waited for."""
    before = _computed()
    yield
    assert _computed() - before < seconds


def _computed():
    return sum(os.times()[:4])  # of this process and of its children, by themselves and in the kernel
