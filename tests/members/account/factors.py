"""Second factors for the tests: an authenticator app, and the codes that it shows."""

import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from tests.cast import PASSWORD


def code_of(secret):
    """Return what an app with this secret shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def give_app(person):
    """Set up an app for a person and return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def show_oneself(client):
    """Give the password once more, as is asked before something about the account changes."""
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302


def set_up_app(client):
    """Set up an app as a person does, with the page for it, and return its secret."""
    assert client.get("/accounts/2fa/totp/activate/").url.startswith("/accounts/reauthenticate/")
    show_oneself(client)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.used_code = code_of(secret)
    assert client.post("/accounts/2fa/totp/activate/", {"code": client.used_code}).status_code == 302
    return secret
