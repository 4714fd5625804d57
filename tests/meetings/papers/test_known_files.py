"""Who has a file already gets 304, and only who may see it now is answered at all."""

import pytest
from django.conf import settings
from django.test import Client

from meetings.models import Meeting, PaperSide
from members.models import Standing
from tests.cast import a_meeting, a_paragraph, an_item, minutes_of
from tests.files import a_pdf, read_out, sent
from tests.meetings.papers.test_papers import a_paper

pytestmark = pytest.mark.django_db
KINDS = ("paper", "pack", "agenda.pdf", "agenda.docx", "minutes.pdf", "minutes.docx")


@pytest.fixture
def meeting(cast):
    meeting = a_meeting(days=-5, state="held", is_public=True)
    a_paper(an_item(meeting))
    a_paragraph(meeting.items.get())
    minutes_of(meeting, "circulated")
    return meeting


def path_of(meeting, kind):
    if kind == "paper":
        return PaperSide.objects.get(language="en").get_absolute_url()
    return f"/meetings/{meeting.pk}/{kind}" + ("" if "." in kind else "/")


def asked(client, path, etag=""):
    """Return (status, body, ETag) of an answer to somebody who has it as `etag`."""
    response = client.get(path, headers={"if-none-match": etag} if etag else {})
    return response.status_code, read_out(response), response.headers.get("ETag", "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_sent_once_and_again_when_it_is_another(as_person, meeting, kind):
    client, path = as_person("member"), path_of(meeting, kind)
    _status, body, etag = asked(client, path)
    for known in (etag, f"W/{etag}", f'"another", {etag}'):
        assert asked(client, path, known) == (304, b"", etag)
    meeting.items.update(title_en="Another title")
    a_paragraph(meeting.items.get(), text_en="And this.")
    send_again(PaperSide.objects.get(language="en"))
    status, new, other = asked(client, path, etag)
    assert (status, new == body, other == etag) == (200, False, False)
    assert asked(client, path, other) == (304, b"", other)


def send_again(side):
    """Put another file of the same name in the place of a paper's."""
    side.file.save(side.name, sent(side.name, a_pdf("Written anew")))


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_not_see_it_any_more_is_not_told_that_it_is_known(as_person, cast, meeting, kind):
    client, path = as_person("member"), path_of(meeting, kind)
    _status, _body, etag = asked(client, path)
    assert asked(Client(), path, etag) == (302, b"", "")
    staff = asked(as_person("staff"), path, etag)
    Meeting.objects.filter(pk=meeting.pk).update(shared_with_partners=False)
    partner = asked(as_person("partner"), path, etag)
    assert {(answer[0], answer[2]) for answer in (staff, partner)} == {(404, "")}
    Standing.objects.filter(person=cast.member).delete()
    assert asked(client, path, etag) == (302, b"", "")
    client.logout()
    assert asked(client, path, etag) == (302, b"", "")


@pytest.mark.parametrize("kind", ["pack", "agenda.pdf", "minutes.pdf"])
def test_what_reads_otherwise_for_another_is_not_known(as_person, meeting, kind):
    """The same address, another reader or another language: what one has is never taken for what the other gets."""
    an_item(meeting, title_en="Money owed", reserved=True)
    a_paragraph(meeting.items.last())
    path = path_of(meeting, kind)
    _status, _body, etag = asked(as_person("member"), path)
    assert asked(as_person("partner"), path, etag)[0] == 200
    client = as_person("member")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    assert asked(client, path, etag)[0] == 200
