"""The pages for taking in past minutes: who may, what is refused, and that nothing typed is lost."""

import html

import pytest
from django.urls import reverse

from meetings.models import Meeting, MinutesImport
from members.choices import LONG
from members.models import Person
from tests.files import office, sent, zipped
from tests.meetings.importing.past_minutes import START, as_word, fields, made, source, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


REFUSED = {
    "too long": ({"text": "A line of minutes.\n" * 10_000}, "This has 10000 lines"),
    "nothing": ({}, "Please paste the minutes"),
    "hidden characters": ({"text": "1. Welcome\n\nThe \x01 Chair"}, "hidden control characters"),
    "another kind": ({"file": sent("minutes.pdf", b"%PDF-1.4")}, "no Word document but a PDF"),
    "broken": ({"file": sent("minutes.docx", b"PK\x03\x04 nothing")}, "damaged"),
    "empty": ({"file": sent("minutes.docx", b"")}, "empty"),
    "no document inside": ({"file": sent("minutes.docx", office("docx"))}, "cannot be read here"),
    "bomb": ({"file": sent("minutes.docx", zipped({"word/document.xml": "0" * 40_000_000}))}, "unpacks to far more"),
    "both": ({"text": "1. Welcome", "file": sent("minutes.docx", as_word("1. Welcome"))}, "a text and a file"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_is_told_and_nothing_typed_is_lost(administrator, case):
    sends, said = REFUSED[case]
    if "file" in sends:
        sends["file"].seek(0)
    answer = taken_in(administrator, **sends)
    page = answer.content.decode()
    assert (answer.status_code, said in page, MinutesImport.objects.count()) == (200, True, 0)
    assert "text" not in sends or sends["text"].splitlines()[0] in page


def test_marks_that_nobody_sees_do_no_harm(administrator):
    taken_in(
        administrator,
        text="1.\u00a0Welcome\u200f\x0b\u202eThe Chair\u2066 opened\ufeff the meeting.\x0c2. Other\n\nText.",
    )
    draft = MinutesImport.objects.get()
    assert draft.text == "# Welcome\n\nThe Chair opened the meeting.\n\n# Other\n\nText."


def test_two_who_check_at_once_lose_nothing(administrator):
    taken_in(administrator, text=source("welsh"), language="cy")
    address = f"/meetings/import/{MinutesImport.objects.get().pk}/"
    mine = fields(administrator, address)
    administrator.post(address, mine | {"text": "# Theirs", "save": "1"})
    answer = administrator.post(address, mine | {"text": "# Mine", "make": "1"})
    page = answer.content.decode()
    assert (answer.status_code, "# Mine" in page, "# Theirs" in page, Meeting.objects.count()) == (409, True, True, 0)


def test_who_may(as_person, administrator):
    taken_in(administrator, text=source("welsh"), language="cy")
    draft = MinutesImport.objects.get()
    pages = [
        reverse("meetings:import_minutes"),
        *(reverse(f"meetings:{name}", args=[draft.pk]) for name in ("check_import", "discard_import")),
    ]
    answers = {
        "visitor": 302,
        "administrator": 200,
        "chair": 200,
        "member": 403,
        "partner": 403,
        "convenor": 403,
        "staff": 403,
    }
    for role, answer in answers.items():
        client = as_person(role)
        assert [(role, page, client.get(page).status_code) for page in pages] == [
            (role, page, answer) for page in pages
        ]
        assert answer == 200 or [client.post(page, {"make": "1"}).status_code for page in pages] == [answer] * 3
    assert (MinutesImport.objects.count(), Meeting.objects.count()) == (1, 0)
    assert administrator.get("/meetings/import/99999/").status_code == 404


def test_what_is_not_wanted_is_thrown_away(administrator):
    taken_in(administrator, text=source("welsh"), language="cy")
    draft = MinutesImport.objects.get()
    assert "Cyfarfod chwarterol y Fforwm" in administrator.get(START).content.decode()
    assert administrator.post(f"/meetings/import/{draft.pk}/discard/")["Location"] == START
    assert MinutesImport.objects.count() == 0


def test_with_many_people_the_names_are_typed(administrator):
    Person.objects.bulk_create(
        Person(email=f"p{number}@forum.example", name=f"Person {number:03}") for number in range(LONG)
    )
    taken_in(administrator, text=source("welsh"), language="cy")
    draft = MinutesImport.objects.get()
    address = f"/meetings/import/{draft.pk}/"
    page = administrator.get(address).content.decode()
    assert page.count("Person 050") == 1 and '<select name="who-' not in page  # suggested once, for all names
    answer = made(administrator, draft, **{"who-1": "Nobody Known", "who-2": "person 007"})
    assert answer.status_code == 200 and 'value="Nobody Known"' in answer.content.decode()
    assert "We know nobody called “Nobody Known”." in html.unescape(answer.content.decode())
    assert (
        made(administrator, draft, **{"who-1": "No person: leave it as text", "who-2": "person 007"}).status_code == 302
    )
    assert Meeting.objects.get().attendance.filter(person__name="Person 007").exists()
