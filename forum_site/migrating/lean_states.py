"""The models as Django draws them between two steps of a migration: the one that a step changes, not all of them."""

import contextlib
import copy
from collections.abc import Callable, Iterator

from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Field
from pgtrigger.migrations import AddTrigger, RemoveTrigger

WHOLE, CLONE = ProjectState._find_reload_model, Field.clone


@contextlib.contextmanager
def drawn_leanly() -> Iterator[None]:
    """Draw only the model that a step adds, or adds something to, and none where a step is about a trigger.

    Django draws every model that hangs together with the changed one, which here is all of them, some two thousand
    times over: minutes of a first start. What such a step does to the database, it reads from its own model; and
    before the Python of a migration looks at models, Django draws all of them afresh, as it does of itself wherever
    it put that off (`is_delayed`). Steps that change what others lean on go Django's way.

    Columns and models that are drawn, or kept for the step, are copied as they are; Django takes each to pieces and
    makes it again from them, which gives the same.
    """
    with contextlib.ExitStack() as changes:
        for name in ("add_model", "add_field"):
            changes.enter_context(_changed(ProjectState, **{name: _adding(getattr(ProjectState, name))}))
        for step in (AddTrigger, RemoveTrigger):
            changes.enter_context(_changed(step, state_forwards=_putting_off(step.state_forwards)))
        changes.enter_context(_changed(ProjectState, _find_reload_model=_only_itself))
        changes.enter_context(_changed(ModelState, clone=_kept))
        changes.enter_context(_changed(Field, clone=_copied))
        yield


@contextlib.contextmanager
def _changed(kind: type, **methods: Callable) -> Iterator[None]:
    """Give a class these methods for as long as the block lasts."""
    usual = {name: getattr(kind, name) for name in methods}
    for name, method in methods.items():
        setattr(kind, name, method)
    try:
        yield
    finally:
        for name, method in usual.items():
            setattr(kind, name, method)


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


def _putting_off(method):
    """Return the step of a trigger, which draws nothing: a model with one more is to the database the same model."""

    def state_forwards(step, app_label, state):
        with _changed(ProjectState, reload_model=_put_off):
            method(step, app_label, state)

    return state_forwards


def _put_off(state, app_label, model_name, delay=False):
    state.is_delayed = True


def _kept(model):
    """Return a ModelState that stays as it is while a step changes the lists of the other one."""
    twin = ModelState.__new__(ModelState)
    lists = {"fields": dict(model.fields), "options": dict(model.options), "managers": list(model.managers)}
    vars(twin).update(vars(model) | lists)
    return twin


def _copied(field):
    """Return a column that belongs to no model yet, and stands after those that were drawn before."""
    if hasattr(field, "base_field") or hasattr(field, "model"):
        return CLONE(field)  # the one inside a column of lists would stay the same, and that of a model still its own
    twin = copy.deepcopy(field)
    if not field.auto_created:
        twin.creation_counter = Field.creation_counter
        Field.creation_counter += 1
    return twin
