"""The register of decisions as a file: what its reader may see of it, in their language, as it was looked for."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from tests.cast import a_decision, a_meeting, a_paragraph, an_item, minutes_of
from tests.files import read_out

pytestmark = pytest.mark.django_db
HEADS = ["Number", "Date", "Decision (English)", "Decision (Welsh)", "How", "To be reviewed by",
         "Outcome", "Proposed by", "Seconded by", "Supersedes", "Superseded by"]  # fmt: skip


def taken(client, kind="csv", query=""):
    response = client.get(reverse("meetings:decisions_file", args=[kind]) + query)
    assert response.status_code == 200
    content = read_out(response)
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


@pytest.fixture
def decisions():
    """Decisions of a public, a shared, an unshared and a drafted meeting."""
    found = {}
    facts = {"public": {"is_public": True}, "shared": {}, "unshared": {"shared_with_partners": False}, "draft": {}}
    for days, (name, more) in enumerate(facts.items(), 5):
        meeting = a_meeting(days=-days, state="held", **more)
        paragraph = a_paragraph(an_item(meeting))
        found[name] = a_decision(paragraph, text_en=f"Of the {name} one.", text_cy=f"O’r un {name}.")
        minutes_of(meeting, {"draft": "draft", "public": "confirmed"}.get(name, "circulated"))
    return found


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("visitor", {"public"}),
        ("partner", {"public", "shared"}),
        ("member", {"public", "shared", "unshared"}),
        ("administrator", {"public", "shared", "unshared", "draft"}),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "pdf"])
def test_everybody_takes_what_they_may_see(as_person, decisions, role, sees, kind):
    said = str(taken(as_person(role), kind, "?language=en"))
    assert {name for name in decisions if f"Of the {name} one." in said} == sees


def test_a_spreadsheet_has_both_languages_and_the_latest_first(as_person, decisions):
    heads, first, *_others = taken(as_person("member"), query="?language=en")
    row = decisions["public"]
    assert heads == HEADS
    assert first[:4] == [row.number, row.paragraph.item.meeting.starts_at.date().isoformat(), row.text_en, row.text_cy]
    assert taken(as_person("member"), query="?language=cy")[0][0] == "Rhif"


def test_what_was_looked_for_is_what_is_taken(as_person, decisions):
    rows = taken(as_person("member"), query="?language=en&words=unshared")
    assert [row[2] for row in rows[1:]] == ["Of the unshared one."]
    assert "No decision is found." in taken(as_person("member"), "pdf", "?language=en&words=nowhere")


def test_no_cell_becomes_a_formula(as_person, decisions):
    type(decisions["shared"]).objects.filter(pk=decisions["shared"].pk).update(text_en="=1+1")
    assert "'=1+1" in [row[2] for row in taken(as_person("member"))]


def test_a_kind_that_is_not_made_is_not_there(as_person):
    assert as_person("member").get("/meetings/decisions.exe").status_code == 404


def test_the_page_leads_to_what_it_shows(as_person, decisions):
    page = as_person("member").get("/meetings/decisions/?words=shared&page=1").content.decode()
    assert 'href="/meetings/decisions.pdf?words=shared"' in page
    assert 'href="/meetings/decisions.csv?words=shared"' in page


def test_more_decisions_need_no_more_queries(as_person, decisions):
    client, asked = as_person("member"), []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert len(taken(client)) == 4 + 3 * len(asked)
        asked.append(len(queries))
        for number in range(3):
            a_decision(a_paragraph(decisions["unshared"].paragraph.item), text_en=f"More {number}.")
    assert asked[0] == asked[1]
