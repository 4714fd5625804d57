"""Agenda and minutes in Welsh and then in English, as one accessible PDF, for whoever reads them in one."""

import re

import pytest

from tests.cast import a_meeting, a_paragraph, an_item, minutes_of
from tests.meetings.papers.test_documents import document, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    meeting = a_meeting(days=-5, state="held", is_public=True)
    item = an_item(meeting, text_en="<p>Bring cake.</p>", text_cy="<p>Dewch â theisen.</p>")
    an_item(meeting, title_en="Only in English", title_cy="", reserved=True)
    a_paragraph(item)
    minutes_of(meeting, "circulated")
    return meeting


@pytest.mark.parametrize(
    ("what", "heading", "parts"),
    [
        ("minutes.pdf", "Cofnodion", ["Croesawodd y Cadeirydd bawb.", "The Chair welcomed everybody."]),
        ("agenda.pdf", "Agenda", ["Dewch â theisen.", "Bring cake."]),
    ],
)
def test_both_languages_stand_in_one_file_welsh_first(as_person, meeting, what, heading, parts):
    file = document(as_person("member"), meeting, what, "both")
    root = file.trailer["/Root"]
    assert (root["/Lang"], file.metadata.title) == ("cy-GB", f"{heading}: Cyfarfod chwarterol")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    text = words(file)
    whole = ["Cyfarfod chwarterol", parts[0], "Quarterly meeting", parts[1]]
    places = [text.index(part) for part in whole]
    assert places == sorted(places)
    languages = {str(element) for element in spoken(root["/StructTreeRoot"])}
    assert {lang.split("-")[0] for lang in languages} >= {"en"}


def spoken(element, depth=0):
    """Yield the languages that the tags of a PDF name."""
    element = element.get_object()
    if isinstance(element, dict):
        if "/Lang" in element:
            yield element["/Lang"]
        children = element.get("/K", [])
        children = children.get_object() if hasattr(children, "get_object") else children
        for child in children if isinstance(children, list) else [children]:
            if hasattr(child, "get_object") and depth < 60:
                yield from spoken(child, depth + 1)


def test_it_holds_what_its_reader_sees_in_one_language_and_no_more(as_person, meeting):
    for what in ("minutes.pdf", "agenda.pdf"):
        address = f"/meetings/{meeting.pk}/{what}?language=both"
        assert as_person("visitor").get(address).status_code == 302
        partner, member = (words(document(as_person(role), meeting, what, "both")) for role in ("partner", "member"))
        assert "Only in English" not in partner
        assert "Only in English" in member
        assert address in as_person("member").get(f"/meetings/{meeting.pk}/{page_with(what)}").content.decode()


def page_with(what):
    return "minutes/" if what.startswith("minutes") else ""


def test_the_file_is_called_by_both_names(as_person, meeting):
    answer = as_person("member").get(f"/meetings/{meeting.pk}/minutes.pdf?language=both")
    assert re.search(r'filename="cofnodion-minutes-[\w-]+\.pdf"', answer["Content-Disposition"])
    assert answer["Content-Language"] == "cy, en"
