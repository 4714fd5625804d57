"""The models as Django draws them between two steps of a migration: the one that a step changes, not all of them."""

import contextlib
from collections.abc import Iterator

from django.db.migrations.state import ProjectState

WHOLE = ProjectState._find_reload_model


@contextlib.contextmanager
def drawn_leanly() -> Iterator[None]:
    """Draw only the model that a step adds, or adds something to.

    Django draws every model that hangs together with the changed one, which here is all of them, some two thousand
    times over: minutes of a first start. What such a step does to the database, it reads from its own model; and
    before the Python of a migration looks at models, Django draws all of them afresh, as it does of itself wherever
    it put that off (`is_delayed`). Steps that change what others lean on go Django's way.
    """
    usual = {name: getattr(ProjectState, name) for name in ("_find_reload_model", "add_model", "add_field")}
    ProjectState._find_reload_model = _only_itself
    ProjectState.add_model = _adding(usual["add_model"])
    ProjectState.add_field = _adding(usual["add_field"])
    try:
        yield
    finally:
        for name, method in usual.items():
            setattr(ProjectState, name, method)


def _only_itself(state, app_label, model_name, delay=False):
    """Return the (app, name)s of the models to draw anew; `delay` says that Django, too, could wait with the others."""
    if delay or "adds" in vars(state):
        state.is_delayed = True
        return {(app_label, model_name)}
    return WHOLE(state, app_label, model_name, delay)


def _adding(method):
    """Return the method of a state that adds something, with a mark while it does."""

    def add(state, *args, **facts):
        state.adds = True
        try:
            return method(state, *args, **facts)
        finally:
            del state.adds

    return add
