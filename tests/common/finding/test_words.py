"""Words as a search compares them: here and in the database alike."""

import re

import pytest
from django.db import connection

from common.finding import words
from common.finding.words import SMALL_WORDS, fold, radicals, terms

TEXTS = [
    "Cyfarfod y Fforwm Cydweithredol yng Nghaerdydd, Ddŵr & ŵyn",
    "The Carers’ co-operative’s well-being plan: O'Brien, Cymru’n un, i'r tŷ",
    "Æsop ﬁne Łódź naïve — 2016-03/D2; e‑mail 3.2 100%",
]


def asked(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_the_database_folds_and_counts_words_as_we_do(cast):
    for text in TEXTS:
        assert asked("SELECT common_fold(%s)", text) == fold(text)
        assert asked("SELECT common_heads(%s)", text) == len({term.word for term in terms(text)}), text
    small = asked("SELECT sum(common_heads(word)) FROM unnest(%s::text[]) word", sorted(SMALL_WORDS))
    assert small == 0


@pytest.mark.django_db
def test_the_database_takes_mutations_back_as_we_do():
    beginnings = [first + rest for first in words.MUTATED for rest in ("", "a", "ed", "lan", "rwydd")]
    for word in [*beginnings, *re.findall(r"\w+", fold(" ".join(TEXTS)))]:
        assert tuple(asked("SELECT common_radicals(%s)", word)) == radicals(word), word


@pytest.mark.parametrize(
    ("mutated", "word"),
    [
        ("nghydweithredol", "cydweithredol"), ("gydweithredol", "cydweithredol"), ("chydweithredol", "cydweithredol"),
        ("nghaerdydd", "caerdydd"), ("ddwr", "dwr"), ("mhenderfyniad", "penderfyniad"), ("fwrdd", "bwrdd"),
        ("weithgor", "gweithgor"), ("lywodraeth", "llywodraeth"), ("hysgol", "ysgol"), ("fangor", "bangor"),
        ("mangor", "bangor"), ("rwydwaith", "rhwydwaith"), ("nhai", "tai"), ("thai", "tai"), ("nolgellau", "dolgellau"),
    ],
)  # fmt: skip
def test_each_mutation_leads_back_to_its_word(mutated, word):
    assert word in radicals(mutated)


def test_small_words_are_left_out_unless_there_are_no_others():
    assert [term.word for term in terms("the minutes of the Forum's well-being")] == ["minutes", "forum", "wellbeing"]
    assert [term.word for term in terms("yn y")] == ["yn", "y"]
    assert terms("<> !") == ()


def test_the_sign_by_which_we_know_a_hyphen_is_not_typed():
    assert [term.word for term in terms(f"ab{words.HYPHEN} {words.HYPHEN} cd{words.HYPHEN}ef")] == ["ab", "cd", "ef"]
    assert all(all(term.parts) for term in terms(f"-ab- {words.HYPHEN}cd{words.HYPHEN}ef"))
