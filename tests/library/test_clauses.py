"""Clauses: read from the text, cited under addresses that stay, followed from version to version, and printed."""

import datetime
import io

import pypdf
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from common.editing import IllegalChange
from library import overview, versions
from library.clauses import reading
from library.governing import rules
from library.models import Clause, Document, DocumentVersion

OLD, NEW = datetime.date(2011, 12, 13), datetime.date(2016, 3, 8)
FIRST = "<h3>1. Name</h3><p>The Forum.</p><h3>2. Quorum</h3><p>A third of the members must be present.</p><p>Votes.</p>"
SECOND = (
    "<h3>1. Name</h3><p>The Forum.</p><h3>2. Partners</h3><p>They do not vote at all, ever.</p>"
    "<h3>3. Quorum</h3><p>A third of the members must be present in person or online.</p>"
)


def a_constitution(*, audience="public", second=SECOND, **facts):
    """Return a constitution of two versions, adopted in 2011 and in 2016."""
    document = Document(kind="constitution", title_en="Constitution", audience=audience)
    versions.draft_document(document=document, version=DocumentVersion(text_en=FIRST))
    versions.adopt(version=document.versions.get(), on=OLD)
    if second:
        draft = versions.start_version(document=document)
        DocumentVersion.objects.filter(pk=draft.pk).update(text_en=second)
        versions.adopt(version=draft, on=NEW, **facts)
    return Document.objects.get(pk=document.pk)


def clause(document, version, number):
    """Return a clause of a version."""
    rows = Clause.objects.with_document()
    return rows.get(in_version__document=document, in_version__number=version, number=number)


def numbers(html):
    """Return the numbers that a text is read into."""
    return [one.number for one in reading.read(html)]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>No headings at all.</p>", [""]),
        ("<p>Above</p><h3>Name</h3><p>a</p><p>b</p><h3>Next</h3><p>c</p>", ["", "1", "1.1", "1.2", "2", "2.1"]),
        ("<h3>4. Name</h3><p>a</p><ul><li>x</li></ul><p>4.7 b</p><p>c</p>", ["4", "4.1", "4.7", "4.8"]),
        ("<h3>1. Name</h3><ul><li>x</li></ul><p>14 days.</p>", ["1", "1.1", "1.2"]),
        ("<h3>1. Name</h3><p>1.1 a</p><p>1.1 b</p>", ["1", "1.1", "1.1A"]),
    ],
)
def test_a_text_is_read_into_numbered_clauses(html, found):
    assert numbers(html) == found


def test_no_words_are_lost_in_reading():
    html = 'a<h3>1. N</h3>loose <a href="https://a.example/">l</a><h4>Sub</h4><ol><li>i</li></ol><h4>End</h4>'
    words = " ".join(f"{one.heading} {one.text}" for one in reading.read(html))
    assert all(word in words for word in ("a", "N", "loose", "Sub", "<li>i</li>", "End"))


def test_where_the_two_languages_are_numbered_differently_is_said(as_person):
    document = a_constitution(second=None)
    draft = versions.start_version(document=document)
    DocumentVersion.objects.filter(pk=draft.pk).update(text_cy="<h3>1. Enw</h3><p>Y Fforwm.</p><p>Mwy.</p>")
    found = reading.differences(FIRST, DocumentVersion.objects.get(pk=draft.pk).text_cy)
    assert (found.only_en, found.only_cy) == (("2", "2.1", "2.2"), ("1.2",))
    page = as_person("administrator").get(reverse("library:adopt_draft", args=[document.pk])).content.decode()
    assert "Only in the Welsh text: 1.2" in page


def test_a_citation_leads_to_what_holds_and_a_dated_one_to_the_words_of_its_day(as_person):
    a_constitution()
    visitor = as_person("visitor")
    now = visitor.get("/library/constitution/clause/3.1/").content.decode()
    assert "in person or online" in now
    then = visitor.get("/library/constitution/on/2012-05-01/clause/2.1/")
    assert then.url == "/library/constitution/version/1/clause/2.1/"
    page = visitor.get(then.url).content.decode()
    assert "A third of the members must be present.</p>" in page
    assert "has changed since" in page and 'href="/library/constitution/clause/3.1/"' in page


def test_a_number_that_another_matter_has_by_now_says_what_it_was(as_person):
    a_constitution()
    page = as_person("visitor").get("/library/constitution/clause/2.1/").content.decode()
    assert "They do not vote" in page
    assert 'href="/library/constitution/version/1/clause/2.1/"' in page


def test_a_repealed_clause_keeps_its_address_and_says_so(as_person):
    document = a_constitution()
    visitor, url = as_person("visitor"), "/library/constitution/clause/2.2/"
    page = visitor.get(url).content.decode()
    assert "Votes." in page and "repealed" in page
    Clause.objects.filter(pk=clause(document, 1, "2.2").pk).update(now_in=clause(document, 2, "2.1"))
    page = visitor.get(url).content.decode()
    assert "repealed" not in page and "Now clause 2.1" in page
    assert visitor.get("/library/constitution/clause/9.9/").status_code == 404


def test_the_words_of_a_clause_stand_even_against_the_database(db):
    row = clause(a_constitution(), 1, "2.1")
    for change in (row.delete, lambda: Clause.objects.filter(pk=row.pk).update(text_en="<p>Other</p>")):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()


def test_a_version_that_comes_into_force_later_does_not_hold_yet(as_person):
    day = timezone.localdate() + datetime.timedelta(days=30)
    document = a_constitution(in_force_from=day)
    assert document.current.number == 1
    page = as_person("member").get(document.get_absolute_url()).content.decode()
    assert "A third of the members must be present.</p>" in page and "and holds from" in page
    draft = versions.start_version(document=document)
    with pytest.raises(IllegalChange):
        versions.adopt(version=draft, on=timezone.localdate())


@pytest.mark.parametrize("page", ["clause", "clause_of_version", "clause_on"])
def test_a_clause_is_for_who_reads_its_document(as_person, page):
    a_constitution(audience="members")
    more = {"clause_of_version": [2], "clause_on": ["2016-12-01"]}
    url = reverse(f"library:{page}", args=["constitution", *more.get(page, []), "3.1"])
    found = 302 if page == "clause_on" else 200
    for role, status in {"visitor": 302, "partner": 404, "staff": 404, "member": found, "chair": found}.items():
        assert (role, as_person(role).get(url).status_code) == (role, status)
    assert "/accounts/login/" in as_person("visitor").get(url).url


def test_a_clause_stands_beside_the_rule_it_governs(as_person):
    row = clause(a_constitution(audience="members"), 1, "2.1")
    administrator = as_person("administrator")
    assert b"in person or online" not in administrator.get("/meetings/rules/").content
    administrator.post(reverse("library:govern", args=[row.pk]), {"rule": "quorum"})
    page = administrator.get("/meetings/rules/").content.decode()
    assert "in person or online" in page, "the words that hold, not those the rule was set on"
    assert "/library/constitution/clause/3.1/" in page
    assert rules.says(("quorum",), AnonymousUser()) == []
    other = clause(row.in_version.document, 2, "1.1")
    with pytest.raises(IllegalChange):
        rules.govern(clause=other, rule="quorum")
    for role in ("member", "partner"):
        status = 403 if role == "member" else 404
        assert as_person(role).post(reverse("library:govern", args=[row.pk]), {"rule": "notice"}).status_code == status
    rule = row.rules.get()
    release = reverse("library:release_rule", args=[rule.pk])
    assert as_person("member").post(release).status_code == 403
    administrator.post(release)
    assert b"in person or online" not in administrator.get("/meetings/rules/").content


def test_who_keeps_the_library_says_where_a_clause_came_from(as_person):
    document = a_constitution()
    row, url = clause(document, 2, "2.1"), None
    assert row.follows is None
    url = reverse("library:follow_clause", args=[row.pk])
    assert as_person("member").get(url).status_code == 403
    as_person("chair").post(url, {"follows": clause(document, 1, "2.2").pk, "version": row.version})
    row.refresh_from_db()
    assert row.follows.number == "2.2"


def test_a_document_to_be_reviewed_waits_for_the_administrator(as_person):
    document = a_constitution()
    Document.objects.filter(pk=document.pk).update(review_on=timezone.localdate())
    administrator, url = as_person("administrator"), reverse("library:review_document", args=[document.pk])
    assert "Look at a governing document again" in administrator.get("/").content.decode()
    assert overview.waits(AnonymousUser()) == []
    again = timezone.localdate() + datetime.timedelta(days=365)
    sent = {"review_on": again.isoformat(), "version": Document.objects.get(pk=document.pk).version}
    assert administrator.post(url, sent).status_code == 302
    assert Document.objects.get(pk=document.pk).review_on == again


def test_a_version_is_a_pdf_in_one_language_or_in_both(as_person):
    document = a_constitution(second=None)
    draft = versions.start_version(document=document)
    DocumentVersion.objects.filter(pk=draft.pk).update(text_cy="<h3>1. Enw</h3><p>Y Fforwm.</p>")
    url, hidden = (reverse("library:document_file", args=[document.pk, number]) for number in (1, 2))
    assert as_person("visitor").get(hidden).status_code == 404
    said = {}
    for language in ("en", "cy", "both"):
        made = b"".join(as_person("chair").get(hidden, {"language": language}).streaming_content)
        said[language] = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    assert ["Votes." in said["en"], "Votes." in said["cy"], "Y Fforwm" in said["cy"]] == [True, False, True]
    assert "Votes." in said["both"] and "Y Fforwm" in said["both"]
    assert as_person("visitor").get(url).status_code == 200


@pytest.mark.django_db
def test_words_above_the_first_number_lead_to_their_document(as_person):
    document = a_constitution(second=f"<p>What binds the Forum above all.</p>{SECOND}")
    above = clause(document, 2, "")
    assert above.get_absolute_url() == reverse("library:version", args=[document.pk, 2])
    page = as_person("member").get(document.get_absolute_url())
    assert (page.status_code, page.content.decode().count("What binds the Forum above all.")) == (200, 1)
    found = as_person("member").get(reverse("search"), {"words": "binds above"})
    assert found.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("words", [
    "clause 2", "Clause 2.", "constitution clause 2", "clause 2 of the Constitution", "Cyfansoddiad, cymal 2",
    "chymal 2 y Cyfansoddiad",
])  # fmt: skip
def test_a_clause_that_is_cited_with_its_document_is_led_to(as_person, words):
    document = a_constitution()
    Document.objects.update(title_cy="Cyfansoddiad")
    answer = as_person("visitor").get(reverse("search"), {"words": words})
    assert (answer.status_code, answer.get("Location")) == (302, reverse("library:clause", args=[document.slug, "2"]))


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "status"), [
    ("constitution 2.1", 302), ("2.1 of the Constitution", 302), ("2.1", 200), ("of 2.1", 200), ("framework 2.1", 200),
])  # fmt: skip
def test_a_number_alone_is_a_clause_beside_the_name_of_its_document(as_person, words, status):
    document = a_constitution()
    answer = as_person("visitor").get(reverse("search"), {"words": words})
    to = reverse("library:clause", args=[document.slug, "2.1"]) if status == 302 else None
    assert (answer.status_code, answer.get("Location")) == (status, to)


@pytest.mark.django_db
def test_a_clause_of_a_document_that_is_called_otherwise_is_not_led_to(as_person):
    a_constitution()
    assert as_person("visitor").get(reverse("search"), {"words": "clause 2 of the framework"}).status_code == 200
