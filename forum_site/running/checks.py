"""The settings that production refuses to start with, each with the sentence that says what to set instead."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

SHARED_CACHES = ("DatabaseCache", "RedisCache", "PyMemcacheCache", "PyLibMCCache")


def faults():
    """Yield (id, sentence) for each unsafe setting of a site that runs on a database of its own choosing."""
    if settings.EMBEDDED:
        return
    if settings.DEBUG:
        yield "forum_site.E001", "DEBUG is on: unset it, or unset DATABASE_URL to try the site out."
    key = settings.SECRET_KEY
    if len(key) < 50 or len(set(key)) < 5 or key.startswith("django-insecure-"):
        yield "forum_site.E002", "SECRET_KEY is too weak: set it to 50 or more random characters."
    if any(host in ("*", ".", "") for host in settings.ALLOWED_HOSTS):
        yield "forum_site.E003", "ALLOWED_HOSTS lets any host in: name the site's hosts."
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


@register(Tags.security)
def safe_settings(app_configs, **kwargs):
    """Show the faults among Django's own checks, so that no command runs with them."""
    return [Error(sentence, id=number) for number, sentence in faults()]


def refuse_unsafe_settings():
    """Raise with all faults at once."""
    found = [sentence for _number, sentence in faults()]
    if found:
        raise ImproperlyConfigured(" ".join(found))
