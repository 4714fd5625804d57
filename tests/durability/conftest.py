"""Only `make durability` asks for these tests; a Forum for each of them, on machines of its own."""

import contextlib
import os
import random
import shutil
import tempfile
from pathlib import Path

import pytest

from tests import template
from tests.durability.machines import Forum
from tests.durability.mail import MailServer

collect_ignore_glob = [] if os.environ.get("DURABILITY") else ["test_*.py"]


@pytest.fixture
def seed():
    """What decides who is killed when; a run is repeated with DURABILITY_SEED."""
    number = int(os.environ.get("DURABILITY_SEED") or random.randrange(10**6))
    print(f"DURABILITY_SEED={number}")  # noqa: T201 (pytest shows it where the test fails)
    return number


@contextlib.contextmanager
def own_folder():
    """Give a folder that Postgres's own user may enter, and remove it."""
    path = Path(tempfile.mkdtemp(prefix="forum-durability-"))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def folder():
    """A folder of the test's own."""
    with own_folder() as path:
        yield path


@pytest.fixture(scope="session")
def filled():
    """The data of a Postgres with the sample, and its uploads, which each test copies."""
    with own_folder() as path:
        (path / "made").mkdir()
        (path / "empty").mkdir()
        (path / "empty" / "data").symlink_to(template.kept_under(), target_is_directory=True)
        forum = Forum(path / "made", 1, path / "empty")
        try:
            forum.postgres.start()
            forum.fill()
            forum.postgres.stop()
        finally:
            forum.end()
        shutil.copytree(path / "made" / "files", path / "files")
        (path / "data").symlink_to(forum.postgres.data, target_is_directory=True)
        yield path


@pytest.fixture
def mail():
    """A mail server that keeps what it gets, at a port of its own."""
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def forum(folder, mail, filled):
    """A Forum whose Postgres alone is started."""
    made = Forum(folder, mail.port, filled)
    made.postgres.start()
    yield made
    made.end()
