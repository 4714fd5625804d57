"""Proposing from where one reads: what it is about is kept by its key, and what accepting does is shown before."""

import pytest
from django.urls import reverse

from meetings.models import AgendaItem, Precedent, Proposal
from meetings.proposing import proposals
from tests.cast import a_meeting, a_paragraph, an_item, minutes_of

pytestmark = pytest.mark.django_db
ASKED = {"title": "More of that", "kind": "discussion", "minutes": "20", "language": "en"}


@pytest.fixture
def before(cast):
    """A meeting held, with an item, a reserved one, and minutes that are circulated."""
    meeting = a_meeting(days=-30, state="held")
    a_paragraph(an_item(meeting, title_en="Zanzibar", reserved=True), text_en="Ouagadougou")
    a_paragraph(an_item(meeting, title_en="Care at home"))
    minutes_of(meeting, "circulated")
    return meeting


@pytest.fixture
def ahead(cast):
    """A meeting of 270 minutes to come: an item of 200, and one that closes every agenda."""
    meeting = a_meeting()
    an_item(meeting, title_en="Long talk", title_cy="Sgwrs hir", minutes=200)
    an_item(meeting, title_en="Any other business", title_cy="Unrhyw fater arall", minutes=10)
    return meeting


def path(**read):
    return reverse("meetings:propose") + "?" + "&".join(f"{name}={meeting.pk}" for name, meeting in read.items())


@pytest.mark.parametrize(
    ("page", "read", "anchor"), [("meeting", "agenda", "#item-2"), ("minutes", "minutes", "#p2.1")]
)
def test_a_member_asks_from_where_they_read_and_finds_the_way_back(as_person, before, page, read, anchor):
    member = as_person("member")
    place = reverse(f"meetings:{page}", args=[before.pk])
    assert f"{path(**{read: before})}" in member.get(place).content.decode()
    item = AgendaItem.objects.get(title_en="Care at home")
    about = {"about_item": item.pk} if read == "agenda" else {"about_paragraph": item.paragraphs.get().pk}
    member.post(path(**{read: before}), ASKED | about)
    mine = member.get(reverse("meetings:proposals_mine")).content.decode()
    assert f"{place}{anchor}" in mine
    AgendaItem.objects.filter(pk=item.pk).update(title_en="Renamed")
    assert proposals.about_of(Proposal.objects.get()).url == f"{place}{anchor}"


def test_what_one_does_not_read_one_cannot_ask_about(as_person, before):
    partner = as_person("partner")
    for read in ("agenda", "minutes"):
        page = partner.get(path(**{read: before})).content.decode()
        assert ("Zanzibar" in page, "Ouagadougou" in page) == (False, False)
    hidden = AgendaItem.objects.get(title_en="Zanzibar")
    assert partner.post(path(agenda=before), ASKED | {"about_item": hidden.pk}).status_code == 200
    assert Proposal.objects.count() == 0
    draft = a_meeting()
    an_item(draft, title_en="Timbuktu")
    assert "Timbuktu" not in partner.get(path(agenda=draft)).content.decode()


def test_before_accepting_the_place_the_minutes_and_the_time_are_shown(as_person, ahead, cast):
    proposal = proposals.propose(proposer=cast.member, title="More", language="en", minutes=70, kind="discussion")
    keeper = as_person("administrator")
    url = reverse("meetings:answer_proposal", args=[ahead.pk, proposal.pk])
    outcome = keeper.get(url).context["outcome"]
    assert (outcome.place, outcome.before.title, outcome.total, outcome.over) == (2, "Any other business", 280, 10)
    assert "Minutes after the end at 15:00: 10" in keeper.get(url).content.decode()
    again = keeper.post(url, {"minutes": "45", "reason": "Shorter", "reckon": "on"})
    assert (again.context["outcome"].left, Proposal.objects.get().answer) == (15, "waiting")
    keeper.post(url, {"minutes": "45", "reason": "Shorter", "answer": "accept"})
    item = Proposal.objects.get().item
    assert (item.position, item.minutes) == (2, 45)


def test_an_accepted_item_follows_the_earlier_one_that_it_is_about(before, ahead, cast):
    earlier = AgendaItem.objects.get(title_en="Care at home")
    facts = {"proposer": cast.member, "title": "More", "language": "en"}
    item = proposals.accept(
        proposal=proposals.propose(**facts, about_paragraph=earlier.paragraphs.get()), meeting=ahead
    )
    assert list(Precedent.objects.values_list("earlier", "later")) == [(earlier.pk, item.pk)]
    same = proposals.propose(**facts, about_item=ahead.items.first())
    proposals.accept(proposal=same, meeting=ahead)
    assert Precedent.objects.count() == 1
