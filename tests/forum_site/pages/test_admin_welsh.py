"""What the admin's log and its list of letters say, in the language of who reads them."""

import json

import pytest
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.utils import translation

from members.data import erasure
from members.models import Letter, Person
from members.sheets.exporting import exported


@pytest.fixture
def keeper(as_person, cast):
    """The browser of staff with every permission, in Welsh."""
    Person.objects.filter(pk=cast.staff.pk).update(is_superuser=True)
    client = as_person("staff")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    return client


def said(message, language="cy"):
    with translation.override(language):
        return LogEntry(change_message=message, action_flag=CHANGE).get_change_message()


def changed(*labels):
    return json.dumps([{"changed": {"fields": list(labels)}}])


@pytest.mark.parametrize(
    "message, welsh, english",
    [
        (changed("organisation"), "Newidiwyd sefydliad.", "Changed organisation."),
        (changed("title (Welsh)", "state"), "Newidiwyd teitl (Cymraeg) a cyflwr.", "Changed title (Welsh) and state."),
        ("Erased at their wish", "Dilëwyd ar gais y person", "Erased at their wish"),
        ("Exported to a spreadsheet", "Allforiwyd i daenlen", "Exported to a spreadsheet"),
        ("Something of old", "Something of old", "Something of old"),
        ("", "", ""),
    ],
)
def test_the_log_is_in_its_readers_language(message, welsh, english):
    assert (said(message), said(message, "en")) == (welsh, english)


@pytest.mark.django_db
def test_an_erasure_is_noted_in_both_languages(cast):
    erasure.erase(person=cast.member, by=cast.chair, keeps_name=False)
    note = LogEntry.objects.get(user=cast.chair, object_id=str(cast.member.pk))
    assert said(note.change_message) == "Dilëwyd ar gais y person"


@pytest.mark.django_db
def test_an_export_is_noted_without_words_of_one_language(cast):
    with translation.override("en"):
        exported(kind="people", suffix="csv", by=cast.chair)
    note = LogEntry.objects.get(user=cast.chair)
    assert note.object_repr == f"{Person.objects.count()} × csv"
    assert said(note.change_message) == "Allforiwyd i daenlen"


@pytest.mark.django_db
def test_letters_are_listed_by_what_they_are_called(cast, keeper):
    letter = Letter.objects.create(kind="meetings.change", thing="1:1", person=cast.member)
    Letter.objects.create(kind="meetings.reminder", thing="1:1", person=cast.partner)
    page = keeper.get("/admin/members/letter/").content.decode()
    assert "Newid i gyfarfod" in page
    assert ">meetings." not in page
    assert (
        f"/admin/members/letter/{letter.pk}/change/"
        in keeper.get("/admin/members/letter/?kind=meetings.change").content.decode()
    )
    assert cast.partner.name not in keeper.get("/admin/members/letter/?kind=meetings.change").content.decode()
    one = keeper.get(f"/admin/members/letter/{letter.pk}/change/").content.decode()
    assert '<div class="readonly">Newid i gyfarfod</div>' in one
