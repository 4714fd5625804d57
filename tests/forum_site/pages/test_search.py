"""Searching everywhere: what is found for whom, and what is said when nothing is."""

import pytest
from django.urls import reverse
from django.utils import timezone

from exchange.models import Post
from library import versions
from library.models import Consultation, Document, DocumentVersion
from meetings.models import Decision, Minutes, Paragraph
from members.models import Enquiry, EnquiryWord, Organisation, Person, Stakeholder
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


def test_every_word_must_occur_where_something_holds_them_all(forum, as_person):
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


def choices(client, words, **chosen):
    """Return {what is chosen from: {choice: how many}} of the page of a search."""
    facets = client.get(reverse("search"), {"words": words, **chosen}).context["facets"]
    return {facet.label: {str(one.label): one.number for one in facet.choices} for facet in facets}


def test_kinds_years_and_people_narrow_what_was_found_and_count_what_is_seen_alone(forum, cast, as_person):
    member, visitor = as_person("member"), as_person("visitor")
    told = choices(member, "quince")
    assert (told["Kind"]["Meetings"], told["Kind"]["Agenda items"], told["Kind"]["Posts"]) == (2, 1, 1)
    assert told["Person"] == {"Quince seven": 2, cast.member.name: 1}
    assert found(member, "quince", kind="post") == {"nine"}
    assert found(member, "quince", person=cast.member.pk) == {"nine"}
    assert found(member, "quince", year=1999) == set()
    assert choices(visitor, "quince") == {}


def test_a_fault_of_typing_is_put_right_from_what_is_seen_alone(forum, as_person):
    member = as_person("member").get(reverse("search"), {"words": "qiunce sixx"}).context
    chair = as_person("administrator").get(reverse("search"), {"words": "quinec sven"}).context
    assert (member["meant"], chair["meant"]) == ("", "quince seven")
    Stakeholder.objects.create(name="Zanzibari")
    assert as_person("member").get(reverse("search"), {"words": "zanzibarri"}).context["meant"] == ""
    assert as_person("administrator").get(reverse("search"), {"words": "zanzibarri"}).context["meant"] == "zanzibari"


def test_where_nothing_holds_all_the_words_what_holds_most_of_them_is_found_of_what_is_seen_alone(forum, as_person):
    answer = as_person("member").get(reverse("search"), {"words": "quince six zanzibari nine"})
    assert answer.context["is_partly"] and "Nothing holds all the words" in answer.content.decode()
    assert str(answer.context["hits"][0].title) == "Quince nine"
    assert "Quince six" not in answer.content.decode()
    assert found(as_person("visitor"), "quince six nine") == {"four"}
    assert not as_person("member").get(reverse("search"), {"words": "zanzibari xylophone"}).context["hits"]


def test_twenty_stand_on_a_page(cast, as_person):
    for number in range(21):
        Organisation.objects.create(name_en=f"Quince {number}")
    client = as_person("member")
    pages = [client.get(reverse("search"), {"words": "quince", "page": page}).context["hits"] for page in (1, 2)]
    assert [len(hits) for hits in pages] == [20, 1]


def test_a_number_leads_straight_to_what_it_is_of_for_who_may_see_it(forum, as_person):
    minutes = Minutes.objects.get()
    reference, page = minutes.meeting.reference, reverse("meetings:minutes", args=[minutes.meeting_id])
    cited = {"words": f"{reference}/1.1"}
    assert as_person("member").get(reverse("search"), cited).url == f"{page}#p1.1"
    assert as_person("visitor").get(reverse("search"), cited).status_code == 200
    for words in ("2016-13/D2", f"quince {reference}/1.1", f"{reference}-08"):
        assert as_person("member").get(reverse("search"), {"words": words}).status_code == 200, words


@pytest.mark.parametrize("words", ["decision {}/D1", "benderfyniad {}/d1", "{} D1", "minutes of {} 1.1"])
def test_a_number_is_cited_in_peoples_words(forum, as_person, words):
    minutes = Minutes.objects.get()
    Decision.objects.create(paragraph=Paragraph.objects.get(), position=1, text_en="Agreed", text_cy="")
    answer = as_person("member").get(reverse("search"), {"words": words.format(minutes.meeting.reference)})
    assert answer.url == f"{reverse('meetings:minutes', args=[minutes.meeting_id])}#p1.1"


def test_who_says_what_kind_of_thing_it_is_finds_these(forum, as_person):
    paragraph = Paragraph.objects.get()
    Decision.objects.create(paragraph=paragraph, position=1, text_en="To plant a medlar", text_cy="")
    Post.objects.create(author=Person.objects.first(), title="A decision on trees", text="Which medlar?")
    client = as_person("member")
    assert found(client, "medlar") == {"trees", "medlar"}
    assert found(client, "decision about the medlar") == found(client, "benderfyniad plant") == {"medlar"}
    assert "medlar" in found(client, "action medlar")


def test_what_is_called_just_so_comes_before_what_only_has_the_word_in_its_name(cast, as_person):
    for name in ("Chair", "Vice-Chair"):
        Stakeholder.objects.create(name=name)
    hits = as_person("administrator").get(reverse("search"), {"words": "chair", "kind": "contact"}).context["hits"]
    assert [str(hit.title) for hit in hits] == ["Chair", "Vice-Chair"]


@pytest.mark.parametrize("asked", [{"year": "x"}, {"person": "9" * 30}, {"kind": "z" * 50}, {"page": "x"}, {"year": 0}])
def test_an_address_that_makes_no_sense_is_no_fault(forum, as_person, asked):
    assert as_person("member").get(reverse("search"), {"words": "quince", **asked}).status_code == 200


def test_mutated_words_find_each_other(cast, as_person):
    Organisation.objects.create(name_cy="Canolfan yng Nghaerdydd", name_en="")
    Post.objects.create(author=cast.member, kind="idea", title="Pris y ddŵr", text="Mae'n gydweithredol", language="cy")
    client = as_person("member")
    assert found(client, "Caerdydd") == found(client, "gaerdydd") == {"Nghaerdydd"}
    assert found(client, "dwr") == found(client, "nghydweithredol") == {"ddŵr"}


def test_an_enquiry_is_found_by_who_answers_it(as_person, cast):
    enquiry = Enquiry.objects.create(name="Quince", email="q@forum.example", area="mid", text="A laundry of our own")
    EnquiryWord.objects.create(enquiry=enquiry, kind="note", text="She keeps medlars", by=cast.chair)
    hits = lambda role, words: found(as_person(role), words)  # noqa: E731
    assert [hits(role, "medlar") for role in ("chair", "partner", "member")] == [{"Quince"}, set(), set()]
    Enquiry.objects.update(answerer=cast.partner)
    assert [hits(role, "laundry") for role in ("partner", "member", "visitor")] == [{"Quince"}, set(), set()]


def test_a_clause_is_found_by_its_own_words_and_not_by_its_documents_title(as_person):
    text = DocumentVersion(text_en="<h3>1. Name</h3><p>We grow medlars.</p>")
    versions.draft_document(document=Document(kind="policy", title_en="Orchard policy"), version=text)
    versions.adopt(version=text, on=timezone.localdate())
    kinds = lambda words: {hit.kind for hit in as_person("member").get("/search/", {"words": words}).context["hits"]}  # noqa: E731
    assert (kinds("orchard"), kinds("medlars")) == ({"Policy"}, {"Policy", "Clause"})
