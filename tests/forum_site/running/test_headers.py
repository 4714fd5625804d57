"""What browsers are told: of scripts, frames, referrers, caches and cookies;
the stricter part only where there is https.
"""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db
PRODUCTION = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "SECRET_KEY": "k3y-" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2,
    "SITE_ORIGIN": "https://forum.example",
    "MAIL_FROM": "forum@forum.example",
    "MAIL_URL": "smtp://mail.example:587",
}
ASK = """
import django, json
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.KEEPING = False
django.setup()
from members.models import Identity
Identity.now = lambda: Identity(name_en="Forum")  # which a database would tell
from django.test import Client
answer, plain = (Client(SERVER_NAME="forum.example").get("/accounts/login/", secure=secure) for secure in (True, False))
cookies = [name for name in ("SESSION", "CSRF", "LANGUAGE")]
print(json.dumps({
    "headers": dict(answer.headers),
    "plain": [plain.status_code, plain.headers.get("Location")],
    "cookie": next(iter(answer.cookies.values())).OutputString(),
    "names": [getattr(settings, f"{name}_COOKIE_NAME") for name in cookies],
    "secure": [getattr(settings, f"{name}_COOKIE_{what}") for name in cookies for what in ("SECURE", "HTTPONLY")],
    "second_factor": settings.SECOND_FACTOR_REQUIRED,
}))
"""
POLICY = (
    "default-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "script-src 'self'",
    "style-src 'self'",
)


@pytest.fixture(scope="module")
def in_production():
    """What a site with production's settings answers; the login page needs no database."""
    environment = {**os.environ, **PRODUCTION, "DJANGO_SETTINGS_MODULE": "forum_site.settings"}
    run = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, cwd=settings.ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/people/me/", "/admin/", "/nowhere/", "/?%00", "/healthz"])
@pytest.mark.parametrize("role", ["visitor", "member", "staff"])
def test_every_answer_has_the_headers(as_person, role, path):
    headers = as_person(role).get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    for part in (
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "script-src 'self'",
        "style-src 'self'",
    ):
        assert part in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == ("no-referrer" if path == "/healthz" else "same-origin")
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/", "/meetings/", "/people/me/", "/accounts/2fa/", "/admin/", "/nowhere/"])
def test_personal_pages_are_kept_by_no_cache(as_person, path):
    assert as_person("administrator").get(path).headers["Cache-Control"] in (
        "private, no-store",
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )


def test_with_https_browsers_are_told_to_stay_with_it(in_production):
    assert in_production["headers"]["Strict-Transport-Security"] == "max-age=31536000"
    assert in_production["plain"] == [301, "https://forum.example/accounts/login/"]


def test_with_https_cookies_are_bound_to_the_host(in_production):
    assert all(name.startswith("__Host-") for name in in_production["names"])
    assert in_production["secure"] == [True] * 6
    for part in ("__Host-csrf=", "Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert part in in_production["cookie"]
    assert "Domain" not in in_production["cookie"]


def test_production_asks_for_a_second_factor(in_production):
    assert in_production["second_factor"] is True
