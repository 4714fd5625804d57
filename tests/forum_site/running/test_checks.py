"""Production refuses to start on settings that are not safe, and says what to set instead."""

import os
import secrets
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from forum_site.running.checks import (
    faults,
    mailbox_gets_what_comes_back,
    quiet_log,
    refuse_unsafe_settings,
    safe_settings,
)
from tests.forum_site.running.test_headers import PRODUCTION

SAFE = {
    "EMBEDDED": False,
    "DEBUG": False,
    "SECRET_KEY": PRODUCTION["SECRET_KEY"],
    "ALLOWED_HOSTS": ["forum.example"],
    "SITE_ORIGIN": "https://forum.example",
}
MIGRATE = [sys.executable, "manage.py", "migrate"]
LOCAL_CACHE = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
UNSAFE = [
    ("E001", {"DEBUG": True}),
    ("E002", {"SECRET_KEY": "short"}),
    ("E002", {"SECRET_KEY": "ab" * 40}),
    ("E002", {"SECRET_KEY": "django-insecure-" + PRODUCTION["SECRET_KEY"]}),
    ("E002", {"SECRET_KEY": "password" * 7}),
    ("E002", {"SECRET_KEY": "correct-horse-battery-staple" * 2}),
    *(("E003", {"ALLOWED_HOSTS": ["forum.example", host]}) for host in ("*", ".", "", ".example", "*.forum.example")),
    *(("E003", {"ALLOWED_HOSTS": ["forum.example", host]}) for host in ("https://forum.example", "forum.example:443")),
    ("E006", {"LANGUAGE_HOSTS": {"fforwm.example": "cy", "forum.example": "fr"}}),
    ("E004", {"CACHES": LOCAL_CACHE}),
    ("E005", {"SITE_ORIGIN": "http://forum.example"}),
]


def settings_as(settings, **values):
    for name, value in {**SAFE, **values}.items():
        setattr(settings, name, value)


@pytest.mark.parametrize(
    "host", ["forum.example", "localhost", "192.0.2.7", "[2001:db8::7]", "xn--fforwm-cymru.example"]
)
def test_safe_settings_are_let_through(settings, host):
    settings_as(settings, ALLOWED_HOSTS=[host], SECRET_KEY=secrets.token_hex(25), LANGUAGE_HOSTS={host: "cy"})
    assert (list(faults()), refuse_unsafe_settings()) == ([], None)


@pytest.mark.parametrize(("number", "unsafe"), UNSAFE)
def test_each_unsafe_setting_is_refused(settings, number, unsafe):
    settings_as(settings, **unsafe)
    assert [error.id for error in safe_settings(None)] == [f"forum_site.{number}"]
    with pytest.raises(ImproperlyConfigured):
        refuse_unsafe_settings()


def test_the_sample_may_run_without(settings):
    settings_as(settings, EMBEDDED=True, SITE_ORIGIN="http://localhost:8000", DEBUG=True)
    assert list(faults()) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"DEBUG": "1"}, "DEBUG is on"),
        ({"SECRET_KEY": "cwtch" * 4}, "SECRET_KEY is too weak"),
        ({"SECRET_KEY": ""}, "Set SECRET_KEY"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS lets any host in"),
        ({"SITE_ORIGIN": "http://forum.example"}, "SITE_ORIGIN is not https"),
        ({"SITE_ORIGIN": ""}, "Set SITE_ORIGIN"),
        ({"SITE_ORIGIN": "https://user:password@forum.example"}, "SITE_ORIGIN in the environment is not an address"),
        ({"ALLOWED_HOSTS": ".example"}, "ALLOWED_HOSTS lets any host in"),
        ({"LANGUAGE_HOSTS": ".example=cy"}, "ALLOWED_HOSTS lets any host in"),
        ({"SECRET_KEY": "password" * 7}, "SECRET_KEY is too weak"),
        ({"MAIL_URL": "smtp+plain://mail.example"}, "MAIL_URL in the environment is not encrypted"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL in the environment is not one of DEBUG, INFO"),
        ({"MAIL_URL": ""}, "Set MAIL_URL"),
    ],
)
def test_the_web_server_does_not_start(change, words):
    environment = {**os.environ, **PRODUCTION, **change, "DJANGO_SETTINGS_MODULE": "forum_site.settings"}
    run = subprocess.run(
        [sys.executable, "-c", "import forum_site.wsgi"], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode != 0
    assert words in run.stderr
    assert environment["SECRET_KEY"] == "" or environment["SECRET_KEY"] not in run.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "loud"), [("log_error_verbosity", "default"), ("log_min_error_statement", "error")])
def test_a_postgres_whose_log_quotes_people_is_warned_of(name, loud):
    assert quiet_log(None) == []
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {name} = '{loud}'")
    assert [name in warning.msg for warning in quiet_log(None)] == [True]


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["/dev/null", "/dev/null/forum", "/proc/forum"])
@pytest.mark.parametrize("change", [{}, PRODUCTION], ids=["sample", "production"])
def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(folder, change):
    told = said_by_manage({**change, "FORUM_VAR": folder})
    assert told == f"Nothing can be written in {folder}, where the site keeps its data: set FORUM_VAR to a folder.\n"


def test_a_missing_setting_is_told_in_a_sentence():
    told = said_by_manage({**PRODUCTION, "SECRET_KEY": ""})
    assert told == "Set SECRET_KEY in the environment: it has no default (see docs/running.md).\n"


def said_by_manage(change):
    """Return what a command that was refused wrote."""
    run = subprocess.run(MIGRATE, env={**os.environ, **change}, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    return run.stderr


@pytest.mark.parametrize(
    ("box", "number"),
    [(None, 0), ({"address": "Forum@forum.example"}, 0), ({"address": "post@elsewhere.example"}, 1)],
)
def test_a_mailbox_that_letters_do_not_come_back_to_is_warned_of(settings, box, number):
    settings.DEFAULT_FROM_EMAIL, settings.MAIL_INBOX = "The Forum <forum@forum.example>", box
    assert len(mailbox_gets_what_comes_back(None)) == number
