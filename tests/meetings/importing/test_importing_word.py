"""Word documents of four voluntary bodies taken in: no word is dropped, and lists, bold, italics and links are kept."""

import pytest

from common.rich_text import plain_text
from meetings.deciphering.facts import words_of
from meetings.models import Meeting, MinutesImport, Paragraph
from meetings.phrases import rich
from tests.files import sent
from tests.meetings.importing.past_minutes import made, taken_in
from tests.meetings.importing.past_word import BODIES
from tests.meetings.importing.test_importing import everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


def body(client, name):
    """Take one of the documents in, make the minutes, and return (its meeting,
    all words a reader of the document sees, the draft).
    """
    write, language = BODIES[name]
    document = write()
    taken_in(client, file=sent(f"{name}.docx", document.bytes()), language=language)
    draft = MinutesImport.objects.get()
    page = client.get(f"/meetings/import/{draft.pk}/").content.decode()
    is_changed = name == "trust"  # somebody's changes are neither accepted nor refused
    assert ("Every word of the source" in page) == (not is_changed)
    assert ("nobody has accepted or rejected" in page) == is_changed
    assert made(client, draft).status_code == 302
    return Meeting.objects.get(), words_of("\n".join(document.words)), draft


def html_of(item, position):
    """Return the English text of a paragraph of an item as HTML."""
    return Paragraph.objects.get(item__position=item, position=position).text_en


@pytest.mark.parametrize("name", BODIES)
def test_every_word_stands_in_what_is_read_back(administrator, name):
    meeting, words, draft = body(administrator, name)
    labels = set(words_of("\n".join(draft.marks))) | set(words_of("chair cadeirydd"))
    assert set(words) - everything(meeting) - labels == set()


def test_what_word_counts_and_how_words_look(administrator, cast):
    meeting, _words, _draft = body(administrator, "association")
    assert [item.title_en for item in meeting.items.all()] == [
        "Welcome", "Declarations of interest", "Matters arising", "Play area", "Any other business",
    ]  # fmt: skip
    assert (
        html_of(3, 2) == "<p>(5.1) The <em>Lottery</em> has written: the grant is <strong>agreed in full</strong>.</p>"
    )
    assert html_of(4, 1).startswith(
        "<p>The Chair showed three drawings. Members asked about</p><ul><li>shade in summer;</li>"
    )
    assert (
        'More is on <a href="https://council.example/play" rel="noopener noreferrer">the council\'s page</a>'
        in html_of(4, 2)
    )
    paragraph = Paragraph.objects.get(item__position=4, position=2)
    assert [row.text_en for row in paragraph.decisions.all()] == ["that the second drawing be sent to the council."]
    assert [(row.owner, str(row.due_on)) for row in paragraph.actions.all()] == [(cast.member, "2016-04-30")]
    there = {row.shown_name: row.mode for row in meeting.attendance.all()}
    assert there == dict.fromkeys(
        (cast.chair.name, cast.member.name, "John Farrow", cast.partner.name), "in_person"
    ) | dict.fromkeys((cast.convenor.name, "Sara Tomos"), "apologies")


def test_a_table_of_items_discussions_and_actions(administrator, cast):
    meeting, _words, _draft = body(administrator, "trust")
    assert [item.title_en for item in meeting.items.all()] == [
        "Apologies",
        "Minutes of the last meeting",
        "Accounts",
        "Carers' week",
    ]
    accounts = meeting.items.get(position=3).paragraphs.get()
    assert [row.text_en for row in accounts.decisions.all()] == ["RESOLVED that they be adopted."]
    assert [row.owner for row in accounts.actions.all()] == [cast.member]
    everywhere = " ".join(plain_text(row.text_en) for row in Paragraph.objects.all())
    assert ("half past eleven" in everywhere, "twelve" in everywhere) == (
        True,
        False,
    )  # as if the changes were accepted
    assert everywhere.count("Thank you to every volunteer") == 1  # Word keeps a text box twice


def test_a_welsh_body(administrator, cast):
    meeting, _words, _draft = body(administrator, "cymdeithas")
    assert [item.title_cy for item in meeting.items.all()] == [
        "Croeso",
        "Materion yn codi",
        "Y siop",
        "Unrhyw fater arall",
    ]
    shop = Paragraph.objects.get(item__position=3)
    assert "<ol><li>cododd y gwerthiant;</li><li>mae angen oergell;</li>" in shop.text_cy
    assert [row.text_cy for row in shop.decisions.all()] == ["prynu oergell ail-law."]
    assert shop.actions.get().owner == cast.member
    capacities = {row.shown_name: (row.mode, row.capacity) for row in meeting.attendance.all()}
    assert (capacities[cast.partner.name], capacities["Nerys Huws"]) == (
        ("in_person", "partner"),
        ("apologies", "guest"),
    )


def test_two_columns_are_two_sides_of_one_text(administrator):
    meeting, _words, _draft = body(administrator, "side_by_side")
    titles = [(item.title_en, item.title_cy) for item in meeting.items.all()]
    assert titles == [
        ("Welcome", "Croeso"), ("Report of the year",
        "Adroddiad y flwyddyn"), ("Any other business", "Unrhyw fater arall"),
    ]  # fmt: skip
    report = Paragraph.objects.get(item__position=2)
    assert ("<strong>discussed</strong>" in report.text_en, "<strong>drafod</strong>" in report.text_cy) == (True, True)
    decision = report.decisions.get()
    assert (decision.text_en, decision.text_cy) == ("to publish the report.", "cyhoeddi’r adroddiad.")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Two * three ** four", "<p>Two * three ** four</p>"),
        ("Signed ______ Chair", "<p>Signed ______ Chair</p>"),
        ("a_b__c__d", "<p>a_b__c__d</p>"),
        ("**Bold** and __italic__", "<p><strong>Bold</strong> and <em>italic</em></p>"),
        ("<b>x</b> & [y](javascript:z)", "<p>&lt;b&gt;x&lt;/b&gt; &amp; [y](javascript:z)</p>"),
        ("[y](https://z.example/?a=1&b=2)", '<p><a href="https://z.example/?a=1&amp;b=2">y</a></p>'),
        ("So:\n• one\n• two\nEnd", "<p>So:</p><ul><li>one</li><li>two</li></ul><p>End</p>"),
        ("1. one\n2. two\n4. four", "<ol><li>one</li><li>two</li></ol><p>4. four</p>"),
        ("a) one\nb) two", "<p>a) one<br>b) two</p>"),
        ("– and so it ended", "<p>– and so it ended</p>"),
        ("2016. A good year", "<p>2016. A good year</p>"),
    ],
)
def test_marks_are_taken_for_marks_only_where_they_are(text, html):
    assert rich.html_of(text) == html
    assert set(words_of(rich.unmarked(text))) <= set(words_of(text))
