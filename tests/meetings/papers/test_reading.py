"""The words of files are read after they came, and found by whoever may see the file's owner, and by nobody else."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from common.finding import asking
from common.finding.words import terms
from forum_site import doors
from meetings.models import EarlierFile, PaperSide, ReadFile, ReadText
from meetings.papers import extracting, reading
from tests.cast import a_meeting, an_item
from tests.files import a_pdf, office, open_document
from tests.planted import a_paper

pytestmark = pytest.mark.django_db


def found(words, reader):
    """Return (kind, title, text around the words) of what somebody finds."""
    findables, asked = doors.findable(reader), terms(words)
    return [(hit.kind, str(hit.title)) for hit in asking.shown(findables, asking.matches(findables, asked))]


def a_file(name, content):
    """Keep a file as an upload does, and return its name in the storage."""
    return default_storage.save(name, ContentFile(content))


def the_paper(cast, words, **facts):
    """Return a paper under an item of a published agenda, whose PDF holds these words and whose title does not."""
    paper = a_paper(an_item(a_meeting(state="published"), **facts), "reserved", cast)
    side = paper.sides.get()
    PaperSide.objects.filter(pk=side.pk).update(file=a_file("papers/x.pdf", a_pdf(words)))
    paper.title_en = paper.title_cy = "Budget"
    paper.save()
    return paper


def test_the_words_of_a_paper_are_found_once_they_were_read(cast, as_person):
    the_paper(cast, "Buchedd y gwenyn")
    assert found("gwenyn", cast.partner) == []
    assert reading.read_due() == 1 and reading.read_due() == 0
    assert found("wenyn", cast.partner) == [("Paper", "Budget")]
    page = as_person("partner").get("/search/", {"words": "gwenyn"}).text
    assert "Buchedd y <mark>gwenyn</mark>" in page


def test_a_reserved_paper_is_found_by_members_alone(cast):
    the_paper(cast, "Zqhoneyzq", reserved=True)
    reading.read_due()
    assert [found("zqhoneyzq", reader) for reader in (cast.member, cast.partner)] == [[("Paper", "Budget")], []]


def test_what_a_file_said_before_it_was_replaced_is_found_no_more(cast):
    paper = the_paper(cast, "Gwenyn")
    reading.read_due()
    PaperSide.objects.filter(paper=paper).update(file=a_file("papers/y.pdf", a_pdf("Gwyfyn")))
    assert found("gwenyn", cast.member) == []
    reading.read_due()
    assert found("gwyfyn", cast.member) == [("Paper", "Budget")]
    assert [row.text for row in ReadText.objects.all()] == ["Gwyfyn"]


@pytest.mark.parametrize(("name", "content", "how", "text"), [
    ("a.docx", office("docx", "Honey <w:t>bees</w:t>"), "read", "Honey bees"),
    ("a.odt", open_document("odt", "Honey"), "read", "Honey"),
    ("a.txt", "Mêl\x00 a gwenyn".encode(), "read", "Mêl a gwenyn"),
    ("a.pdf", a_pdf("Locked", encrypted=True), "locked", ""),
    ("b.pdf", b"%PDF-1.7 and nothing else", "broken", ""),
    ("c.txt", b" \n ", "empty", ""),
])  # fmt: skip
def test_a_file_of_any_kind_is_read_or_it_is_noted_why_not(name, content, how, text):
    stored = a_file(f"papers/{name}", content)
    assert reading.read(stored)
    file = ReadFile.objects.get(name=stored)
    assert (file.how, " ".join(row.text for row in file.texts.all())) == (how, text)


def test_what_a_file_said_before_it_was_replaced_is_found_by_who_keeps_the_record(cast):
    paper = the_paper(cast, "Gwenyn")
    facts = {"content_type": "text/plain; charset=utf-8", "size": 6, "language": "en", "name": "old.txt"}
    EarlierFile.objects.create(paper=paper, file=a_file("papers/old.txt", b"Quince"), **facts)
    reading.read_due()
    assert found("quince", cast.chair) == [("Earlier file of a paper", "Budget")]
    assert found("quince", cast.member) == []


def test_its_keepers_read_beside_a_file_that_the_search_cannot_find_it(cast, as_person):
    paper = the_paper(cast, "Gwenyn")
    PaperSide.objects.filter(paper=paper).update(file=a_file("papers/y.pdf", a_pdf("Locked", encrypted=True)))
    page = reverse("meetings:papers", args=[paper.item.meeting_id])
    assert "words could not be read" not in as_person("administrator").get(page).text  # nobody has tried
    reading.read_due()
    assert "Save it without one, and send it again" in as_person("administrator").get(page).text


def test_a_file_that_is_gone_is_noted():
    assert reading.read("papers/gone.pdf") and ReadFile.objects.get().how == "broken"


def test_a_long_text_is_kept_in_parts_and_its_end_is_left_out():
    words = " ".join(f"word{number}" for number in range(200_000))
    stored = a_file("papers/long.txt", words.encode())
    reading.read(stored)
    parts = [row.text for row in ReadText.objects.order_by("part")]
    assert max(map(len, parts)) <= reading.PART and len(parts) > 30
    assert words.startswith(" ".join(parts)) and len(" ".join(parts)) <= reading.MOST == extracting.MOST
