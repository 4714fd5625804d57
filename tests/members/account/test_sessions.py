"""When sessions end: with the account, the standing, the password, the address and the factor."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from members.account.sessions import end_sessions
from members.models import Person, Standing, Term
from tests.cast import PASSWORD
from tests.members.account.factors import set_up_app, show_oneself
from tests.members.letters.delivered import delivered

pytestmark = pytest.mark.django_db


@pytest.fixture
def log_in(cast):
    """A function from a role to a new browser, logged in by the form as people do."""
    cache.clear()

    def browser(role):
        client = Client()
        email = getattr(cast, role).email
        assert client.post("/accounts/login/", {"login": email, "password": PASSWORD}).status_code == 302
        return client

    return browser


def is_inside(client):
    return client.get("/people/me/").status_code == 200


def as_admin_form(client, person, **changes):
    """Return what the change form of the Django admin holds for a person, with changes."""
    context = client.get(f"/admin/members/person/{person.pk}/change/").context
    form, inlines = context["adminform"].form, {}
    for formset in context["inline_admin_formsets"]:
        for one in [formset.formset.management_form, *formset.formset.initial_forms]:
            inlines |= {one.add_prefix(name): one[name].value() for name in one.fields}
    data = {name: form[name].value() for name in form.fields} | inlines | changes
    return {name: value for name, value in data.items() if value is not None and value is not False}


def test_end_sessions_leaves_those_of_others_and_the_one_named(log_in, cast):
    first, second, other = log_in("member"), log_in("member"), log_in("chair")
    end_sessions(cast.member, but=second.session.session_key)
    assert (is_inside(first), is_inside(second), is_inside(other)) == (False, True, True)
    assert UserSession.objects.filter(user=cast.member).count() == 1


def test_a_closed_account_has_no_session_and_opening_it_again_revives_none(log_in, cast):
    client, keeper = log_in("member"), log_in("administrator")
    key = client.session.session_key
    url = f"/admin/members/person/{cast.member.pk}/change/"
    assert keeper.post(url, as_admin_form(keeper, cast.member, is_active=False)).status_code == 302
    assert not Session.objects.filter(session_key=key).exists()
    Person.objects.filter(pk=cast.member.pk).update(is_active=True)
    assert not is_inside(client)


def test_a_session_met_while_the_account_was_closed_is_dead_for_good(log_in, cast):
    client = log_in("member")
    Person.objects.filter(pk=cast.member.pk).update(is_active=False)  # by a path that ends no sessions
    assert not is_inside(client)
    Person.objects.filter(pk=cast.member.pk).update(is_active=True)
    assert not is_inside(client)


@pytest.mark.parametrize(("role", "rows"), [("member", Standing), ("chair", Term), ("partner", Standing)])
def test_the_end_of_standing_or_office_counts_from_the_next_request(log_in, cast, role, rows):
    client = log_in(role)
    key = client.session.session_key
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    rows.objects.filter(person=getattr(cast, role)).update(ends_on=yesterday)
    answer = client.get("/people/")
    if role == "chair":  # still a member
        assert (answer.status_code, client.get("/meetings/new/").status_code in (403, 404)) == (200, True)
    else:
        assert (answer.status_code, answer.url) == (302, "/people/ended/")
        assert not Session.objects.filter(session_key=key).exists()


def test_a_new_password_ends_every_session(log_in, cast):
    first, second = log_in("member"), log_in("member")
    new = "cawl-cennin-a-bara-brith"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert first.post("/accounts/password/change/", form).status_code == 302
    assert (is_inside(first), is_inside(second)) == (False, False)
    assert not UserSession.objects.filter(user=cast.member).exists()
    assert [letter.subject for letter in delivered()] == ["Your password is changed"]


def test_a_new_address_ends_the_other_sessions_and_the_old_one_logs_nobody_in(log_in, cast):
    first, second = log_in("member"), log_in("member")
    show_oneself(first)
    assert first.post("/accounts/email/", {"email": "margaret@forum.example", "action_add": ""}).status_code == 302
    assert is_inside(second)  # nothing has changed yet
    letter = delivered()[0]
    link = re.search(r"https?://\S+", letter.body)[0].removeprefix(settings.SITE_ORIGIN)
    assert first.post(link).status_code == 302
    cast.member.refresh_from_db()
    assert (cast.member.email, is_inside(first), is_inside(second)) == ("margaret@forum.example", True, False)
    old = Client().post("/accounts/login/", {"login": "member@forum.example", "password": PASSWORD})
    assert old.status_code == 200


def test_the_address_of_somebody_else_stays_theirs(log_in, cast):
    client = log_in("member")
    show_oneself(client)
    other = Person.objects.create_user("gwen@forum.example", name="Gwen Prys")  # has never logged in
    assert client.post("/accounts/email/", {"email": other.email, "action_add": ""}).status_code == 302
    letter = delivered()[0]
    link = re.search(r"https?://\S+", letter.body)[0].removeprefix(settings.SITE_ORIGIN)
    assert client.post(link).status_code in (302, 404)
    cast.member.refresh_from_db()
    assert cast.member.email == "member@forum.example"


def test_an_address_given_by_who_keeps_people_is_the_one_to_log_in_with(log_in, cast):
    keeper, client = log_in("administrator"), log_in("member")
    url = f"/admin/members/person/{cast.member.pk}/change/"
    assert keeper.post(url, as_admin_form(keeper, cast.member, email="margaret@forum.example")).status_code == 302
    rows = EmailAddress.objects.filter(user=cast.member).values_list("email", "verified", "primary")
    assert (list(rows), is_inside(client), is_inside(keeper)) == ([("margaret@forum.example", True, True)], False, True)
    told = [
        (letter.to, "member@forum.example and is now margaret@forum.example" in letter.body) for letter in delivered()
    ]
    assert told == [(["margaret@forum.example"], True), (["member@forum.example"], True)]


def test_a_factor_added_or_removed_ends_the_other_sessions(log_in, cast, django_capture_on_commit_callbacks):
    first, second = log_in("member"), log_in("member")
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(first)
    assert (is_inside(first), is_inside(second)) == (True, False)
    third = Client()
    third.force_login(cast.member)
    UserSession.objects.create(user=cast.member, session_key=third.session.session_key, ip="127.0.0.1")
    assert first.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert (is_inside(first), is_inside(third)) == (True, False)
    assert {letter.subject for letter in delivered()} >= {
        "An authenticator app is set up",
        "An authenticator app is no longer used",
    }


def test_ending_the_sessions_elsewhere(log_in, cast):
    first, second = log_in("member"), log_in("member")
    page = first.get("/accounts/sessions/").content.decode()
    assert page.count("127.0.0.1") == 2
    assert first.post("/accounts/sessions/").status_code == 302
    assert (is_inside(first), is_inside(second)) == (True, False)


def test_logging_out_ends_the_session(log_in):
    client = log_in("member")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/accounts/logout/")
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert (is_inside(client), SESSION_KEY in client.session) == (False, False)
