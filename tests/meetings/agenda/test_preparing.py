"""The weeks before a meeting: standing items, the bin, proposals, what is taken as read,
reserved items, matters arising.
"""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from common.editing import IllegalChange
from common.steps import take
from meetings import overview
from meetings.agenda import building, standing_items
from meetings.agenda.showing import read_agenda
from meetings.models import AgendaItem, Meeting, Proposal, StandingItem
from meetings.planning import lifecycle
from meetings.proposing import proposals
from members.access import circle_of
from tests.cast import a_meeting, a_paragraph, an_action, an_item, minutes_of
from tests.searching import found


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"meetings:{name}", args=args)


def published(**facts):
    """Return a meeting whose agenda is out, with one item taken as read and one that is discussed."""
    meeting = a_meeting(**facts)
    an_item(meeting, title_en="Budget report", title_cy="Adroddiad y gyllideb", taken_as_read=True, minutes=12)
    an_item(meeting, title_en="Care at home", title_cy="Gofal gartref", kind="discussion", minutes=30)
    return take(meeting, lifecycle.PUBLISH, notify=False)


def titles(meeting):
    return [item.title_en for item in meeting.items.order_by("position")]


def test_a_quarterly_meeting_begins_with_the_standing_items(as_person, cast):
    facts = {
        "kind": "quarterly",
        "title_en": "March",
        "date": "2027-03-09",
        "starts": "10:30",
        "ends": "15:00",
        "chair": cast.chair.pk,
    }
    as_person("administrator").post(url("schedule"), facts)
    meeting = Meeting.objects.get()
    assert titles(meeting)[:3] == ["Welcome and apologies", "Minutes of the last meeting", "Matters arising"]
    assert standing_items.add_standing_items(meeting=meeting) == 0


def test_the_forums_own_standing_items_take_the_place_of_the_usual_ones(as_person):
    StandingItem.objects.create(title_en="Song", title_cy="Cân", minutes=3)
    meeting = a_meeting()
    as_person("chair").post(url("add_standing_items", meeting.pk))
    assert titles(meeting) == ["Song"]


def test_a_removed_item_waits_in_the_bin_and_comes_back_to_its_place(as_person):
    meeting = a_meeting()
    for title in ("First", "Second", "Third"):
        an_item(meeting, title_en=title)
    chair, second = as_person("chair"), meeting.items.get(position=2)
    chair.post(url("remove_item", second.pk))
    assert titles(meeting) == ["First", "Third"]
    assert url("put_back_item", second.pk) in chair.get(url("build_agenda", meeting.pk)).content.decode()
    assert as_person("member").post(url("put_back_item", second.pk)).status_code == 403
    chair.post(url("put_back_item", second.pk))
    assert titles(meeting) == ["First", "Second", "Third"]
    assert chair.post(url("put_back_item", second.pk)).status_code == 404


def test_what_is_in_the_bin_is_found_nowhere(cast, as_person):
    meeting = published()
    item = an_item(meeting, title_en="Zanzibar")
    building.remove_item(item=item)
    assert "Zanzibar" not in as_person("member").get(meeting.get_absolute_url()).content.decode()
    assert found(overview.DOOR, "Zanzibar", cast.chair) == []


def test_items_taken_as_read_take_no_time_and_are_counted_as_saved(cast):
    meeting = published()
    agenda = read_agenda(meeting, circle_of(cast.member))
    bar = agenda.bar
    assert [item.title for item in agenda.discussed] == ["Care at home"]
    assert (bar.total_minutes, bar.saved_minutes, bar.saved_items) == (30, 12, 1)


def test_a_member_pulls_an_item_out_and_it_says_who(as_person, cast):
    meeting = published()
    item = meeting.items.get(position=1)
    member = as_person("member")
    assert url("pull_item", item.pk) in member.get(meeting.get_absolute_url()).content.decode()
    member.post(url("pull_item", item.pk), {"reason": "What of the rent?"})
    item.refresh_from_db()
    assert (item.taken_as_read, item.pulled_by, item.pull_reason) == (False, cast.member, "What of the rent?")
    page = as_person("administrator").get(meeting.get_absolute_url()).content.decode()
    assert "Margaret Ellicott asked to discuss this." in page
    assert member.post(url("pull_item", item.pk), {"reason": ""}).status_code == 409


def test_partners_read_the_lane_and_do_not_pull(as_person):
    meeting = published()
    item = meeting.items.get(position=1)
    partner = as_person("partner")
    page = partner.get(meeting.get_absolute_url()).content.decode()
    assert "Budget report" in page
    assert url("pull_item", item.pk) not in page
    assert partner.post(url("pull_item", item.pk), {"reason": ""}).status_code == 403


def test_after_the_set_moment_nothing_is_pulled(as_person):
    meeting = published()
    assert meeting.discuss_until == meeting.starts_at - datetime.timedelta(days=2)
    Meeting.objects.update(discuss_until=timezone.now() - datetime.timedelta(minutes=1))
    item = meeting.items.get(position=1)
    assert as_person("member").get(url("pull_item", item.pk)).status_code == 409
    assert as_person("member").post(url("pull_item", item.pk), {"reason": ""}).status_code == 409
    item.refresh_from_db()
    assert item.taken_as_read


def test_a_reserved_item_is_a_blank_to_partners_on_every_path(as_person, cast):
    meeting = published(is_public=True)
    words = {"title_en": "Zanzibar", "text_en": "<p>Zanzibar</p>", "presenter_name": "Zanzibar"}
    item = an_item(meeting, reserved=True, minutes=25, **words)
    for role in ("partner", "visitor"):
        client = as_person(role)
        for address in (meeting.get_absolute_url(), "/", url("upcoming")):
            assert "Zanzibar" not in client.get(address).content.decode(), (role, address)
    page = as_person("partner").get(meeting.get_absolute_url()).content.decode()
    assert "Reserved item" in page and "25 minutes" in page
    assert "Zanzibar" in as_person("member").get(meeting.get_absolute_url()).content.decode()
    assert found(overview.DOOR, "Zanzibar", cast.partner) == found(overview.DOOR, "Zanzibar", AnonymousUser()) == []
    assert not AgendaItem.objects.visible_to(cast.partner).filter(pk=item.pk).exists()


def test_minutes_under_a_reserved_item_are_for_members(as_person, cast):
    meeting = a_meeting(days=-3, state="held", is_public=True)
    paragraph = a_paragraph(an_item(meeting, reserved=True), text_en="Zanzibar")
    an_action(paragraph, cast.partner, text_en="Zanzibar")
    minutes_of(meeting, "confirmed", by=cast.chair)
    seen = {
        role: "Zanzibar" in as_person(role).get(url("minutes", meeting.pk)).content.decode()
        for role in ("visitor", "partner", "member")
    }
    assert seen == {"visitor": False, "partner": False, "member": True}
    assert found(overview.DOOR, "Zanzibar", cast.partner) == []
    assert "Zanzibar" not in as_person("partner").get("/").content.decode()


def test_open_actions_and_the_last_minutes_put_themselves_on_the_agenda(as_person, cast):
    before = a_meeting(days=-30, state="held")
    item = an_item(before)
    waiting = an_action(a_paragraph(item), cast.member, text_en="Ring the council", progress="They ring back on Friday")
    an_action(
        a_paragraph(item),
        cast.member,
        text_en="Long done",
        status="done",
        closed_at=timezone.now() - datetime.timedelta(days=5),
    )
    minutes_of(before, "circulated")
    meeting = a_meeting()
    standing_items.add_standing_items(meeting=meeting)
    take(meeting, lifecycle.PUBLISH, notify=False)
    page = as_person("member").get(meeting.get_absolute_url()).content.decode()
    assert waiting.number in page and "Ring the council" in page and "They ring back on Friday" in page
    assert "Long done" not in page
    assert url("minutes", before.pk) in page


def a_proposal(cast, **facts):
    return proposals.propose(
        **{"proposer": cast.partner, "title": "Time banks", "language": "en", "text": "Could we?"} | facts
    )


def test_members_and_partners_ask_and_read_the_answer(as_person, cast):
    meeting = a_meeting()
    partner = as_person("partner")
    words = {
        "title": "Bancio amser",
        "text": "Beth am hyn?",
        "kind": "blue_sky",
        "minutes": 20,
        "meeting": meeting.pk,
        "language": "cy",
    }
    partner.post(url("propose"), words)
    proposal = Proposal.objects.get()
    assert (
        url("answer_proposal", meeting.pk, proposal.pk)
        in as_person("chair").get(url("build_agenda", meeting.pk)).content.decode()
    )
    as_person("chair").post(url("answer_proposal", meeting.pk, proposal.pk), {"answer": "accept", "reason": "Diolch!"})
    item = meeting.items.get()
    assert (item.title_cy, item.kind, item.minutes, item.presenter, item.text_cy) == (
        "Bancio amser", "blue_sky", 20, cast.partner, "<p>Beth am hyn?</p>",
    )  # fmt: skip
    assert "Diolch!" in partner.get(url("proposals_mine")).content.decode()
    assert as_person("member").get(url("answer_proposal", meeting.pk, proposal.pk)).status_code == 403


def test_to_put_off_or_decline_needs_a_word_of_reason(as_person, cast):
    meeting, proposal = a_meeting(), a_proposal(cast)
    chair = as_person("chair")
    answer = chair.post(url("answer_proposal", meeting.pk, proposal.pk), {"answer": "decline", "reason": ""})
    assert answer.context["form"].errors.keys() == {"reason"}
    chair.post(url("answer_proposal", meeting.pk, proposal.pk), {"answer": "defer", "reason": "June is full."})
    proposal.refresh_from_db()
    assert (proposal.answer, proposal.answer_reason) == ("deferred", "June is full.")
    proposals.decline(proposal=proposal, reason="Not now.")
    with pytest.raises(IllegalChange):
        proposals.accept(proposal=proposal, meeting=meeting)
    assert chair.post(url("answer_proposal", meeting.pk, proposal.pk), {"answer": "accept"}).status_code == 409


def test_nobody_asks_for_a_meeting_they_may_not_see(as_person):
    hidden = a_meeting(shared_with_partners=False)
    words = {"title": "Time banks", "kind": "discussion", "minutes": 20, "meeting": hidden.pk, "language": "en"}
    answer = as_person("partner").post(url("propose"), words)
    assert answer.context["form"].errors.keys() == {"meeting"}
