"""Sets the tests up: settings as in the embedded mode, on a Postgres of their own or on that of DATABASE_URL."""

import os
import shutil
import signal
import sys
import tempfile
import threading
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.core.signals import setting_changed
from django.db import connections
from django.dispatch import receiver
from django.test import override_settings

# What is compiled once is kept, also where the environment says otherwise: hundreds of Pythons are started here.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

WORKER = "PYTEST_XDIST_WORKER" in os.environ
if not WORKER:
    # The workers inherit both: one folder, one Postgres and one kind of settings for the whole run.
    os.environ["FORUM_VAR"] = tempfile.mkdtemp(prefix="forum-tests-")
    os.environ["FORUM_TEST_DATABASE"] = os.environ.pop("DATABASE_URL", "")
os.environ["DJANGO_SETTINGS_MODULE"] = "forum_site.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's own loop runs in the thread of the test

from forum_site.running import database, env  # noqa: E402 (needs the variables)

if os.environ["FORUM_TEST_DATABASE"]:
    settings.DATABASES["default"].update(env.database("FORUM_TEST_DATABASE"))
settings.DATABASES["default"]["OPTIONS"].pop("pool", None)  # a pool keeps the test database from being dropped
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.LOGGING["root"]["level"] = settings.LOGGING["loggers"]["forum_site"]["level"] = "CRITICAL"
settings.STATIC_ROOT.mkdir(exist_ok=True)
connections._connections = threading.local()  # one for all a thread does, also while Playwright's loop runs in it
django.setup()

from forum_site import doors  # noqa: E402 (needs the apps)
from forum_site.translating import catalogues  # noqa: E402

pytest_plugins = [
    "tests.lanes",
    "tests.emptied",
    "tests.rendered",
    "tests.upgrades",
    "tests.cast",
    "tests.browser",
    "tests.imap",
    "tests.shown",
    "tests.world",
    "tests.planted",
    "tests.walked",
    "tests.keeping",
    "tests.forum_site.running.serving",
]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Start the tests' own Postgres, and stop it also when the run is ended from outside.

    The folders of the tests lie in that of the run: those that pytest has for a person are closed to all others again
    whenever another run of theirs begins, and with them to a Postgres that runs there as somebody else.
    """
    heed_signals()
    config.option.basetemp = config.option.basetemp or str(Path(os.environ["FORUM_VAR"]) / "tmp")
    if not WORKER:
        catalogues.compile_all()
    if not os.environ["FORUM_TEST_DATABASE"]:
        from tests import template  # when the plugins above have been read

        template.lay()
        config.postgres = database.hold(durable=False)


def pytest_unconfigure(config):
    """Stop it and remove all that the run made; the last process of the run does both."""
    if hasattr(config, "postgres"):
        database.release(config.postgres)
    if not WORKER:
        shutil.rmtree(Path(os.environ["FORUM_VAR"]), ignore_errors=True)


@receiver(setting_changed)
def forget_what_was_written_for_other_settings(**_about):
    """Settings stand for as long as a process lives; but for tests, so do the queries of what waits for somebody."""
    doors._GATHERING.clear()
    doors._COUNTING.clear()


def heed_signals():
    """End when asked to. Who starts the run in the background may have Ctrl-C ignored, as a test may leave it,
    and so would all that is started afterwards: what a process ignores its children ignore.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)


@pytest.fixture(autouse=True)
def signals_heeded():
    """Let no test decide which signals the next one's programs hear: `supervisor.together` ends by ignoring them."""
    yield
    heed_signals()


@pytest.fixture(autouse=True, scope="module")
def own_files(tmp_path_factory):
    """Give each module of tests a folder of its own for stored files, so that none reads what another left."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")):
        yield
