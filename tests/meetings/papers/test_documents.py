"""Minutes and agendas as PDF and Word: the same as the page for each reader, in either language,
with the state on every page.
"""

import io
import re
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from pypdf import PdfReader

from meetings.day import attendance
from meetings.models import Action, Attendance, LaterNote
from members.models import Identity
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of
from tests.files import read_out

pytestmark = pytest.mark.django_db
RICH = (
    "<h3>Why</h3><p>One <strong>two</strong> <em>three</em>, see <a href='https://x.example/'>there</a>.</p>"
    "<ul><li>first</li></ul><ol><li>next</li><li>last</li></ol><blockquote>Said</blockquote>"
)


def document(client, meeting, what="minutes.pdf", lang=""):
    """Return a document as this reader gets it."""
    response = client.get(f"/meetings/{meeting.pk}/{what}" + (f"?language={lang}" if lang else ""))
    assert response.status_code == 200
    content = io.BytesIO(read_out(response))
    return PdfReader(content) if what.endswith("pdf") else Document(content)


def words(file):
    """Return all words of a document, also those above and below its pages, white space made single."""
    if isinstance(file, PdfReader):
        return " ".join(" ".join(page.extract_text() for page in file.pages).split())
    parts = [file.element, file.sections[0].header._element, file.sections[0].footer._element]
    paragraphs = [paragraph for part in parts for paragraph in part.iter(qn("w:p"))]
    return " ".join(
        " ".join("".join(t.text or " " for t in p.iter(qn("w:t"), qn("w:tab"))) for p in paragraphs).split()
    )


def headings(file):
    return [(p.style.name, p.text) for p in file.paragraphs if p.style.name.startswith(("Title", "Heading"))]


@pytest.fixture
def meeting(cast):
    """A meeting that was held, with a register, two items, a decision and an action; its minutes are a draft."""
    meeting = a_meeting(
        days=-5, state="held", chair=cast.chair, is_public=True, online_link="https://meet.example/secret"
    )
    first = an_item(meeting, text_en=RICH, kind="presentation", presenter=cast.partner)
    second = an_item(meeting, title_en="Only in English #[x]*", title_cy="")
    people = {cast.chair: "in_person", cast.member: "online", cast.partner: "in_person", cast.convenor: "apologies"}
    attendance.save_register(meeting=meeting, modes={f"person-{person.pk}": mode for person, mode in people.items()})
    guest = Attendance(name="Gwen Westai", organisation="Cyngor Sir", capacity="guest", mode="in_person")
    attendance.add_attendance(meeting=meeting, row=guest)
    paragraph = a_paragraph(
        first, text_en="First line\nsecond line\n\nNew #paragraph $x$ *y*", text_cy="Llinell gyntaf"
    )
    a_decision(paragraph, how="vote", votes_for=5, votes_against=2)
    an_action(paragraph, cast.member)
    a_paragraph(second, text_en="A sentence that has no Welsh.", text_cy="")
    a_paragraph(second)
    minutes_of(meeting)
    return meeting


def test_minutes_as_tagged_pdf(as_person, meeting):
    for lang, title in (("en", "Minutes: Quarterly meeting"), ("cy", "Cofnodion: Cyfarfod chwarterol")):
        reader = document(as_person("administrator"), meeting, lang=lang)
        root = reader.trailer["/Root"]
        assert (root["/Lang"], root["/MarkInfo"]["/Marked"], reader.metadata.title) == (f"{lang}-GB", True, title)
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
        names = [entry["/Title"] for entry in reader.outline[1]]
        assert names[-3:] == [
            {"en": "1. Welcome and apologies", "cy": "1. Croeso ac ymddiheuriadau"}[lang],
            "2. Only in English #[x]*",
            {"en": "Actions", "cy": "Camau gweithredu"}[lang],
        ]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_all_that_was_minuted_stands_in_it(as_person, cast, meeting, kind):
    text = words(document(as_person("administrator"), meeting, f"minutes.{kind}", "en"))
    reference = meeting.reference
    for part in (
        "The Old Library", f"{cast.chair.name} (Chair)", f"{cast.member.name}", "(online)",
        "Gwen Westai, Cyngor Sir", cast.convenor.name,
        "1.1", "First line", "second line", "New #paragraph $x$ *y*", f"Decision {reference}/D1",
        "To meet in the north next time.",
        "By vote (5 for, 2 against, 0 abstained)", f"Action {reference}/1.1", f"{cast.member.name}, by", "2.1", "2.2",
        "A sentence that has no Welsh.",
    ):  # fmt: skip
        assert part in text
    places = [
        text.index(word)
        for word in (
            "Present",
            f"{cast.chair.name} (Chair)",
            "In attendance",
            "Gwen Westai",
            "Apologies",
            cast.convenor.name,
        )
    ]
    assert places == sorted(places)
    assert "meet.example" not in text


def test_the_word_document_has_real_headings_and_says_its_languages(as_person, meeting):
    file = document(as_person("administrator"), meeting, "minutes.docx", "cy")
    assert headings(file) == [
        ("Title", "Cyfarfod chwarterol"),
        ("Heading 1", "Yn bresennol"),
        ("Heading 1", "Hefyd yn bresennol"),
        ("Heading 1", "Ymddiheuriadau"),
        ("Heading 1", "1. Croeso ac ymddiheuriadau"),
        ("Heading 1", "2. Only in English #[x]*"),
        ("Heading 1", "Camau gweithredu"),
    ]
    assert (file.core_properties.title, file.core_properties.language) == ("Cofnodion: Cyfarfod chwarterol", "cy-GB")
    assert 'w:lang w:val="cy-GB"' in file.styles.element.xml
    english = [run.text for p in file.paragraphs for run in p.runs if 'w:lang w:val="en-GB"' in run._r.xml]
    assert english == ["Only in English #[x]*", "A sentence that has no Welsh."]
    assert re.findall(r'instr="(\w+)"', file.sections[0].footer._element.xml) == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("what", ["minutes", "agenda"])
def test_a_document_of_word_is_what_it_says(as_person, meeting, what):
    content = read_out(as_person("administrator").get(f"/meetings/{meeting.pk}/{what}.docx"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert "word/document.xml" in archive.namelist()


STATES = [
    ("draft", "Draft", "Drafft"),
    ("circulated", "Circulated, not yet confirmed", "Dosbarthwyd, heb eu cadarnhau eto"),
]


@pytest.mark.parametrize(("state", "english", "welsh"), [*STATES, ("confirmed", "Confirmed on", "Cadarnhawyd ar")])
def test_every_page_says_how_far_they_have_come(as_person, cast, meeting, state, english, welsh):
    for _more in range(12):
        a_paragraph(meeting.items.last(), text_en="Long sentence. " * 60, text_cy="Brawddeg hir. " * 60)
    minutes_of(meeting, state, by=cast.chair)
    for lang, said in (("en", english), ("cy", welsh)):
        reader = document(as_person("administrator"), meeting, lang=lang)
        assert len(reader.pages) > 1
        assert [said in " ".join(page.extract_text().split()) for page in reader.pages] == [True] * len(reader.pages)
        assert (
            said
            in document(as_person("administrator"), meeting, "minutes.docx", lang).sections[0].header.paragraphs[0].text
        )


def test_a_note_that_was_written_later_stands_at_the_end(as_person, cast, meeting):
    minutes_of(meeting, "confirmed", by=cast.chair)
    LaterNote.objects.create(minutes=meeting.minutes, text_en="The figure was 12.", written_by=cast.chair)
    for kind in ("pdf", "docx"):
        text = words(document(as_person("member"), meeting, f"minutes.{kind}", "en"))
        assert text.index("2.2") < text.index("Written later") < text.index("The figure was 12.")


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_visitor_reads_confirmed_public_minutes_without_the_register(as_person, cast, meeting, kind):
    minutes_of(meeting, "confirmed", by=cast.chair)
    text = words(document(as_person("visitor"), meeting, f"minutes.{kind}", "en"))
    assert ("To meet in the "
            "north" in text, "Gwen Westai" in text, cast.chair.name in text, cast.convenor.name in text) == (
        True, False, False, False,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_agenda_alone(as_person, cast, meeting, kind):
    for lang, heading in (("en", "Welcome and apologies"), ("cy", "Croeso ac ymddiheuriadau")):
        text = words(document(as_person("member"), meeting, f"agenda.{kind}", lang))
        for part in (
            heading,
            "Why",
            "One two three, see there.",
            "first",
            "1. next",
            "2. last",
            "Said",
            cast.partner.name,
            "Agenda",
        ):
            assert part in text
    assert "Agenda and papers" not in text


@pytest.mark.parametrize(
    ("facts", "said"), [({}, "Draft: this agenda is not published yet"), ({"state": "cancelled"}, "Cancelled")]
)
def test_an_agenda_that_does_not_stand_says_so(as_person, facts, said):
    item = an_item(a_meeting(**facts))
    for kind in ("pdf", "docx"):
        assert said in words(document(as_person("administrator"), item.meeting, f"agenda.{kind}", "en"))


def test_letters_that_the_typeface_has_not_are_no_obstacle(as_person, meeting):
    a_paragraph(meeting.items.last(), text_en="Thanks 谢谢")
    assert len(document(as_person("administrator"), meeting).pages) == 2


def test_headers_and_names(as_person, meeting):
    client = as_person("administrator")
    own = meeting.reference
    for path, name, lang in (
        ("minutes.pdf?language=en", f'inline; filename="minutes-{own}.pdf"', "en"),
        ("minutes.docx?language=cy", f'attachment; filename="cofnodion-{own}.docx"', "cy"),
        ("agenda.pdf?language=xx", f'inline; filename="agenda-{own}.pdf"', "en"),
    ):
        answer = client.get(f"/meetings/{meeting.pk}/{path}")
        read_out(answer)
        assert (answer["Content-Disposition"], answer["Content-Language"]) == (name, lang)
        assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-cache")
    assert client.get(f"/meetings/{meeting.pk}/minutes.odt").status_code == 404
    assert client.post(f"/meetings/{meeting.pk}/minutes.pdf").status_code == 405


def test_the_pages_lead_to_them(as_person, meeting):
    client = as_person("administrator")
    for page, what in ((f"/meetings/{meeting.pk}/", "agenda"), (f"/meetings/{meeting.pk}/minutes/", "minutes")):
        text = client.get(page).content.decode()
        assert all(f'href="/meetings/{meeting.pk}/{what}.{kind}"' in text for kind in ("pdf", "docx"))


def test_more_paragraphs_need_no_more_queries(as_person, cast, meeting):
    counts, client = [], as_person("administrator")
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            document(client, meeting, "minutes.docx")
        counts.append(len(queries))
        for _more in range(3):
            paragraph = a_paragraph(an_item(meeting))
            a_decision(paragraph)
            an_action(paragraph, cast.partner)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_pages_of_word_are_laid_out_as_those_of_the_pdf(as_person, meeting, lang):
    file = document(as_person("member"), meeting, "agenda.docx", lang)
    footer = file.sections[0].footer.paragraphs[0]
    stops = [list(file.styles["Footer"].paragraph_format.tab_stops), list(footer.paragraph_format.tab_stops)]
    assert [len(one) for one in stops] == [0, 1]  # the number stands at the right margin, not in the middle
    assert (stops[1][0].alignment, stops[1][0].position.cm) == (WD_TAB_ALIGNMENT.RIGHT, pytest.approx(16.2, abs=0.01))
    for table, widest in zip(file.tables, (0, 1), strict=True):
        widths = [cell.width for cell in table.rows[0].cells]
        assert widths.index(max(widths)) == widest
        assert sum(widths) == pytest.approx(stops[1][0].position, abs=9)
        assert ["tblHeader" in row._tr.xml for row in table.rows][:2] == [True, False]
    assert file.core_properties.created.year == timezone.now().year  # not that of the template


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize(
    ("lang", "heading", "whose", "signed"),
    [
        ("en", "Actions Number Action Who, and by when", "by", "Signed, in the chair:"),
        ("cy", "Camau gweithredu Rhif Cam gweithredu Pwy, ac erbyn pryd", "erbyn", "Llofnodwyd, yn y gadair:"),
    ],
)
def test_they_end_with_the_list_of_actions_and_a_line_to_sign(
    as_person, cast, meeting, kind, lang, heading, whose, signed
):
    action = Action.objects.get()
    said = words(document(as_person("chair"), meeting, f"minutes.{kind}", lang))
    below = said[said.index(heading) :]
    assert re.search(rf"{action.number} .*{getattr(action, f'text_{lang}')} .*{cast.member.name}, {whose} ", below)
    assert below.index(signed) > below.index(cast.member.name)


def test_without_actions_there_is_no_list_of_them(as_person, meeting):
    Action.objects.all().delete()
    said = words(document(as_person("chair"), meeting, lang="en"))
    assert "Who, and by when" not in said
    assert "Signed, in the chair:" in said


@pytest.mark.parametrize(("language", "said"), [("en", "The mark of The Forum"), ("cy", "Nod Y Fforwm")])
def test_a_word_document_begins_with_the_forums_mark_said_in_words_too(meeting, as_person, language, said):
    for what in ("minutes.docx", "agenda.docx"):
        file = document(as_person("chair"), meeting, what, language)
        assert [one.get("descr") for one in file.paragraphs[0]._p.iter(qn("wp:docPr"))] == [said]
    assert Identity.now().mark_png() in [part.blob for part in file.part.package.iter_parts()]
