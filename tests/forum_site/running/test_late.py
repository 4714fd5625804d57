"""Modules that are read when something of them is asked for."""

import sys
import threading

import pytest

from forum_site.running.late import late


@pytest.fixture
def module(tmp_path, monkeypatch):
    """The name of a module that takes a while to read, and counts how often it was."""
    package = tmp_path / "slow_package"
    package.mkdir()
    (package / "__init__.py").write_text("READ = []\n")
    (package / "large.py").write_text("import threading\nfrom slow_package import READ\nREAD.append(1)\n"
                                      "threading.Event().wait(0.05)\nVALUE = 7\n")  # fmt: skip
    monkeypatch.syspath_prepend(tmp_path)
    yield "slow_package.large"
    for name in [name for name in sys.modules if name.startswith("slow_package")]:
        del sys.modules[name]


def test_a_late_module_is_read_once_when_first_asked_for_whoever_asks(module):
    late(module)
    from slow_package import READ, large

    assert READ == []
    found = []
    threads = [threading.Thread(target=lambda: found.append(large.VALUE)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (found, READ) == ([7] * 8, [1])


def test_what_a_late_module_has_not_is_missing_as_in_any_other(module):
    late(module)
    from slow_package import large

    with pytest.raises(AttributeError, match="nothing"):
        _ = large.nothing


def test_a_module_that_was_read_already_stays_as_it_is(module):
    import slow_package.large

    late(module)
    assert sys.modules[module] is slow_package.large


def test_a_late_module_that_could_not_be_read_is_tried_again(module, tmp_path):
    source = tmp_path / "slow_package" / "large.py"
    source.write_text("raise ImportError('not whole')\n")
    late(module)
    from slow_package import large

    with pytest.raises(ImportError, match="not whole"):
        _ = large.VALUE
    source.write_text("VALUE = 'whole by now'\n")
    assert large.VALUE == "whole by now"
