"""The library: who reads what, versions that stand once adopted, consultations."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from common.editing import IllegalChange
from library import overview, versions
from library.models import Consultation, Document, DocumentVersion
from members.access import Audience, Circle
from tests.searching import found

DAY = datetime.date(2026, 3, 10)


def a_document(*, adopted=True, **facts):
    """Return a document with one version, adopted unless told."""
    text = facts.pop("text_en", "A quorum is nine members.")
    defaults = {"kind": "constitution", "title_en": "Constitution", "title_cy": "Cyfansoddiad"}
    document = versions.draft_document(document=Document(**defaults | facts), version=DocumentVersion(text_en=text))
    if adopted:
        versions.adopt(version=document.versions.get(), on=DAY)
    return document


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"library:{name}", args=args)


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (Audience.PUBLIC, {"visitor", "partner", "member", "chair", "staff"}),
        (Audience.SHARED, {"partner", "member", "chair"}),
        (Audience.MEMBERS, {"member", "chair"}),
    ],
)
def test_a_document_is_for_its_audience(as_person, audience, readers):
    document = a_document(audience=audience)
    for role in ("visitor", "partner", "member", "chair", "staff"):
        answer = as_person(role).get(document.get_absolute_url())
        refused = 302 if role == "visitor" else 404
        assert (role, answer.status_code) == (role, 200 if role in readers else refused)


def test_a_draft_is_for_the_record_keepers(as_person):
    draft = a_document(adopted=False, audience=Audience.PUBLIC, title_en="Zanzibar")
    version = draft.versions.get()
    for role in ("member", "partner", "staff"):
        client = as_person(role)
        assert client.get(draft.get_absolute_url()).status_code == 404
        assert client.get(version.get_absolute_url()).status_code == 404
        assert b"Zanzibar" not in client.get(url("documents")).content
    assert as_person("administrator").get(draft.get_absolute_url()).status_code == 200
    assert found(overview.DOOR, "Zanzibar", AnonymousUser()) == []


def test_the_draft_of_a_later_version_leaks_to_nobody(as_person):
    document = a_document(audience=Audience.PUBLIC)
    draft = versions.start_version(document=document)
    DocumentVersion.objects.filter(pk=draft.pk).update(text_en="Zanzibar")
    member = as_person("member")
    assert b"Zanzibar" not in member.get(document.get_absolute_url()).content
    assert member.get(draft.get_absolute_url()).status_code == 404
    assert member.get(url("compare_versions", document.pk, 1, 2)).status_code == 404
    assert found(overview.DOOR, "Zanzibar", AnonymousUser()) == []


def test_what_is_adopted_stands_even_against_the_database(db):
    version = a_document().versions.get()
    for change in (version.delete, lambda: DocumentVersion.objects.filter(pk=version.pk).update(text_en="Other")):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()
    with pytest.raises(IllegalChange):
        versions.adopt(version=version, on=DAY)
    with pytest.raises(IllegalChange):
        versions.discard_draft(version=version)


def test_a_new_version_begins_as_a_copy_and_there_is_one_draft(db):
    document = a_document()
    draft = versions.start_version(document=document)
    assert (draft.number, draft.text_en) == (2, "<p>A quorum is nine members.</p>")
    assert versions.start_version(document=document) == draft
    versions.discard_draft(version=draft)
    assert document.current.number == 1


def test_discarding_the_only_draft_discards_the_document(db):
    versions.discard_draft(version=a_document(adopted=False).versions.get())
    assert Document.objects.count() == 0


def test_a_version_without_text_is_not_adopted(db):
    draft = a_document(adopted=False, text_en="").versions.get()
    with pytest.raises(IllegalChange):
        versions.adopt(version=draft, on=DAY)


def test_the_administrator_adds_changes_and_adopts(as_person):
    administrator = as_person("administrator")
    facts = {
        "kind": "policy",
        "title_en": "Travel",
        "title_cy": "Teithio",
        "audience": "members",
        "text_en": "We share cars.",
    }
    answer = administrator.post(url("add_document"), facts)
    document = Document.objects.get()
    assert answer.url == document.get_absolute_url()
    administrator.post(url("edit_draft", document.pk), {"text_en": "We take the train.", "version": 1})
    administrator.post(url("adopt_draft", document.pk), {"on": "2026-03-10"})
    assert (document.current.text_en, document.current.adopted_on) == ("<p>We take the train.</p>", DAY)
    administrator.post(url("start_version", document.pk))
    assert document.versions.count() == 2
    assert administrator.get(url("discard_draft", document.pk)).status_code == 200


def test_without_a_text_nothing_is_saved_and_nothing_lost(as_person):
    facts = {"kind": "policy", "title_en": "Travel", "audience": "members"}
    answer = as_person("administrator").post(url("add_document"), facts)
    assert answer.context["text"].errors.keys() == {"text_en"}
    assert 'value="Travel"' in answer.content.decode()
    assert Document.objects.count() == 0


@pytest.mark.parametrize("name", ["add_document", "add_consultation"])
def test_members_do_not_keep_the_library(as_person, name):
    assert as_person("member").get(url(name)).status_code == 403
    assert as_person("visitor").get(url(name)).status_code == 302


@pytest.mark.parametrize("name", ["edit_document", "edit_draft", "adopt_draft", "discard_draft"])
def test_members_do_not_change_documents(as_person, name):
    document = a_document()
    versions.start_version(document=document)
    assert as_person("member").get(url(name, document.pk)).status_code == 403


def test_two_versions_are_compared_word_by_word(db):
    document = a_document(text_en="A quorum is nine members.\n\nThe Chair decides.")
    draft = versions.start_version(document=document)
    draft.text_en = "A quorum is ten members.\n\nThe Chair decides.\n\nMinutes are kept."
    draft.save()
    shown = [
        [(c.kind, c.text) for c in paragraph] for paragraph in versions.compare_versions(document.current, draft, "en")
    ]
    assert shown == [
        [("same", "A quorum is"), ("removed", "nine"), ("added", "ten"), ("same", "members.")],
        [("same", "The Chair decides.")],
        [("added", "Minutes are kept.")],
    ]


def test_consultations_are_for_members_and_partners(as_person):
    day = timezone.localdate() + datetime.timedelta(days=9)
    row = Consultation.objects.create(title_en="Part 9 guidance", asked_by="Welsh Government", closes_on=day)
    for role, status in {"visitor": 302, "member": 200, "partner": 200, "staff": 404}.items():
        assert (role, as_person(role).get(row.get_absolute_url()).status_code) == (role, status)
    assert b"Part 9 guidance" in as_person("partner").get(url("consultations")).content
    assert list(Consultation.objects.open()) == [row]


def test_a_consultation_that_closes_before_it_opens_is_refused(as_person):
    facts = {"title_en": "Codes", "asked_by": "Welsh Government", "opens_on": "2026-05-01", "closes_on": "2026-04-01"}
    answer = as_person("chair").post(url("add_consultation"), facts)
    assert answer.context["form"].errors.keys() == {"closes_on"}
    as_person("chair").post(url("add_consultation"), facts | {"closes_on": "2026-06-01"})
    assert Consultation.objects.get().closes_on == datetime.date(2026, 6, 1)


def test_the_latest_summary_is_news_for_visitors(db):
    since = timezone.now()
    a_document(kind="annual_summary", title_en="2016", audience=Audience.PUBLIC)
    a_document(kind="annual_summary", title_en="For members", audience=Audience.MEMBERS)
    assert [(entry.kind, entry.title) for entry in overview.news(since, AnonymousUser())] == [
        ("annual_summary", "2016")
    ]
    assert {entry.title for entry in overview.year(DAY, DAY, Circle.MEMBER)} == {"2016", "For members"}


def test_the_last_public_summary_stays_on_the_front_page_however_much_comes_after_it(
    client, db, django_assert_max_num_queries
):
    assert overview.summaries(AnonymousUser()) == []
    a_document(kind="annual_summary", title_en="The year 2016", audience=Audience.PUBLIC)
    a_document(kind="annual_summary", title_en="For members", audience=Audience.MEMBERS)
    for number in range(overview.MOST + 1):
        a_document(kind="policy", title_en=f"Policy {number}", audience=Audience.PUBLIC)
    assert [summary.title for summary in overview.summaries(AnonymousUser())] == ["The year 2016"]
    with django_assert_max_num_queries(5):
        page = client.get("/").content.decode()
    assert ("The year 2016" in page, "For members" in page) == (True, False)
