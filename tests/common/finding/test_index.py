"""The words of rows as the database keeps them, whoever changes these."""

import random

import pytest
from django.db import connection

from common.finding import nearly
from common.models import Searched, SearchedWord
from forum_site import doors
from library.models import Document, DocumentVersion
from meetings.models import AgendaItem, Decision
from members.models import Organisation
from tests.cast import a_meeting, a_paragraph, an_item
from tests.searching import found as found_in

pytestmark = pytest.mark.django_db


def titles(words, reader):
    return [str(hit.title) for hit in found_in(doors, words, reader)]


def test_plain_sql_counts_as_a_form_does(cast):
    body = Organisation.objects.create(name_en="Zanzibar carers")
    assert titles("zanzibar", cast.member) == ["Zanzibar carers"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE members_organisation SET name_en = 'Quince carers' WHERE id = %s", [body.pk])
    assert (titles("zanzibar", cast.member), titles("quince", cast.member)) == ([], ["Quince carers"])
    body.delete()
    assert titles("quince", cast.member) == [] and not Searched.objects.filter(source="members_organisation").exists()


def test_names_that_stand_in_another_table_follow_it(cast):
    item = an_item(a_meeting(days=-3, state="held"), title_en="Zanzibar", title_cy="")
    Decision.objects.create(paragraph=a_paragraph(item), position=1, text_en="Agreed", text_cy="")
    assert titles("zanzibar agreed", cast.chair) == ["Agreed"]
    AgendaItem.objects.filter(pk=item.pk).update(title_en="Quince")
    assert (titles("zanzibar agreed", cast.chair), titles("quince agreed", cast.chair)) == ([], ["Agreed"])


def test_no_text_is_too_long_for_its_words(cast):
    letters = random.Random(7)
    words = ["".join(letters.choices("flrabcdeghimnop", k=24)) for _word in range(7_900)]
    text = f"<p>{' '.join(words)}</p>"
    paper = Document.objects.create(title_en="Long", audience="shared")
    version = DocumentVersion.objects.create(document=paper, number=1, text_en=text, text_cy=text)
    assert Searched.objects.filter(source="library_documentversion", key=version.pk).exists()


def test_two_rows_bring_a_word_once(cast):
    for name in ("Zanzibar one", "Zanzibar two"):
        Organisation.objects.create(name_en=name)
    assert SearchedWord.objects.filter(word="zanzibar").count() == 1


def test_words_that_no_row_holds_go(cast):
    body = Organisation.objects.create(name_en="Zanzibar carers")
    Organisation.objects.create(name_en="Other carers")
    body.delete()
    nearly.forget_words()
    left = set(SearchedWord.objects.values_list("word", flat=True))
    assert "zanzibar" not in left and "carers" in left
