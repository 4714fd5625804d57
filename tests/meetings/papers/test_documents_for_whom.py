"""Who reads what in the documents: each reader what stands on the page, and no word more."""

import io
import re

import pytest
from django.urls import reverse
from docx import Document

from tests.cast import EVERYBODY
from tests.files import read_out
from tests.meetings.papers.test_documents import words

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"zq\w+?zq")


def secrets(text):
    return set(SECRET.findall(text))


def test_everybody_finds_in_the_file_what_stands_on_the_page_and_no_more(world):
    for scene in world.scenes.values():
        for role in EVERYBODY:
            client = world.clients[role]
            page = client.get(reverse("meetings:minutes", args=[scene.meeting.pk]))
            answer = client.get(reverse("meetings:minutes_file", args=[scene.meeting.pk, "docx"]))
            assert (scene.name, role, answer.status_code) == (scene.name, role, page.status_code)
            if answer.status_code == 200:
                found = secrets(words(Document(io.BytesIO(read_out(answer)))))
                assert (scene.name, role, found) == (scene.name, role, found & secrets(page.content.decode()))
                assert any("paragraph" in word for word in found)


def test_everybody_finds_in_the_agenda_what_stands_on_the_page_and_no_more(world):
    for scene in world.scenes.values():
        for role in EVERYBODY:
            client = world.clients[role]
            page = client.get(f"/meetings/{scene.meeting.pk}/")
            answer = client.get(reverse("meetings:agenda_file", args=[scene.meeting.pk, "docx"]))
            shown = page.status_code == 200 and 'id="agenda"' in page.content.decode()
            refusal = 302 if role in ("visitor", "lapsed") else 404
            assert (scene.name, role, answer.status_code) == (scene.name, role, 200 if shown else refusal)
            if shown:
                found = secrets(words(Document(io.BytesIO(read_out(answer)))))
                assert (scene.name, role, found - secrets(page.content.decode())) == (scene.name, role, set())
