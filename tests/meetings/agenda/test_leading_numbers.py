"""A number that somebody types before a title is left out, with a word: an agenda numbers its items by itself."""

import pytest
from django.urls import reverse

from meetings.agenda.forms import NUMBER_DROPPED, QuickItemForm
from meetings.agenda.numbering import unnumbered
from meetings.models import AgendaItem
from meetings.proposing import proposals
from tests.cast import a_meeting, an_item
from tests.typed import typed


@pytest.mark.parametrize("title", ["4. Budget", "4) Budget", "Item 3A: Budget", "Eitem 4. Budget", "4.1. Budget"])
def test_a_leading_number_is_no_part_of_a_title(title):
    assert unnumbered(title) == "Budget"


@pytest.mark.parametrize(
    "title", ["2016 accounts", "10.30 start", "1.5 million pounds", "3 nations", "4.", "Item for a vote", "100. Budget"]
)
def test_a_number_that_says_something_stays(title):
    assert unnumbered(title) == title


def test_who_adds_an_item_hears_of_it(as_person, cast):
    type(cast.administrator).objects.update(language="en")
    meeting, client = a_meeting(), as_person("administrator")
    quick = {"title": "4. Budget", "kind": "business", "minutes": "10"}
    page = client.post(reverse("meetings:quick_item", args=[meeting.pk]), quick, follow=True).content.decode()
    assert str(NUMBER_DROPPED) in page
    assert [str(item) for item in meeting.items.all()] == ["1. Budget"]
    again = client.post(reverse("meetings:quick_item", args=[meeting.pk]), quick | {"title": "Rents"}, follow=True)
    assert str(NUMBER_DROPPED) not in again.content.decode()
    assert not QuickItemForm().number_dropped


def test_who_changes_an_item_hears_of_it_and_what_past_minutes_brought_stays(as_person, cast):
    type(cast.administrator).objects.update(language="en")
    item = an_item(a_meeting(), title_en="12. Rents", title_cy="Rhenti")
    client, address = as_person("administrator"), reverse("meetings:edit_item", args=[item.pk])
    client.post(address, typed(client.get(address)) | {"minutes": "20"})
    item.refresh_from_db()
    assert (item.title_en, item.minutes) == ("12. Rents", 20)
    page = client.post(address, typed(client.get(address)) | {"title_cy": "2. Rhenti"}, follow=True)
    assert str(NUMBER_DROPPED) in page.content.decode()
    item.refresh_from_db()
    assert item.title_cy == "Rhenti"


def test_what_people_propose_gets_the_number_of_its_place(cast):
    asked = proposals.propose(
        proposer=cast.member, title="4. Rents", language="en", text="", kind="discussion", minutes=10
    )
    assert str(proposals.accept(proposal=asked, meeting=a_meeting())) == "1. Rents"
    assert AgendaItem.objects.get().title_en == "Rents"
