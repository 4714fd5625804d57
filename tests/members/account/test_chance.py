"""Whatever lets somebody in is long enough, drawn by the system's random numbers, and never the same twice."""

import math
import random
import uuid

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

pytestmark = pytest.mark.django_db
DRAWS = 200


def drawn(make):
    """Return what is made again and again, each time after Python's own dice were thrown the same way."""
    made = []
    for _draw in range(DRAWS):
        random.seed(2016)
        made.append(make())
    return made


def code_by_letter():
    """Return a code as somebody gets it who has asked for none before."""
    asked = RequestFactory().post("/accounts/login/code/", {"email": f"{uuid.uuid4()}@forum.example"})
    asked.session = SessionStore()
    with context.request_context(asked):
        return get_adapter().generate_login_code().replace("-", "")


def session_key():
    """Return the key of a session as a login makes it."""
    session = SessionStore()
    session.create()
    return session.session_key


@pytest.mark.parametrize(
    ("make", "characters"),
    [
        (code_by_letter, 6),
        (generate_totp_secret, 32),
        (session_key, 32),
    ],
    ids=["a code by letter", "the secret of an app", "the key of a session"],
)
def test_it_is_long_and_never_the_same(make, characters):
    found = drawn(make)
    assert min(map(len, found)) >= characters
    assert len(set(found)) == DRAWS


def test_a_key_of_a_session_has_more_than_128_bits():
    letters = set("".join(drawn(session_key)))
    assert 32 * math.log2(len(letters)) > 128


def test_recovery_codes_are_long_and_differ(cast):
    codes = RecoveryCodes.activate(cast.member).generate_codes()
    assert len(set(codes)) == len(codes) >= 8
    assert min(map(len, codes)) >= 8
