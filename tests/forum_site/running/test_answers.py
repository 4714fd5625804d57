"""What cannot be read is answered with 400, wherever it stands; what stands in a form is told beside its field."""

import pytest
from django.conf import settings
from django.db import DataError
from django.test import RequestFactory

from forum_site.running.answers import AnswersMiddleware
from members.models import Organisation, Person

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/%00",
    "/people/%00/",
    "/?q=%00",
    "/people/?words=a%00b",
    "/meetings/?%00=1",
    "/admin/?q=%00",
    "/static/%00",
]
WRITES = [lambda: Person.objects.filter(name="\x00").exists(), lambda: Organisation.objects.create(name_en="a\x00")]
JUNK = ["x" * 10_000, "../../etc/passwd", "cy\x00", "de", "cy_GB", "cy-", "🎉", "", "en;q=0.5"]


@pytest.mark.parametrize(
    "path",
    ["/%00", "/people/%00/", "/?q=%00", "/people/?words=a%00b", "/meetings/?%00=1", "/admin/?q=%00", "/static/%00"],
)
@pytest.mark.parametrize("role", ["visitor", "member", "staff"])
def test_a_nul_in_an_address_is_answered_with_400(as_person, role, path):
    answer = as_person(role).get(path)
    assert answer.status_code == 400
    assert "could not be understood" in answer.content.decode()


def test_a_nul_in_a_cookie_is_answered_with_400(client):
    for name in (settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "other"):
        assert client.get("/", HTTP_COOKIE=f'{name}="a\\000b"').status_code == 400


def test_a_nul_in_a_form_is_told_beside_its_field_and_all_else_kept(as_person, cast):
    typed = {"name": "Gwen\x00", "role_there": "Ysgrifennydd", "language": "cy", "phone": "01970 555 019"}
    answer = as_person("member").post("/people/me/", typed)
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (200, ["name"])
    assert (form["role_there"].value(), form["phone"].value()) == ("Ysgrifennydd", "01970 555 019")
    assert "Ysgrifennydd" in answer.content.decode()


@pytest.mark.parametrize("field", ["organisation", "area", "language"])
def test_a_nul_in_a_choice_is_told_too(as_person, cast, field):
    answer = as_person("member").post("/people/me/", {"name": "Gwen", "language": "cy", field: "\x00"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])


def test_a_nul_in_the_name_of_a_field_changes_nothing(as_person, cast):
    sent = {"name": "Gwen", "language": "cy", "na\x00me": "x", "version": cast.member.version}
    assert as_person("member").post("/people/me/", sent).status_code == 302


@pytest.mark.parametrize(
    "write", [lambda: Person.objects.filter(name="\x00").exists(), lambda: Organisation.objects.create(name_en="a\x00")]
)
def test_a_nul_that_comes_through_to_the_database_is_answered_with_400(write):
    with pytest.raises((DataError, ValueError)) as refusal:
        write()
    middleware = AnswersMiddleware(lambda request: None)
    assert middleware.process_exception(RequestFactory().get("/"), refusal.value).status_code == 400


def test_other_faults_stay_faults():
    middleware = AnswersMiddleware(lambda request: None)
    for fault in (ValueError("annul"), DataError("value too long"), KeyError("NUL")):
        assert middleware.process_exception(RequestFactory().get("/"), fault) is None


@pytest.mark.parametrize("code", JUNK)
def test_junk_for_a_language_changes_nothing(client, code):
    assert client.post("/i18n/setlang/", {"language": code, "next": "/"}).status_code == 302
    assert client.get("/").headers["Content-Language"] == "en"


@pytest.mark.parametrize("code", [junk for junk in JUNK if junk.isascii() and "\x00" not in junk])
def test_junk_for_a_language_in_cookie_or_header_is_english(client, code):
    assert client.get("/", HTTP_COOKIE=f"{settings.LANGUAGE_COOKIE_NAME}={code}").headers["Content-Language"] == "en"
    assert client.get("/", HTTP_ACCEPT_LANGUAGE=code).headers["Content-Language"] == "en"


def test_the_switch_keeps_the_address_and_lasts(client, cast):
    answer = client.post("/i18n/setlang/", {"language": "cy", "next": "/meetings/?year=2016"})
    assert (answer.status_code, answer.url) == (302, "/meetings/?year=2016")
    assert client.get("/").headers["Content-Language"] == "cy"
