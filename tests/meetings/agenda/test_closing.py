"""A new item stands before those that close an agenda, and its maker hears what it does to the time."""

from django.urls import reverse

from meetings.agenda import standing_items
from meetings.proposing import proposals
from tests.cast import a_meeting, an_item, minutes_of


def titles(meeting):
    """Return the titles of an agenda, in order."""
    return list(meeting.items.order_by("position").values_list("title_en", flat=True))


def test_new_items_and_accepted_proposals_come_before_any_other_business(as_person, cast):
    meeting = a_meeting()
    standing_items.add_standing_items(meeting=meeting)
    before = titles(meeting)
    quick = {"title": "Care at home", "kind": "discussion", "minutes": "300"}
    page = as_person("administrator").post(reverse("meetings:quick_item", args=[meeting.pk]), quick, follow=True)
    assert "Item 4 is on the agenda, which now takes" in page.content.decode()
    assert "notice--warning" in page.content.decode()
    asked = proposals.propose(
        proposer=cast.member, title="Rents", language="en", text="", kind="discussion", minutes=10
    )
    proposals.accept(proposal=asked, meeting=meeting)
    assert titles(meeting) == [*before[:3], "Care at home", "Rents", *before[3:]]


def test_where_nothing_closes_the_agenda_a_new_item_is_its_last(cast):
    meeting = a_meeting()
    an_item(meeting, title_en="Care at home")
    standing_items.place_item(meeting=meeting, item=an_item(a_meeting(days=50)).__class__(title_en="Rents"))
    assert titles(meeting) == ["Care at home", "Rents"]


def test_the_list_of_who_may_not_confirm_says_that_the_minutes_wait_for_the_chair(as_person, cast):
    minutes_of(a_meeting(days=-20, state="held"), "circulated")
    type(cast.chair).objects.update(language="en")
    said = {role: as_person(role).get("/").content.decode() for role in ("administrator", "chair")}
    assert ["wait for the Chair" in page for page in said.values()] == [True, False]
    assert ["Confirm the minutes" in page for page in said.values()] == [False, True]
