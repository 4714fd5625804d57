"""What a browser left open could undo or carry off takes that its reader has shown lately who they are;
nothing written is lost.
"""

import html
import re
import zipfile
from io import BytesIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from members.account import lost_factors
from members.models import LostFactor, Organisation, Person
from tests.cast import PASSWORD, let_in

pytestmark = pytest.mark.django_db
PRESS = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
LONG_AGO, JUST_NOW = 15 * 60 + 1, 14 * 60
CSV = ["people", "csv"]


@pytest.fixture(autouse=True)
def no_limits_from_elsewhere(cast):
    cache.clear()


def browser_of(person, ago=LONG_AGO):
    client = Client()
    let_in(client, person, ago=ago)
    return client


def asked(answer, path):
    """Whether an answer asks who it is, and leads back to a path afterwards."""
    return (answer.status_code, answer.url) == (302, f"/accounts/reauthenticate/?next={path.replace('/', '%2F')}")


def shows_it(client, answer):
    """Give the password where an answer asks for it, and return where that leads."""
    path = answer.wsgi_request.get_full_path()
    shown = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": path})
    assert shown.status_code == 302
    return shown.url


@pytest.fixture
def superuser(cast):
    cast.staff.is_superuser = True
    cast.staff.save(update_fields=["is_superuser"])
    return cast.staff


def an_organisation(client):
    """Return the address that adds an organisation in the admin, and what its form sends."""
    path = reverse("admin:members_organisation_add")
    form = client.get(path).context["adminform"].form
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    return path, sent | {"name_en": "Harbour Housing Company", "name_cy": "Cwmni Tai yr Harbwr", "_save": "Save"}


def test_what_is_written_in_the_admin_waits_until_one_has_shown_who_one_is(superuser):
    client = browser_of(superuser)
    path, sent = an_organisation(client)
    answer = client.post(path, sent, headers=PRESS)
    assert (asked(answer, path), Organisation.objects.filter(name_en=sent["name_en"]).exists()) == (True, False)
    page = client.get(answer.url).content.decode()
    assert "It is kept for an hour" in page and "Before this goes on" in page
    assert shows_it(client, answer) == path
    page = client.get(path).content.decode()
    assert "Harbour Housing Company" in page and "Nothing is lost" in page
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.partition("<main")[2])
    fields = {name: html.unescape(value) for name, value in pairs if name != "csrfmiddlewaretoken"}
    assert client.post(path, fields, headers=PRESS).url == reverse("admin:members_organisation_changelist")
    assert Organisation.objects.filter(name_en=sent["name_en"]).count() == 1


def test_what_cannot_be_kept_is_told(superuser):
    client = browser_of(superuser)
    path, sent = an_organisation(client)
    answer = client.post(path, sent)  # by a browser that does not say which page sent it
    assert "Go back with your browser&#x27;s back button" in client.get(answer.url).content.decode()


def test_whoever_has_just_shown_it_is_not_asked(superuser):
    client = browser_of(superuser, JUST_NOW)
    path, sent = an_organisation(client)
    assert client.post(path, sent).url == reverse("admin:members_organisation_changelist")


@pytest.mark.slow
@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_no_page_of_the_admin_writes_without(superuser, model):
    client, name = browser_of(superuser), f"{model._meta.app_label}_{model._meta.model_name}"
    one = [1] if model._meta.pk.get_internal_type() != "UUIDField" else ["00000000-0000-0000-0000-000000000000"]
    paths = [reverse(f"admin:{name}_{page}") for page in ("changelist", "add")]
    paths += [reverse(f"admin:{name}_{page}", args=one) for page in ("change", "delete")]
    assert [asked(client.post(path), path) for path in paths] == [True] * 4


def test_reading_the_admin_and_leaving_it_ask_nothing(superuser):
    client = browser_of(superuser)
    assert client.get("/admin/members/person/").status_code == 200
    client.post("/admin/logout/")
    assert SESSION_KEY not in client.session


def test_ones_own_data_is_handed_out_after_showing_it(cast):
    client, path = browser_of(cast.member), reverse("my_data")
    sent = {"csrfmiddlewaretoken": "x" * 64}
    answer = client.post(path, sent, headers=PRESS)
    assert asked(answer, path)
    assert "press once more" in client.get(answer.url).content.decode()
    assert shows_it(client, answer) == path
    assert "Nothing is lost" not in client.get(path).content.decode()
    again = client.post(path, sent, headers=PRESS)  # the same press: the first one made nothing
    assert "index.html" in zipfile.ZipFile(BytesIO(b"".join(again.streaming_content))).namelist()


def test_the_list_of_people_is_handed_out_after_showing_it(cast):
    client, path = browser_of(cast.chair), reverse("members:export", args=CSV)
    answer = client.get(path)
    assert asked(answer, path)
    assert client.get(shows_it(client, answer)).headers["Content-Type"].startswith("text/csv")


def test_who_may_not_have_it_is_asked_nothing(cast):
    path = reverse("members:export", args=CSV)
    assert browser_of(cast.member).get(path).status_code == 404
    assert Client().get(path).url.startswith("/accounts/login/")
    assert browser_of(cast.member).post("/admin/members/organisation/add/").status_code == 404


def test_erasing_somebody_takes_it(cast):
    client, path = browser_of(cast.chair), reverse("erase", args=[cast.partner.pk])
    assert asked(client.post(path, {"asked": "on"}), path)
    assert Person.objects.get(pk=cast.partner.pk).name == cast.partner.name


def test_removing_a_factor_takes_it(cast):
    Authenticator.objects.create(user=cast.member, type=Authenticator.Type.TOTP, data={})
    row = lost_factors.ask(person=cast.member, by=cast.administrator, reason="rang me")
    client, path = browser_of(cast.chair), reverse("members:lost_factor", args=[row.pk])
    assert asked(client.post(path, {"answer": "confirm"}), path)
    assert LostFactor.objects.get(pk=row.pk).is_open


def test_who_has_only_codes_by_mail_logs_in_anew(cast):
    cast.member.set_unusable_password()
    cast.member.save(update_fields=["password"])
    client, path = browser_of(cast.member), reverse("my_data")
    assert client.post(path).url == f"/accounts/login/?next={path}"
    assert SESSION_KEY not in client.session
