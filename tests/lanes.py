"""Which tests `make test-fast` leaves out, in which order and where all are run, and how often Python looks for
garbage.
"""

import gc

import pytest

# {fixture: the mark of whoever asks for it}: what is looked at as a whole Forum (`world`, `sample`) is looked at by all
LANES = {"watched": "browser", "served": "slow", "world": "slow", "sample": "slow"}
FIRST = ("slow", "browser")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark who needs a browser or a served site; what takes long goes first, so that all cores have work to the end.

    Tests that share what is made for their module run in one worker, as making it takes long.
    """
    for item in items:
        for fixture in LANES.keys() & item.fixturenames:
            item.add_marker(LANES[fixture])
        if shares(item) and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.module.__name__))
    yield
    items.sort(key=lambda item: not any(item.get_closest_marker(name) for name in FIRST))


def shares(item):
    """Whether a test asks for what is made once for all tests of its module, such as a world or a server."""
    asked_for = item._fixtureinfo.name2fixturedefs
    return any(found[-1].scope == "module" for name, found in asked_for.items() if name != "own_files")


def pytest_collection_finish():
    """What was imported stays; looking through it again and again takes a tenth of the time of the whole run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
