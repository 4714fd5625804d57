"""`make setup`: the hashed lists alone decide what is installed, each step is told, and half an environment is none."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow

LISTS = ("requirements.txt", "requirements-dev.txt")


def make(folder, target, **variables):
    """Run the Makefile that was copied into a folder, and return what happened;
    no byte code, which nobody would run.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", target, f"PYTHON={sys.executable}"]
    environment |= {"PIP_NO_COMPILE": "1", **variables}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def checkout(tmp_path):
    shutil.copy(settings.ROOT / "Makefile", tmp_path)
    return tmp_path


def pinned(folder, name, *, needs=""):
    """Add a small package to a folder, and return the line of a list that names it."""
    wheel, about = folder / f"{name}-1-py3-none-any.whl", f"{name}-1.dist-info"
    wanted = f"Requires-Dist: {needs}\n" if needs else ""
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{name}.py", "")
        archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n{wanted}")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")
    return f"{name}==1 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def test_each_step_is_told_once_and_half_an_environment_or_a_wrong_list_is_none(checkout):
    (checkout / "requirements.txt").write_text(pinned(checkout, "large", needs="small") + pinned(checkout, "small"))
    (checkout / "requirements-dev.txt").write_text(pinned(checkout, "other", needs="missing"))
    local = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(checkout)}
    told = [
        "Making a virtual environment in .venv",
        "Installing what the site needs",
        "  large-1-py3-none-any.whl",
        "  small-1-py3-none-any.whl",
        "  unpacking them …",
    ]
    first, again = make(checkout, "setup", **local), make(checkout, "setup", **local)
    assert (first.stdout.splitlines(), first.returncode) == (told, 0), first.stderr
    assert (again.stdout, again.stderr, again.returncode) == ("", "", 0)
    lacking = make(checkout, "setup-dev", **local)
    assert ("other 1 requires missing, which is not installed." in lacking.stderr, lacking.returncode) == (True, 2)
    good = (checkout / "requirements.txt").read_text()
    (checkout / "requirements.txt").write_text(re.sub(r"\w{8}$", "0" * 8, good.strip()))
    changed = make(checkout, "setup", **local)  # the failure left no mark, so it begins again
    assert (changed.stdout.splitlines()[0], "DO NOT MATCH THE HASHES" in changed.stderr, changed.returncode) == (
        told[0],
        True,
        2,
    )
    (checkout / "requirements.txt").write_text(good)
    (checkout / ".venv/bin/python").unlink()  # as when the system has got a newer Python
    assert make(checkout, "setup", **local).stdout.splitlines() == told


def test_both_lists_install_with_the_pip_that_python_brings(checkout):
    for name in LISTS:
        shutil.copy(settings.ROOT / name, checkout)
    made = make(checkout, "setup-dev")
    assert (made.returncode, made.stderr.count("No broken requirements found.")) == (0, 2), made.stderr


def test_the_lists_name_no_registry():
    said = "".join((settings.ROOT / name).read_text() for name in ("pyproject.toml", "Makefile", *LISTS))
    assert (
        re.findall(r"(?:--|_)(?:extra-)?index-url|--find-links|--trusted-host|https?://(?!forum\.example|mail)", said)
        == []
    )
