"""The annual summary: drafted from the record by one press, never touching what people wrote, frozen once published."""

import io

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from docx import Document as Word
from pypdf import PdfReader

from forum_site import doors
from forum_site.looking_back import summary
from library import versions
from library.models import AnnualSummary, Document, DocumentVersion
from members.models import Person
from tests.cast import a_decision, a_meeting, a_paragraph, an_item, minutes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(cast):
    """A public meeting of this year with a decision, its minutes confirmed."""
    meeting = a_meeting(title_en="Spring meeting", title_cy="", days=-1, state="held", is_public=True)
    a_decision(a_paragraph(an_item(meeting, kind="business", minutes=30)), text_en="To go on.", text_cy="")
    an_item(meeting, kind="case_study", minutes=90, title_en="A garden", title_cy="")
    minutes_of(meeting, "confirmed", by=cast.chair)
    return timezone.localdate(meeting.starts_at).year


def press(client, year, audience="public"):
    return client.post(reverse("summaries"), {"year": year, "audience": audience})


def test_one_press_drafts_it_and_pressing_again_touches_nothing_that_people_wrote(year, as_person):
    chair = as_person("chair")
    page = press(chair, year).url
    draft = DocumentVersion.objects.get(document__kind="annual_summary")
    assert draft.is_draft and draft.document.audience == "public" and "To go on." in draft.text_en and draft.text_cy
    words = draft.text_en.replace("To go on.", "We went on.")
    DocumentVersion.objects.filter(pk=draft.pk).update(text_en=words)
    assert summary.new_in_record(summary_of(page)) == []
    later = a_meeting(title_en="A later meeting", title_cy="", days=-1, state="held", is_public=True)
    assert press(chair, year).url == page and AnnualSummary.objects.count() == 1
    assert DocumentVersion.objects.get(pk=draft.pk).text_en == words
    news = summary.new_in_record(summary_of(page))
    assert [entry.title for entry in news if entry.kind == "meeting"] == [later.title]


def summary_of(page):
    """Return the Summary that a page compares with the record."""
    return doors.summary(Person.objects.get(email="chair@forum.example"), int(page.strip("/").rpartition("/")[2]))


def test_what_a_draft_leads_to_and_its_readers_may_not_find_is_pointed_out(year, as_person):
    chair = as_person("chair")
    page = press(chair, year).url
    draft = DocumentVersion.objects.get(document__kind="annual_summary")
    hidden = a_meeting(title_en="Among members", title_cy="").get_absolute_url()
    DocumentVersion.objects.filter(pk=draft.pk).update(text_en=f'{draft.text_en}<p><a href="{hidden}">x</a></p>')
    assert summary.not_in_record(summary_of(page)) == [hidden]
    assert hidden in chair.get(page).content.decode()


def test_published_it_stands_and_never_comes_to_more_readers(year, as_person):
    chair = as_person("chair")
    press(chair, year, "members")
    document = Document.objects.get(kind="annual_summary")
    with pytest.raises(DatabaseError, match="fewer people"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(audience="public")
    answer = chair.post(
        reverse("library:edit_document", args=[document.pk]),
        {"kind": "annual_summary", "title_en": "A", "audience": "public", "version": document.version},
    )
    assert (answer.status_code, Document.objects.get(pk=document.pk).audience) == (409, "members")
    versions.adopt(version=document.versions.get(), on=timezone.localdate())
    assert press(chair, year, "members").status_code == 409
    with pytest.raises(DatabaseError, match="published"), transaction.atomic():
        AnnualSummary.objects.update(times=[])


def test_who_may_see_and_take_it_away(year, as_person):
    page = press(as_person("chair"), year).url
    key = int(page.strip("/").rpartition("/")[2])
    file = reverse("summary_file", args=[key, "pdf"])
    for role, expected in (("visitor", 302), ("member", 404), ("partner", 404), ("staff", 404), ("chair", 200)):
        assert as_person(role).get(page).status_code == as_person(role).get(file).status_code == expected
    versions.adopt(version=DocumentVersion.objects.get(document=key), on=timezone.localdate())
    assert [as_person(role).get(file).status_code for role in ("visitor", "partner", "member")] == [200, 200, 200]
    assert as_person("visitor").get(page).status_code == 302
    assert as_person("chair").get(reverse("summary_file", args=[key, "odt"])).status_code == 404


def test_its_files_hold_the_words_and_the_picture_in_the_language_asked_for(year, as_person):
    chair = as_person("chair")
    key = int(press(chair, year).url.strip("/").rpartition("/")[2])
    pdf = b"".join(chair.get(reverse("summary_file", args=[key, "pdf"]) + "?language=both").streaming_content)
    assert b"pdfuaid" in pdf
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    for words in ("Spring meeting", "Decisions", "Penderfyniadau", "Astudiaeth achos", "75%"):
        assert words in text
    word = b"".join(chair.get(reverse("summary_file", args=[key, "docx"]) + "?language=cy").streaming_content)
    written = Word(io.BytesIO(word))
    assert "Penderfyniadau" in [row.text for row in written.paragraphs]
    assert [cell.text for cell in written.tables[0].rows[1].cells] == ["Busnes", "30", "25%"]
    page = chair.get(reverse("library:document", args=[key])).content.decode()
    assert 'fill="url(#kind-case_study)" x="25.00%"' in page and "style=" not in page
