"""Triggers are kept leanly, and are found and refused as pgtrigger by itself would."""

import pgtrigger
import pytest
from pgtrigger import registry

from forum_site.migrating.lean_triggers import LeanRegistry
from meetings.models import Meeting

FACTS = {"operation": pgtrigger.Insert, "when": pgtrigger.Before, "func": "RETURN NEW;"}


def hold_as_usual():
    """Hold what is looked up against what pgtrigger finds in going through all of them; return how many there are."""
    kept, usual = registry._registry, registry._Registry
    assert isinstance(kept, LeanRegistry)
    assert set(kept.pg_function_names) == usual.pg_function_names.fget(kept)
    assert kept.by_db_table == usual.by_db_table.fget(kept)
    return len(kept)


def test_what_is_looked_up_is_what_pgtrigger_would_find():
    before = hold_as_usual()
    trigger = pgtrigger.Trigger(name="tried", **FACTS)
    trigger.register(Meeting)
    assert hold_as_usual() == before + 1
    trigger.unregister(Meeting)
    assert hold_as_usual() == before > 100


def test_a_name_that_is_taken_is_refused():
    with pytest.raises(KeyError, match="already used"):
        pgtrigger.Trigger(name="counts_saves", **FACTS).register(Meeting)
    hold_as_usual()
