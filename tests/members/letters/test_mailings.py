"""Promotional letters: drafted, seen, sent once to those who chose them, and fixed from then on."""

import pytest
from django.db import InternalError, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from members.letters import preferences
from members.models import Letter, Mailing
from tests.cast import EVERYBODY
from tests.letters import deliver

pytestmark = pytest.mark.django_db
WORDS = {
    "subject_en": "Our workshop", "subject_cy": "Ein gweithdy",
    "text_en": "<p>Come <script>alert(1)</script>along.</p>", "text_cy": "<p>Dewch draw.</p>",
}  # fmt: skip


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"members:{name}", args=args)


@pytest.fixture
def draft(as_person):
    as_person("administrator").post(url("add_mailing"), WORDS)
    return Mailing.objects.get()


@pytest.fixture
def chosen(cast):
    for person in (cast.member, cast.chair, cast.partner, cast.lapsed):
        preferences.choose(person=person, kinds=["mailing"], language=person.language)


def test_a_draft_is_seen_as_its_readers_get_it(as_person, draft, chosen):
    page = as_person("administrator").get(url("mailing", draft.pk)).content.decode()
    assert "<p>Come along.</p>" in page and "Dewch draw" in page and "alert(1)" not in page
    assert "It goes to 3 people" in page


def test_it_goes_once_to_each_who_chose_and_in_their_language(as_person, draft, chosen):
    client = as_person("administrator")
    client.post(url("mailing", draft.pk))
    sent = deliver()
    subjects = {
        "member@forum.example": "Our workshop",
        "chair@forum.example": "Ein gweithdy",
        "partner@forum.example": "Our workshop",
    }
    assert {address: letter.subject for address, letter in sent.items()} == subjects
    headers = sent["member@forum.example"].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = headers["List-Unsubscribe"].strip("<>")
    assert stop in sent["member@forum.example"].body and stop in sent["member@forum.example"].alternatives[0][0]
    assert client.post(url("mailing", draft.pk)).status_code == 409
    assert deliver() == {}


def test_the_link_in_the_letter_stops_the_next_one(as_person, draft, chosen, client):
    as_person("administrator").post(url("mailing", draft.pk))
    stop = deliver()["member@forum.example"].extra_headers["List-Unsubscribe"].strip("<>")
    client.post("/people/" + stop.partition("/people/")[2], {"List-Unsubscribe": "One-Click"})
    as_person("administrator").post(url("add_mailing"), WORDS)
    as_person("chair").post(url("mailing", Mailing.objects.latest("pk").pk))
    assert set(deliver()) == {"chair@forum.example", "partner@forum.example"}


def test_who_takes_it_back_before_it_is_sent_gets_none(as_person, draft, chosen, cast):
    as_person("administrator").post(url("mailing", draft.pk))
    preferences.stop(person=cast.member, kind="mailing")
    cast.partner.standings.update(ends_on="2020-01-01", starts_on="2019-01-01")
    assert set(deliver()) == {"chair@forum.example"}
    assert set(Letter.objects.exclude(person=cast.chair).values_list("state", flat=True)) == {Letter.State.DROPPED}


def test_nothing_is_sent_while_nobody_wants_it(as_person, draft):
    assert as_person("administrator").post(url("mailing", draft.pk)).status_code == 409
    draft.refresh_from_db()
    assert draft.sent_at is None


def test_what_was_sent_stands(as_person, draft, chosen):
    client = as_person("administrator")
    client.post(url("mailing", draft.pk))
    assert [
        client.get(url("edit_mailing", draft.pk)).status_code,
        client.post(url("edit_mailing", draft.pk), WORDS).status_code,
    ] == [
        409,
        409,
    ]
    with pytest.raises((InternalError, DatabaseError), match="Cannot update"), transaction.atomic():
        Mailing.objects.update(text_en="<p>Other words</p>")


@pytest.mark.parametrize("role", EVERYBODY)
def test_only_who_keeps_the_record_sees_and_writes_them(as_person, draft, role):
    client = as_person(role)
    keeps = role in ("administrator", "chair")
    outside = 302 if role in ("visitor", "lapsed") else 404
    assert client.get(url("mailing", draft.pk)).status_code == (200 if keeps else outside)
    assert client.get(url("edit_mailing", draft.pk)).status_code == (200 if keeps else 302 if outside == 302 else 403)
