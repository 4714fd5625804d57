"""Finding words as people type them."""

import pytest

from common.searching import all_words_in, holds
from meetings.models import Paragraph
from members.models import Organisation
from tests.cast import a_meeting, a_paragraph, an_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(db):
    """A function from words to the English names of the organisations that all of them are found in."""
    for name_en, name_cy in (("Tŷ Gŵyl", ""), ("Carers' rest", "Hoe gofalwyr"), ("100% ours", "Ein hun_ni")):
        Organisation.objects.create(name_en=name_en, name_cy=name_cy)
    return lambda words: {row.name_en for row in Organisation.objects.filter(all_words_in(words, "name"))}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("ty gwyl", {"Tŷ Gŵyl"}),
        ("TŶ", {"Tŷ Gŵyl"}),
        ("Carers’", {"Carers' rest"}),
        ("rest gofalwŷr", {"Carers' rest"}),
        ("rest gwyl", set()),
        ("%", {"100% ours"}),
        ("n_n", {"100% ours"}),
        ("0_0", set()),
        ("", {"Tŷ Gŵyl", "Carers' rest", "100% ours"}),
    ],
)
def test_accents_and_apostrophes_are_no_hindrance(found, words, names):
    assert found(words) == names


def test_rich_text_is_looked_through_too(cast):
    paragraph = a_paragraph(
        an_item(a_meeting(days=-1, state="held")), text_en="<p>The <strong>tŷ</strong> is ours.</p>", text_cy=""
    )
    assert Paragraph.objects.get(all_words_in("ty ours", "text")) == paragraph


def test_one_of_the_columns_is_enough(found):
    assert Organisation.objects.get(holds("gofalwŷr", "name_en", "name_cy")).name_en == "Carers' rest"
