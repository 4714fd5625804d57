"""Who the Forum is: written once, it stands on pages, in letters and calendars; and the sample's name nowhere."""

import datetime

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from common.keeping import Shelf
from meetings.calendars import calendars
from members.letters.composing import compose
from members.models import Identity, Page, Person, Term
from members.models.identity import refuse_unreadable
from members.standing import founding
from tests.cast import a_meeting

pytestmark = pytest.mark.django_db
SAMPLES = ("Wales Social Co-op", "Fforwm Cydweithfeydd Cymdeithasol")


def written(**facts):
    named = {"name_en": "Elin Care Forum", "name_cy": "Fforwm Gofal Elin", "email": "helo@elin.example"}
    return Identity.objects.create(pk=1, **named | facts)


def test_the_administrator_writes_it_and_every_page_says_it(as_person):
    administrator = as_person("administrator")
    empty = administrator.get(reverse("members:identity"))
    assert empty.context["form"]["name_en"].value() == ""
    said = {"name_en": "Elin Care Forum", "name_cy": "Fforwm Gofal Elin", "colour": "#123456", "version": ""}
    assert administrator.post(reverse("members:identity"), said).status_code == 302
    for language, name in (("en", "Elin Care Forum"), ("cy", "Fforwm Gofal Elin")):
        visitor = Client(headers={"accept-language": language})
        for page in ("/", "/meetings/", "/accounts/login/", "/nowhere/"):
            assert f"· {name}</title>" in visitor.get(page).content.decode()


def test_the_colour_makes_a_style_sheet_until_it_changes(client):
    forum = written(colour="#123456")
    address = reverse("members:colours", args=[forum.version])
    assert address in client.get("/").content.decode()
    sheet = client.get(address)
    assert (sheet["Content-Type"], b"#123456" in sheet.content, "immutable" in sheet["Cache-Control"]) == (
        "text/css",
        True,
        True,
    )
    forum.colour = ""
    forum.save()
    assert client.get(address).status_code == 404
    assert "identity/" not in client.get("/").content.decode()


@pytest.mark.parametrize("colour", ["red", "#12345", "#ffd700", "#1234567", "#12345g", "#123456; }"])
def test_a_colour_that_is_none_or_cannot_be_read_is_refused(colour):
    with pytest.raises(ValidationError):
        refuse_unreadable(colour)


def test_letters_and_calendars_say_who_they_come_from(cast):
    written()
    a_meeting(state="published")
    for language, name in (("en", "Elin Care Forum"), ("cy", "Fforwm Gofal Elin")):
        with translation.override(language):
            letter = compose("members/emails/welcome", {"represents": None}, name="Siân", address="sian@example.org")
        assert letter.from_email.startswith(f"{name} <") and letter.subject.startswith(f"{name}: ")
        assert letter.reply_to == ["helo@elin.example"] and name in letter.body
        cast.member.language = language
        assert f"X-WR-CALNAME:{name}" in calendars.feed(Shelf(""), cast.member)[0].decode()


def test_its_name_cannot_put_anything_into_a_letter(client):
    with pytest.raises(ValidationError):
        Identity(pk=1, name_en="Us\r\nBcc: x@y.example <b>").full_clean()
    written(name_en='Us & "Them"', name_cy="")
    assert "Us &amp; &quot;Them&quot;" in client.get("/").content.decode()
    assert 'Us &amp; "Them". The administrator' in client.get("/people/privacy/").content.decode()
    with translation.override("en"):
        letter = compose("members/emails/welcome", {"represents": None}, name="", address="sian@example.org")
    assert letter.message()["Subject"] == 'Us & "Them": welcome'
    assert mail.outbox == []


def test_another_forums_front_page_says_nothing_of_the_sample(client):
    written()
    for language in ("en", "cy"):
        page = Client(headers={"accept-language": language}).get("/").content.decode()
        assert [name for name in (*SAMPLES, "Care to Cooperate") if name in page] == []


def test_what_staff_write_stands_on_the_front_page(client):
    title = {"title_en": "Good day", "title_cy": "Dydd da"}
    Page.objects.create(key="welcome", **title, text_en="<p>One.</p><h3>Two</h3><p onclick='x'>Three.</p>")
    page = client.get("/").content.decode()
    assert "<h1>Good day</h1>" in page and "<p>One.</p>" in page and "<h2>Two</h2>" in page and "onclick" not in page


def test_who_may_write_its_pages_is_led_to_them(as_person, admin_client, cast):
    Term.objects.filter(office__role="administrator").update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    founding.found(person=Person.objects.with_rights().get(is_superuser=True), name="A", is_member=True)
    for row in (None, Page.objects.create(key="contact", title_en="Come in", text_en="<p>Here.</p>")):
        found = dict(admin_client.get(reverse("members:identity")).context["pages"])
        assert [*found] == [key.label for key in Page.Key]
        assert [admin_client.get(place).status_code for place in found.values()] == [200] * len(found)
        assert bool(row) == (f"/{row and row.pk}/change/" in found["Contact"])
    assert as_person("chair").get(reverse("members:identity")).context["pages"] == []


def test_there_is_one_row_and_the_admin_deletes_it_never(as_person):
    written()
    staff = as_person("administrator")
    assert staff.get(reverse("admin:members_identity_add")).status_code == 403
    assert staff.get(reverse("admin:members_identity_delete", args=[1])).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_it_is_asked_for_once_until_it_changes(as_person, settings):
    settings.KEEPING = True
    written()
    member = as_person("member")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page = member.get(reverse("members:account")).content.decode()
        return sum('FROM "members_identity"' in query["sql"] for query in queries), page

    asked()
    assert asked()[0] == 0
    for name in ("One", "Two", "Three"):
        Identity.objects.update(name_en=name)
        times, page = asked()
        assert (times, f"· {name}</title>" in page) == (1, True)
    Identity.objects.all().delete()
    assert "· The Forum</title>" in asked()[1]
    written(name_en="Four")
    assert "· Four</title>" in asked()[1]
