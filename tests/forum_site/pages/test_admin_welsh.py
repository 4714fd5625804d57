"""What the admin's log and its lists say, in the language of who reads them."""

import datetime
import inspect
import json
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.admin import site
from django.contrib.admin.models import CHANGE, LogEntry
from django.utils import translation

from common.admin import Listed
from members.data import erasure
from members.models import ContactNote, Letter, Organisation, Person, Stakeholder
from members.sheets.exporting import exported
from tests.cast import a_meeting, a_paragraph, an_item
from tests.sources import ORDER

OURS = tuple(f"{app}." for app in ORDER)


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


def ours():
    """Return the admins of our own tables."""
    return [admin for admin in site._registry.values() if isinstance(admin, Listed)]


def test_a_list_shows_a_text_in_its_readers_language_and_not_one_side_of_it():
    assert [(admin, name) for admin in ours() for name in admin.list_display if str(name)[-3:] in ("_en", "_cy")] == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["cy", "en"])
def test_rows_of_a_list_are_called_and_sorted_as_their_reader_knows_them(keeper, language):
    keeper.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    Organisation.objects.all().delete()
    for name_en, name_cy in (("Swansea University", "Prifysgol Abertawe"), ("Rainbow", ""), ("Health Board", "Ŵyn")):
        Organisation.objects.create(name_en=name_en, name_cy=name_cy)
    shown = {"cy": ["Prifysgol Abertawe", "Rainbow", "Ŵyn"], "en": ["Health Board", "Rainbow", "Swansea University"]}
    for asked, names in (({}, shown[language]), ({"o": "1"}, shown[language]), ({"o": "-1"}, shown[language][::-1])):
        page = keeper.get("/admin/members/organisation/", asked).content.decode()
        assert re.findall(r'field-name"><a[^>]*>([^<]*)</a>', page) == names


@pytest.mark.django_db
def test_paragraphs_are_listed_without_the_marks_of_how_they_look(keeper):
    item = an_item(a_meeting(days=-1, state="held"))
    a_paragraph(item, text_en="<p>In <strong>English</strong>.</p>", text_cy="<p>Yn <strong>Gymraeg</strong>.</p>")
    page = keeper.get("/admin/meetings/paragraph/").content.decode()
    assert ">Yn Gymraeg.<" in page and "&lt;p&gt;" not in page and "In English" not in page


@pytest.mark.django_db
def test_a_thing_that_is_called_by_its_day_says_it_as_people_do(cast):
    contact = Stakeholder.objects.create(name="Nia")
    note = ContactNote.objects.create(stakeholder=contact, text="A call.", on=datetime.date(2026, 7, 16))
    with translation.override("cy"):
        assert str(note) == "Nia: 16 Gorffennaf 2026"
    named_by = [inspect.getsource(model.__str__) for model in apps.get_models() if model.__module__.startswith(OURS)]
    assert [source for source in named_by if "%Y-" in source] == []
