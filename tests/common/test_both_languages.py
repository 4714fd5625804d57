"""Two-language text: what is read, what counts as newer, what the database refuses."""

import pytest
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.utils import translation

from common.both_languages import texts_of, waiting_for
from meetings.models import Meeting
from members.models import Organisation

pytestmark = pytest.mark.django_db


def named(**names):
    return Organisation.objects.create(**names)


@pytest.mark.parametrize(
    ("names", "language", "read", "lang"),
    [
        ({"name_en": "Alliance", "name_cy": "Cynghrair"}, "en", "Alliance", "en"),
        ({"name_en": "Alliance", "name_cy": "Cynghrair"}, "cy", "Cynghrair", "cy"),
        ({"name_en": "Alliance"}, "cy", "Alliance", "en"),
        ({"name_cy": "Cynghrair"}, "en", "Cynghrair", "cy"),
    ],
)
def test_reads_the_readers_language_else_the_other(names, language, read, lang):
    organisation = named(**names)
    with translation.override(language):
        assert (organisation.name, organisation.name.lang) == (read, lang)


def test_the_page_marks_text_of_the_other_language_only():
    organisation = named(name_cy="Cynghrair")
    template = Template("{% load both_languages %}<p{% lang_of o.name %}>")
    with translation.override("en"):
        assert template.render(Context({"o": organisation})) == '<p lang="cy">'
    with translation.override("cy"):
        assert template.render(Context({"o": organisation})) == "<p>"


def test_one_of_the_two_must_be_written():
    with pytest.raises(IntegrityError), transaction.atomic():
        named(name_en="", name_cy="")


@pytest.mark.parametrize(
    ("edits", "newer"),
    [
        ([{"name_en": "B"}], "en"),
        ([{"name_cy": "B"}], "cy"),
        ([{"name_en": "B", "name_cy": "B"}], ""),
        ([{"name_en": "B"}, {"name_en": "C"}], "en"),
        ([{"name_en": "B"}, {"name_cy": "B"}], ""),
        ([{"kind": "other"}], ""),
    ],
)
def test_the_side_edited_without_the_other_is_newer(edits, newer):
    organisation = named(name_en="A", name_cy="A")
    for edit in edits:
        Organisation.objects.filter(pk=organisation.pk).update(**edit)
    organisation.refresh_from_db()
    assert organisation.name_newer == newer


def test_waiting_lists_what_is_missing_or_older():
    missing, older, both = named(name_en="A"), named(name_en="B", name_cy="B"), named(name_en="C", name_cy="C")
    Organisation.objects.filter(pk=older.pk).update(name_en="B2")
    assert set(Organisation.objects.filter(waiting_for(Organisation, "cy"))) == {missing, older}
    assert both not in Organisation.objects.filter(waiting_for(Organisation, "en"))


def test_the_texts_of_a_model_in_their_order():
    assert texts_of(Meeting) == ["title", "place"]
