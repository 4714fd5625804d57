"""My data: everything about oneself in one file, and nothing about anybody else."""

import io
import json
import re
import zipfile

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse

from exchange.models import Post
from meetings.models import Answer, Invitation
from members.models import Application, ContactNote, Letter, Stakeholder
from tests.cast import a_meeting, an_item

pytestmark = pytest.mark.django_db


def taken(client):
    """Return the zip that somebody takes away."""
    answer = client.post(reverse("my_data"))
    assert answer["Content-Disposition"].startswith("attachment") and "no-store" in answer["Cache-Control"]
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_it_holds_what_every_room_keeps_about_the_person_and_nobody_else(as_person, cast):
    meeting = a_meeting()
    Answer.objects.create(meeting=meeting, person=cast.member, coming="online", needs="zqramp")
    Answer.objects.create(meeting=meeting, person=cast.partner, coming="online", needs="zqother")
    Post.objects.create(author=cast.member, kind="idea", title="zqmine", text="Mine.")
    Post.objects.create(author=cast.chair, kind="idea", title="zqtheirs", text="Theirs.")
    Application.objects.create(name="M", email=cast.member.email.upper(), language="en", why="zqbefore")
    Letter.objects.create(kind="x", thing="1", person=cast.member)
    archive = taken(as_person("member"))
    assert set(archive.namelist()) == {"index.html", "data.json"}
    facts, page = json.loads(archive.read("data.json")), archive.read("index.html").decode()
    assert facts["account"][0]["email"] == cast.member.email
    assert [len(facts[key]) for key in ("answers", "posts", "applications", "letters", "standings")] == [1, 1, 1, 1, 1]
    for word in ("zqramp", "zqmine", "zqbefore"):
        assert word in page
    for word in ("zqother", "zqtheirs"):
        assert word not in page + json.dumps(facts)


def test_it_holds_logins_ways_in_and_what_is_kept_under_the_same_address(as_person, cast):
    for person, mark in ((cast.member, "zqmine"), (cast.partner, "zqtheirs")):
        contact = Stakeholder.objects.create(name=mark, email=person.email.upper(), next_step=f"{mark} step")
        ContactNote.objects.create(stakeholder=contact, by=cast.chair, text=f"{mark} note")
        Letter.objects.create(kind="x", thing=mark, address=person.email)
        Invitation.objects.create(meeting=a_meeting(), name=f"{mark} guest", email=person.email)
        an_item(a_meeting(), pulled_by=person, pull_reason=f"{mark} reason", taken_as_read=False)
        UserSession.objects.create(user=person, ip="192.0.2.7", user_agent=f"{mark} browser", session_key=mark)
        Authenticator.objects.create(user=person, type="totp", data={"secret": f"{mark} secret"})
    archive = taken(as_person("member"))
    facts, page = json.loads(archive.read("data.json")), archive.read("index.html").decode()
    assert {"network address", "browser", "Logins", "Second factors"} <= set(re.findall(r">([^<>]+)<", page)) | {
        label.lower() for label in re.findall(r"<dt>([^<>]+)</dt>", page)
    }
    for key, column, value in (
        ("contacts", "next_step", "zqmine step"),
        ("contact_notes", "text", "zqmine note"),
        ("guest_invitations", "name", "zqmine guest"),
        ("items_pulled", "pull_reason", "zqmine reason"),
        ("sessions", "user_agent", "zqmine browser"),
        ("sessions", "ip", "192.0.2.7"),
        ("factors", "type", "TOTP Authenticator"),
    ):
        assert value in [row[column] for row in facts[key]], key
        assert value in page
    assert "zqtheirs" not in page + json.dumps(facts) and "secret" not in page + json.dumps(facts)


def test_the_index_is_in_the_persons_language(as_person, cast):
    assert '<html lang="cy">' in taken(as_person("convenor")).read("index.html").decode()


def test_the_page_says_what_is_in_it_and_is_linked_from_ones_details(as_person):
    member = as_person("member")
    assert reverse("my_data") in member.get(reverse("members:profile")).content.decode()
    assert member.get(reverse("my_data")).status_code == 200
    assert as_person("visitor").post(reverse("my_data")).status_code == 302


def test_markup_in_a_text_stays_text(as_person, cast):
    Post.objects.create(author=cast.member, kind="idea", title="<script>x</script>", text="t")
    assert "<script>" not in taken(as_person("member")).read("index.html").decode()
