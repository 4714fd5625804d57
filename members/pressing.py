"""Pressing a button of a page that shows what it is about: done, or answered with what has changed since."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages

from common.steps import take, version_in
from common.versions.seen import NotAsSeen
from members import histories


def press(request, act: Callable[..., Any], done: str | Callable[[Any], str]) -> tuple[bool, list[histories.Event]]:
    """Do what a page offers, and say that it is `done`; `act` takes the mark of what the page showed. `done` is a
    sentence, or makes one from what `act` returns.

    Return whether it is done, and, where what the page showed is not as it was, what has changed since. Raises
    IllegalChange for whatever else stands against it.
    """
    try:
        result = act(mark=request.POST.get("mark", ""))
    except NotAsSeen as refused:
        messages.warning(request, str(refused))
        return False, histories.since(refused.changed, request.user)
    messages.success(request, done(result) if callable(done) else done)
    return True, []


def press_step(request, row, step, **facts) -> tuple[bool, list[histories.Event]]:
    """Take a row a step in the name of who pressed; returns as `press` does."""
    act = partial(take, row, step, by=request.user, version=version_in(request.POST), **facts)
    return press(request, act, step.done)
