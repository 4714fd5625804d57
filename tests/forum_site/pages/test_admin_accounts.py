"""Accounts in the admin: no password is given there, and whose account it is hears of what is done to it."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client

from members.models import Person
from tests.cast import let_in
from tests.members.account.test_sessions import as_admin_form
from tests.members.letters.delivered import delivered

pytestmark = pytest.mark.django_db
NEW = "cipio'r-cyfrif-2016"


@pytest.fixture
def keeper(cast):
    """The browser of staff who may change people, and nothing else."""
    cast.staff.groups.clear()
    rights = ("add_person", "change_person", "view_person", "delete_person")
    cast.staff.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    let_in(client, cast.staff)
    return client


@pytest.mark.parametrize("role", ["staff", "superuser"])
def test_nobody_gives_a_password_to_another(keeper, cast, role):
    Person.objects.filter(pk=cast.staff.pk).update(is_superuser=role == "superuser")
    before, path = cast.member.password, f"/admin/members/person/{cast.member.pk}/password/"
    assert 'type="password"' not in keeper.get(path).content.decode()
    sent = {"password1": NEW, "password2": NEW, "usable_password": "true", "set-password": "1", "password": NEW}
    assert keeper.post(path, sent).status_code == 302
    keeper.post(f"/admin/members/person/{cast.member.pk}/change/", as_admin_form(keeper, cast.member, **sent))
    cast.member.refresh_from_db()
    assert cast.member.password == before
    (letter,) = delivered()
    assert (letter.to, letter.subject) == ([cast.member.email], "Choose a new password")


def test_the_letter_lets_its_reader_choose_a_password(keeper, cast):
    keeper.post(f"/admin/members/person/{cast.member.pk}/password/")
    path = re.search(r"https?://\S+", delivered()[0].body)[0].removeprefix(settings.SITE_ORIGIN)
    client = Client()
    form = client.get(path, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    cast.member.refresh_from_db()
    assert cast.member.check_password(NEW)
    assert delivered()[-1].subject == "Your password is changed"


@pytest.mark.parametrize(("role", "status"), [("chair", 403), ("administrator", 403), ("member", 200), (None, 404)])
def test_for_whom_the_letter_may_be_sent(keeper, cast, role, status):
    pk = getattr(cast, role).pk if role else 0
    assert keeper.get(f"/admin/members/person/{pk}/password/").status_code == status


def test_a_new_account_has_no_password(keeper):
    sent = {"email": "newydd@forum.example", "name": "Newydd", "password1": NEW, "password2": NEW, "password": NEW}
    assert keeper.post("/admin/members/person/add/", sent).status_code == 302
    assert not Person.objects.get(email="newydd@forum.example").has_usable_password()


def test_a_closed_account_gets_no_letter_for_a_password(keeper, cast):
    Person.objects.filter(pk=cast.member.pk).update(is_active=False)
    page = keeper.post(f"/admin/members/person/{cast.member.pk}/password/")
    assert (page.status_code, "This account is closed" in page.content.decode(), delivered()) == (200, True, [])


def test_the_owner_hears_when_an_account_is_closed_and_opened_again(keeper, cast):
    path = f"/admin/members/person/{cast.chair.pk}/change/"
    assert keeper.post(path).status_code == 403
    path = f"/admin/members/person/{cast.member.pk}/change/"
    for is_active in (False, True):
        person = Person.objects.get(pk=cast.member.pk)
        assert keeper.post(path, as_admin_form(keeper, person, is_active=is_active)).status_code == 302
    assert [(letter.to, letter.subject) for letter in delivered()] == [
        ([cast.member.email], "Your account is closed"),
        ([cast.member.email], "Your account is open again"),
    ]


@pytest.mark.parametrize("way", ["one", "chosen"])
def test_the_owner_hears_when_an_account_is_deleted(keeper, cast, way):
    Person.objects.filter(pk=cast.staff.pk).update(is_superuser=True)
    person = Person.objects.create_user("dros@forum.example", name="Dros Dro", language="cy")
    chosen = {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"}
    path = "/admin/members/person/" if way == "chosen" else f"/admin/members/person/{person.pk}/delete/"
    assert keeper.post(path, chosen).status_code == 302
    assert not Person.objects.filter(pk=person.pk).exists()
    assert [(letter.to, letter.subject) for letter in delivered()] == [([person.email], "Mae eich cyfrif wedi’i gau")]
