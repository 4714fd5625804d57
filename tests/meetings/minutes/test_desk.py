"""The desk on which minutes are written: one item is open, and it is the one that is wanted."""

import re

import pytest
from django.utils import timezone

from tests.cast import a_meeting, a_paragraph, an_item
from tests.typed import typed

pytestmark = pytest.mark.django_db
OPEN = re.compile(r'<details class="minutes__item" name="item" id="item-(\d+)" open')
MARKED = re.compile(r'data-sheet="item-(\d+)"\s*aria-current="true"')


@pytest.fixture
def items():
    meeting = a_meeting(days=-1, state="held")
    return [an_item(meeting, title_en=title) for title in ("Welcome", "Budget", "Any other business")]


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


def opened(response):
    """Return the number of the one item that is open and marked in the list beside."""
    page = response.content.decode()
    assert len(OPEN.findall(page)) == 1
    assert OPEN.findall(page) == MARKED.findall(page)
    return OPEN.findall(page)[0]


def at(items, query=""):
    return f"/meetings/{items[0].meeting_id}/minutes/write/{query}"


def test_the_first_item_of_which_nothing_is_written_is_open(administrator, items):
    assert opened(administrator.get(at(items))) == "1"
    a_paragraph(items[0])
    assert opened(administrator.get(at(items))) == "2"


def test_the_item_that_is_running_comes_before_it_and_the_one_asked_for_before_all(administrator, items):
    type(items[2]).objects.filter(pk=items[2].pk).update(started_at=timezone.now())
    numbers = [opened(administrator.get(at(items, query))) for query in ("", "?item=2", "?item=99", "?item=")]
    assert numbers == ["3", "2", "3", "3"]


def test_when_all_is_written_the_first_is_open(administrator, items):
    for item in items:
        a_paragraph(item)
    assert opened(administrator.get(at(items))) == "1"


def test_what_was_refused_is_open_with_its_reason(administrator, items):
    key = items[1].pk
    response = administrator.post(at(items), {"item": str(key), f"item-{key}-text_en": "", f"item-{key}-text_cy": ""})
    assert opened(response) == "2"
    assert response.content.count(b'id="error-summary"') == 1
    assert response.content.count(b'<details class="minutes__new" open>') == 3  # nothing is written of any


def test_a_saved_paragraph_leads_back_to_its_item(administrator, items):
    sent = {"item": str(items[1].pk), f"item-{items[1].pk}-text_en": "Agreed."}
    response = administrator.post(at(items), sent)
    assert response.url == at(items, "?item=2#item-2")
    assert opened(administrator.get(response.url)) == "2"


@pytest.mark.parametrize(("language", "own", "other"), [("en", "text_en", "text_cy"), ("cy", "text_cy", "text_en")])
def test_ones_own_language_comes_first_and_the_other_is_folded_until_it_is_written(
    administrator, items, cast, language, own, other
):
    type(cast.administrator).objects.filter(pk=cast.administrator.pk).update(language=language)
    row = a_paragraph(items[0], **{own: "One.", other: ""})
    for text, is_open in (("", False), ("Un.", True)):
        type(row).objects.filter(pk=row.pk).update(**{other: text})
        response = administrator.get(f"/meetings/paragraphs/{row.pk}/")
        assert [name for name in typed(response) if name.startswith("text")] == [own, other]
        assert (b'<details class="other-side" data-remembered open>' in response.content) == is_open
