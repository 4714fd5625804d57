"""What people ask for is withdrawn, and what was answered by mistake waits again, by one press."""

import pytest
from django.urls import reverse

from meetings.models import AgendaItem, Proposal
from meetings.proposing import proposals
from members.models import Letter
from tests.cast import a_meeting, a_paragraph

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


@pytest.fixture
def proposal(cast):
    return proposals.propose(proposer=cast.partner, title="Time banks", language="en", text="Could we?")


def state(proposal):
    return Proposal.objects.values_list("answer", "answer_reason", "item").get(pk=proposal.pk)


def test_who_asked_withdraws_it_and_asks_again(as_person, proposal):
    partner, withdraw, again = as_person("partner"), url("withdraw_proposal", proposal.pk), None
    assert as_person("member").post(withdraw).status_code == 404
    assert as_person("administrator").post(withdraw).status_code == 403
    page = partner.post(withdraw, follow=True).content.decode()
    assert state(proposal)[0] == "withdrawn" and withdraw not in page
    again = url("propose_again", proposal.pk)
    assert again in page
    assert partner.post(again).status_code == 302
    assert state(proposal)[0] == "waiting"
    assert partner.post(again).status_code == 409


def test_what_is_withdrawn_is_answered_by_nobody(as_person, proposal):
    meeting, chair = a_meeting(), as_person("chair")
    as_person("partner").post(url("withdraw_proposal", proposal.pk))
    assert chair.post(url("answer_proposal", meeting.pk, proposal.pk), {"answer": "accept"}).status_code == 409
    assert chair.post(url("reopen_proposal", meeting.pk, proposal.pk)).status_code == 409
    assert "Time banks" not in chair.get(url("build_agenda", meeting.pk)).content.decode()


def test_what_is_answered_is_not_withdrawn_any_more(as_person, proposal):
    proposals.decline(proposal=proposal, reason="Not now.")
    assert as_person("partner").post(url("withdraw_proposal", proposal.pk)).status_code == 409
    assert as_person("partner").post(url("propose_again", proposal.pk)).status_code == 409


@pytest.mark.parametrize("answer", ["accept", "defer", "decline"])
def test_an_answer_by_mistake_is_undone_by_the_bar_that_tells_of_it(as_person, proposal, answer):
    meeting, chair = a_meeting(), as_person("chair")
    sent = {"answer": answer, "reason": "Not this time."}
    page = chair.post(url("answer_proposal", meeting.pk, proposal.pk), sent, follow=True).content.decode()
    undo = url("reopen_proposal", meeting.pk, proposal.pk)
    assert f'action="{undo}"' in page
    assert as_person("partner").post(undo).status_code == 403
    assert chair.post(undo).status_code == 302
    assert state(proposal) == ("waiting", "", None)
    assert not AgendaItem.objects.filter(meeting=meeting).exists()
    assert chair.post(undo).status_code == 409


def test_an_item_that_minutes_stand_under_keeps_its_proposal(as_person, proposal):
    meeting = a_meeting(days=-3, state="held")
    proposals.accept(proposal=proposal, meeting=meeting)
    a_paragraph(meeting.items.get())
    assert as_person("chair").post(url("reopen_proposal", meeting.pk, proposal.pk)).status_code == 409
    assert state(proposal)[0] == "accepted"


def test_who_asked_is_told_of_each_answer(proposal):
    for _time in range(2):
        proposals.decline(proposal=proposal, reason="Not now.")
        proposals.reopen(proposal=proposal)
    proposals.decline(proposal=proposal, reason="Never.")
    assert Letter.objects.filter(kind=proposals.LETTER, person=proposal.proposer).count() == 3
