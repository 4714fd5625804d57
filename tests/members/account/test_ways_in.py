"""A passkey is another way in and takes none away; a second factor that somebody wanted or needs is asked for."""

import re

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override

from members.account.adapter import FactorAdapter
from members.account.forms_allauth import AddKeyForm, AuthenticateForm
from tests.members.account.factors import give_app
from tests.members.letters.delivered import delivered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_rate_limits_from_elsewhere(db):
    cache.clear()


def give_key(person, *, alone=True):
    """Give a person a key that logs in alone, or one that is asked for after the password."""
    credential = {"clientExtensionResults": {"credProps": {"rk": alone}}}
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "Fy ffôn", "credential": credential})
    Authenticator.objects.create(user=person, type="recovery_codes", data={"seed": "x", "used_mask": 0})


def log_in_by_code(client, person):
    client.post("/accounts/login/code/", {"email": person.email})
    code = re.search(r"^[A-Z0-9-]{6,}$", delivered()[-1].body, re.M)[0]
    return client.post("/accounts/login/code/confirm/", {"code": code})


@pytest.mark.parametrize("role, alone, gets_in", [
    ("member", True, True), ("partner", True, True), ("member", False, False), ("chair", True, False),
])  # fmt: skip
def test_a_code_by_mail_stays_a_way_in_for_who_needs_no_factor(cast, role, alone, gets_in):
    client, person = Client(), getattr(cast, role)
    give_key(person, alone=alone)
    answer = log_in_by_code(client, person)
    assert (SESSION_KEY in client.session, answer.url.startswith("/accounts/2fa/")) == (gets_in, not gets_in)


def test_an_app_beside_the_passkey_is_asked_for_all_the_same(cast):
    client = Client()
    give_key(cast.member)
    give_app(cast.member)
    assert log_in_by_code(client, cast.member).url.startswith("/accounts/2fa/") and SESSION_KEY not in client.session


@pytest.mark.parametrize(("has_app", "says"), [(True, "app shows"), (False, "Please use your key.")])
def test_the_page_that_asks_speaks_of_an_app_to_who_has_one(rf, cast, has_app, says):
    if has_app:
        give_app(cast.member)
    context = {"form": AuthenticateForm(user=cast.member), "js_data": {}}
    page = render_to_string("mfa/authenticate.html", context, rf.get("/"))
    assert ("app shows" in page, "Please use your key." in page, says in page) == (has_app, not has_app, True)


@pytest.mark.parametrize(("agent", "name"), [
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1", "My phone"),
    ("Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile Safari/537.36", "My phone"),
    ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Safari/604.1", "My tablet"),
    ("Mozilla/5.0 (Windows NT 10.0) Firefox/120.0", "My computer"), ("", "My computer"),
])  # fmt: skip
def test_a_key_is_called_by_the_device_it_is_made_on(rf, cast, agent, name):
    with request_context(rf.get("/", headers={"User-Agent": agent})):
        assert FactorAdapter().generate_authenticator_name(cast.member, Authenticator.Type.WEBAUTHN) == name


@pytest.mark.parametrize(("role", "says"), [("member", "chod drwy e-bost"), ("chair", "codau adfer")])
def test_the_page_says_what_a_key_changes(rf, cast, role, says):
    with override("cy"):
        form = AddKeyForm(user=getattr(cast, role))
        page = render_to_string("mfa/webauthn/add_form.html", {"form": form, "js_data": {}}, rf.get("/"))
    assert says in page
