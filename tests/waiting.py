"""Waiting for what other processes do: on a condition, with room for a machine that is many times slower."""

import time

PATIENCE = 600  # seconds until it is given up: ten times what the slowest takes on an idle machine


def wait_until(condition, told=lambda: "it did not happen"):
    """Return what `condition` gives as soon as that is true; `told` says more if it never is."""
    until = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < until, told()
        time.sleep(0.1)
    return found
