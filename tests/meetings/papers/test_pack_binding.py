"""How a pack is bound: papers that cannot be, what they would start, and whatever people write."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, TextStringObject

from common.printing.rich_tree import tree
from common.printing.typesetting import typeset
from meetings.papers import contents as papers_contents
from meetings.papers import sewing
from tests.cast import a_meeting, an_item
from tests.files import a_pdf, office
from tests.meetings.papers.test_pack import book, everything, titles, words
from tests.meetings.papers.test_papers import a_paper

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def meeting():
    meeting = a_meeting(state="published")
    a_paper(an_item(meeting), en=("s.pdf", a_pdf("Slide one")))
    return meeting


STRANGE = {
    "locked": ("a.pdf", a_pdf("Locked", encrypted=True)),
    "broken": ("a.pdf", b"%PDF-1.7\n" + b"garbage " * 100),
    "a document of Word": ("a.docx", office("docx")),
}


@pytest.mark.parametrize("case", ["locked", "broken", "a document of Word", "gone"])
def test_a_paper_that_cannot_be_bound_is_named_with_where_it_is(as_person, meeting, case):
    paper = a_paper(meeting.items.get(position=1), title="Odd one", en=STRANGE.get(case, ("a.pdf", a_pdf())))
    side = paper.sides.get()
    if case == "a document of Word":
        paper.sides.update(content_type="application/x-word")
    if case == "gone":
        side.file.storage.delete(side.file.name)
    reader = book(as_person("member"), meeting)
    assert f"/meetings/papers/{paper.pk}/file/en/" in words(reader)
    assert "Odd one" in words(reader) and "Odd one" not in str(titles(reader.outline))
    assert "Slide one" in words(reader)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_paper_that_may_not_be_printed_alone_is_bound(as_person, meeting, algorithm):
    file = ("a.pdf", a_pdf("Bound with the rest", print_locked=algorithm))
    a_paper(meeting.items.get(position=1), title="Odd one", en=file)
    reader = book(as_person("member"), meeting)
    assert "Bound with the rest" in words(reader) and "Odd one" in str(titles(reader.outline))


@pytest.mark.parametrize("cut", [50, 300, 600])
def test_a_paper_that_is_cut_off_breaks_nothing(as_person, meeting, cut):
    a_paper(meeting.items.get(position=1), title="Odd one", en=("a.pdf", a_pdf("Cut off")[:-cut]))
    assert "Slide one" in words(book(as_person("member"), meeting))


def test_a_tagged_paper_of_many_pages_leaves_our_own_tags_alone(as_person, meeting):
    own = book(as_person("member"), meeting)
    report = typeset(papers_contents.PAGES, {**papers_contents.contents_of(meeting, "members", "en").page, "bound": 0})
    a_paper(meeting.items.get(), title="Tagged", en=("tagged.pdf", report))
    reader = book(as_person("member"), meeting)
    places = [
        len(one.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"].get_object()["/Nums"]) for one in (own, reader)
    ]
    assert (len(reader.pages), places[0]) == (len(own.pages) + 1, places[1])


@pytest.mark.parametrize("contents", [NullObject(), ArrayObject(), None])
def test_a_paper_with_an_empty_page_is_numbered(as_person, meeting, contents):
    writer = PdfWriter()
    page = writer.add_blank_page(width=200, height=200)
    if contents is not None:
        page[NameObject("/Contents")] = contents
    file = io.BytesIO()
    writer.write(file)
    a_paper(meeting.items.get(), title="Empty", en=("empty.pdf", file.getvalue()))
    reader = book(as_person("member"), meeting)
    assert reader.pages[-1].extract_text().strip() == f"Page {len(reader.pages)} of {len(reader.pages)}"


def test_what_a_paper_would_start_is_left_out(as_person, cast):
    item = an_item(a_meeting(state="published"))
    writer = PdfWriter(clone_from=io.BytesIO(a_pdf("Quiet", "Second")))
    writer.add_attachment("evil.exe", b"MZ, a program")
    page = writer.pages[0]
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("boo()")}
    )
    writer._root_object[NameObject("/OpenAction")] = script
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    page[NameObject("/StructParents")] = NameObject("/0")
    good = DictionaryObject(
        {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject("https://good.example/")}
    )
    bad = DictionaryObject(
        {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject("javascript:boo()")}
    )
    for action in (script, good, bad):
        writer.add_annotation(
            page_number=0,
            annotation=DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action}),
        )
    file = io.BytesIO()
    writer.write(file)
    a_paper(item, en=("a.pdf", file.getvalue()))
    found = everything(book(as_person("member"), item.meeting))
    assert ("Quiet" in found, "https://good.example/" in found) == (True, True)
    assert [word for word in ("boo", "evil", "MZ, a program", "/AA", "/JavaScript") if word in found] == []


@pytest.mark.parametrize(
    "text", ["Parti 🎉", "中文", "#strong[x] $y$ <label> @ref \\ // /* `raw` ${1}", "</p><p>&lt;script&gt;"]
)
def test_whatever_people_write_is_set_as_text(as_person, text):
    item = an_item(a_meeting(state="published"), title_en="#pagebreak() *a* _b_", text_en=f"<p>{text}</p><h4>deep</h4>")
    found = words(book(as_person("member"), item.meeting))
    assert ("#pagebreak() *a* _b_" in found, "deep" in found) == (True, True)
    assert "🎉" in text or "中" in text or "script" in text or text.split()[0] in found


def test_nested_text_becomes_nested_data():
    bare = {"href": "", "lang": ""}
    assert tree("<p>a <strong>b</strong><br>c</p>\n<ul><li>d</li></ul>") == [
        {
            "tag": "p",
            "children": [
                "a ",
                {"tag": "strong", "children": ["b"], **bare},
                {"tag": "br", "children": [], **bare},
                "c",
            ],
            **bare,
        },
        {"tag": "ul", "children": [{"tag": "li", "children": ["d"], **bare}], **bare},
    ]


@pytest.mark.parametrize(
    ("turn", "move"),
    [
        (0, "1 0 0 1 18.0 18.0"),
        (90, "0 1 -1 0 577.0 18.0"),
        (180, "-1 0 0 -1 577.0 824.0"),
        (270, "0 -1 1 0 18.0 824.0"),
    ],
)
def test_the_number_stands_at_the_foot_as_the_page_is_seen(turn, move):
    page = PdfReader(io.BytesIO(a_pdf("x", rotate=turn))).pages[0]
    assert sewing._foot(page) == f"{move} cm"
