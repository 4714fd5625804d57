"""Journeys with papers: uploaded with and without scripts, refused without losing a thing, read by a member."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from meetings.models import Meeting, PaperSide
from tests.browser import axe
from tests.cast import a_meeting, an_item
from tests.files import a_pdf, office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REPORT = {"name": "report.pdf", "mimeType": "application/pdf", "buffer": a_pdf("English words")}
ADRODDIAD = {"name": "adroddiad.docx", "mimeType": "application/octet-stream", "buffer": office("docx")}
PROGRAM = {"name": "adroddiad.docx", "mimeType": "application/octet-stream", "buffer": b"MZ\x90"}


@pytest.mark.parametrize("scripts", [True, False])
def test_the_administrator_adds_a_paper_in_both_languages_and_a_member_reads_it(open_page, scripts):
    meeting = an_item(a_meeting(state="published"), title_en="Social value").meeting
    page = open_page("administrator", java_script_enabled=scripts)
    page.goto(f"/meetings/{meeting.pk}/papers/")
    page.get_by_role("link", name="Add a paper : Social value").click()
    page.get_by_label("Title (English)").fill("A report")
    page.get_by_label("File (English)").set_input_files(REPORT)
    page.get_by_label("File (Welsh)").set_input_files(PROGRAM)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#error-summary")).to_contain_text(
        "“File (Welsh)”: The contents of this file are not what its name says."
    )
    expect(page.get_by_label("Title (English)")).to_have_value("A report")
    page.get_by_label("File (Welsh)").set_input_files(ADRODDIAD)
    if not scripts:  # a browser forgets the files of a form that it sent itself
        page.get_by_label("File (English)").set_input_files(REPORT)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_contain_text("“A report” is with item 1.")
    assert sorted(PaperSide.objects.values_list("language", "name")) == [("cy", "adroddiad.docx"), ("en", "report.pdf")]
    member = open_page("member", java_script_enabled=scripts)
    member.goto(meeting.get_absolute_url())
    expect(member.get_by_role("link", name="English,")).to_be_visible()
    pack = member.request.get(member.get_by_role("link", name="Agenda and papers (PDF)").get_attribute("href"))
    assert "English words" in PdfReader(io.BytesIO(pack.body())).pages[-1].extract_text()


def test_a_file_that_is_too_large_is_not_even_sent(open_page, settings):
    settings.MAX_UPLOAD = 1000
    item = an_item(a_meeting())
    page = open_page("administrator")
    page.goto(f"/meetings/items/{item.pk}/papers/add/")
    page.get_by_label("File (English)").set_input_files({**REPORT, "buffer": bytes(2000)})
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-upload-progress]")).to_contain_text("A file is larger than")


def test_the_pages_of_papers_are_accessible(open_page):
    item = an_item(a_meeting())
    page = open_page("administrator")
    for path in (f"/meetings/{Meeting.objects.get().pk}/papers/", f"/meetings/items/{item.pk}/papers/add/"):
        page.goto(path)
        assert axe(page) == []
