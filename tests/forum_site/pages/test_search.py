"""Searching everywhere: what is found for whom, and what is said when nothing is."""

import pytest
from django.urls import reverse

from exchange.models import Post
from library.models import Consultation
from members.models import Organisation, Stakeholder
from taskgroups.models import TaskGroup
from tests.cast import a_meeting, a_paragraph, an_item, minutes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum(cast):
    """A word in every room."""
    meeting = a_meeting(days=-3, state="held", title_en="Quince <one>", title_cy="")
    item = an_item(meeting, title_en="Quince two", title_cy="")
    a_paragraph(item, text_en="<p>Quince three & more.</p>", text_cy="")
    minutes_of(meeting, "circulated")
    a_meeting(title_en="Quince four", title_cy="Gwins pedwar", is_public=True)
    Organisation.objects.create(name_en="Quince five", kind="regulator")
    Stakeholder.objects.create(name="Quince six")
    cast.convenor.name = "Quince seven"
    cast.convenor.save()
    TaskGroup.objects.create(name_en="Quince eight", convenor=cast.convenor)
    Post.objects.create(author=cast.member, kind="idea", title="Quince nine", text="Words")
    Consultation.objects.create(title_en="Quince ten")


def found(client, words, **chosen):
    """Return the last words of the titles that a search finds; of paragraphs, of their texts."""
    hits = client.get(reverse("search"), {"words": words, **chosen}).context["hits"]
    said = [str(hit.extract if hit.kind == "Minutes" else hit.title) for hit in hits]
    return {text.replace("& more.", "").split()[-1] for text in said}


INSIDE = {"<one>", "two", "three", "four", "five", "seven", "eight", "nine", "ten"}


@pytest.mark.parametrize(("role", "expected"), [
    ("administrator", INSIDE | {"six"}), ("member", INSIDE), ("partner", INSIDE), ("staff", {"four"}),
    ("visitor", {"four"}),
])  # fmt: skip
def test_each_finds_what_they_may_see(forum, as_person, role, expected):
    assert found(as_person(role), "quince") == expected


def test_every_word_must_occur(forum, as_person):
    assert found(as_person("member"), "QUINCE  thrée") == {"three"}


def test_a_hit_leads_to_its_page_in_words_that_know_their_language(forum, as_person):
    client = as_person("member")
    client.cookies["language"] = "cy"
    answer = client.get(reverse("search"), {"words": "quince"})
    page = answer.content.decode()
    assert "Gwins pedwar" in page and "Quince four" not in page
    assert (
        '<h2 class="entry__title" lang="en"><a href' in page
        and "<mark>Quince</mark> &lt;one&gt;" in page
        and "<mark>Quince</mark> three &amp; more." in page
    )
    assert {client.get(hit.url).status_code for hit in answer.context["hits"]} == {200}


@pytest.mark.parametrize("words", ["q", "q" * 81, ""])
def test_what_cannot_be_looked_for_is_told_beside_its_field(client, words):
    answer = client.get(reverse("search"), {"words": words})
    assert list(answer.context["form"].errors) == ["words"] and 'aria-invalid="true"' in answer.content.decode()


def test_nothing_found_says_what_to_try(client):
    assert "Nothing found." in client.get(reverse("search"), {"words": "xylophone"}).content.decode()
    assert "Nothing found." not in client.get(reverse("search")).content.decode()


def test_every_page_leads_there(client):
    assert f'href="{reverse("search")}"' in client.get("/").content.decode()
