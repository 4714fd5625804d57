"""Sixty searches by people's words over the sample Forum: what they mean comes first."""

import pytest
from django.utils import translation

from common.finding.results import Chosen
from forum_site.pages.found import found
from members.models import Person
from tests.forum_site.pages.searches import FAULTS, MENDED, PLAIN, WELSH
from tests.forum_site.pages.test_sample import sample  # noqa: F401 (a fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample"), pytest.mark.slow]
SEARCHES = [*(("en", *one) for one in PLAIN), *(("cy", *one) for one in WELSH), *(("en", *one) for one in FAULTS)]


def first(language, words, reader):
    """Return the title of the first hit of a search, as its page has it."""
    with translation.override(language):
        hits = found(words, Chosen(), "", reader)["hits"]
    return str(hits[0].title) if hits else ""


def test_what_people_mean_comes_first():
    reader = Person.objects.with_rights().filter(terms__office__role="administrator").first()
    told = {words: (title, first(language, words, reader)) for language, words, title in SEARCHES}
    wrong = {words: pair for words, pair in told.items() if not pair[1].startswith(pair[0])}
    assert (len(SEARCHES), len(told)) == (60, 60)
    assert len(wrong) <= 6, wrong


def test_what_was_wrong_once_is_right():
    reader = Person.objects.with_rights().filter(terms__office__role="administrator").first()
    told = {words: (title, first(language, words, reader)) for language, words, title in MENDED}
    assert [words for words, (title, shown) in told.items() if not shown.startswith(title)] == []
