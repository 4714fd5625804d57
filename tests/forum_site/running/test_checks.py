"""Production refuses to start on settings that are not safe, and says what to set instead."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from forum_site.running.checks import faults, refuse_unsafe_settings, safe_settings
from tests.forum_site.running.test_headers import PRODUCTION

SAFE = {
    "EMBEDDED": False,
    "DEBUG": False,
    "SECRET_KEY": PRODUCTION["SECRET_KEY"],
    "ALLOWED_HOSTS": ["forum.example"],
    "SITE_ORIGIN": "https://forum.example",
}
LOCAL_CACHE = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
UNSAFE = [
    ("E001", {"DEBUG": True}),
    ("E002", {"SECRET_KEY": "short"}),
    ("E002", {"SECRET_KEY": "ab" * 40}),
    ("E002", {"SECRET_KEY": "django-insecure-" + PRODUCTION["SECRET_KEY"]}),
    ("E003", {"ALLOWED_HOSTS": ["forum.example", "*"]}),
    ("E004", {"CACHES": LOCAL_CACHE}),
    ("E005", {"SITE_ORIGIN": "http://forum.example"}),
]


def settings_as(settings, **values):
    for name, value in {**SAFE, **values}.items():
        setattr(settings, name, value)


def test_safe_settings_are_let_through(settings):
    settings_as(settings)
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


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"DEBUG": "1"}, "DEBUG is on"),
        ({"SECRET_KEY": "cwtch" * 4}, "SECRET_KEY is too weak"),
        ({"SECRET_KEY": ""}, "Set SECRET_KEY"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS lets any host in"),
        ({"SITE_ORIGIN": "http://forum.example"}, "SITE_ORIGIN is not https"),
        ({"SITE_ORIGIN": ""}, "Set SITE_ORIGIN"),
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
