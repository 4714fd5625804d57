"""The settings that production refuses to start with, each with the sentence that says what to set instead."""

import re
from email.utils import parseaddr

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.checks import Warning as Warned
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from forum_site.running.database import QUIET

HOST = re.compile(
    r"(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\]", re.I
)  # no dot before it: that stands for all below
KEY_LENGTH, RUN, RUNS = 50, 4, 30  # a key has as many different runs of four characters at least: it repeats nothing
SHARED_CACHES = ("DatabaseCache", "RedisCache", "PyMemcacheCache", "PyLibMCCache")


def faults():
    """Yield (id, sentence) for each unsafe setting of a site that runs on a database of its own choosing."""
    if settings.EMBEDDED:
        return
    if settings.DEBUG:
        yield "forum_site.E001", "DEBUG is on: unset it, or unset DATABASE_URL to try the site out."
    if _is_weak(settings.SECRET_KEY):
        yield "forum_site.E002", "SECRET_KEY is too weak: set it to 50 or more random characters."
    if not all(HOST.fullmatch(host) for host in settings.ALLOWED_HOSTS):
        yield (
            "forum_site.E003",
            "ALLOWED_HOSTS lets any host in, or names none: name each host of the site in full, as forum.example.",
        )
    if not set(settings.LANGUAGE_HOSTS.values()) <= set(dict(settings.LANGUAGES)):
        yield "forum_site.E006", "LANGUAGE_HOSTS names another language: each host is =en or =cy."
    if not settings.CACHES["default"]["BACKEND"].endswith(SHARED_CACHES):
        yield (
            "forum_site.E004",
            "The cache is not shared by all workers, so rate limits would not hold: use the database's.",
        )
    if not settings.SITE_ORIGIN.startswith("https://"):
        yield (
            "forum_site.E005",
            "SITE_ORIGIN is not https: set it to the address that people use, as https://forum.example.",
        )


def _is_weak(key):
    """Whether a key is short, published, or a few characters again and again."""
    runs = {key[start : start + RUN] for start in range(len(key) - RUN + 1)}
    return len(key) < KEY_LENGTH or len(runs) < RUNS or key.startswith("django-insecure-")


@register(Tags.security)
def safe_settings(app_configs, **kwargs):
    """Show the faults among Django's own checks, so that no command runs with them."""
    return [Error(sentence, id=number) for number, sentence in faults()]


@register(Tags.security, deploy=True)
def quiet_log(app_configs, **kwargs):
    """Warn where the log of Postgres would quote what people wrote; nothing where the database cannot be asked."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(QUIET)])
            found = dict(cursor.fetchall())
    except OperationalError:
        return []
    return [
        Warned(f"The log of Postgres quotes people's names and words: set {name} = {value}.", id="forum_site.W001")
        for name, value in QUIET.items()
        if found[name] != value
    ]


@register(Tags.security, deploy=True)
def mailbox_gets_what_comes_back(app_configs, **kwargs):
    """Warn where letters that come back go to another mailbox than the one that is read."""
    box, sender = settings.MAIL_INBOX, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    said = "Letters that come back go to MAIL_FROM, not to the mailbox of MAIL_INBOX: have one forwarded to the other."
    return [Warned(said, id="forum_site.W002")] if box and box["address"].lower() != sender.lower() else []


def refuse_unsafe_settings():
    """Raise with all faults at once."""
    found = [sentence for _number, sentence in faults()]
    if found:
        raise ImproperlyConfigured(" ".join(found))
