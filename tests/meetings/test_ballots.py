"""Deciding between meetings: members only, until the day, and the outcome joins the record."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from common.editing import IllegalChange
from meetings import ballots, jobs
from meetings.models import Ballot, Vote
from members import letters
from members.models import Letter
from tests.cast import a_meeting


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"meetings:{name}", args=args)


def a_ballot(cast, *, days=5):
    """Return a ballot that closes in so many days."""
    day = timezone.localdate() + datetime.timedelta(days=days)
    return ballots.ask(ballot=Ballot(text_en="To join the alliance.", text_cy="Ymuno â’r gynghrair.", closes_on=day), by=cast.administrator)


def over(ballot):
    """Put the closing day into the past."""
    Ballot.objects.filter(pk=ballot.pk).update(closes_on=timezone.localdate() - datetime.timedelta(days=1))
    ballot.refresh_from_db()
    return ballot


def test_members_are_written_to_and_vote(as_person, cast):
    day = timezone.localdate() + datetime.timedelta(days=7)
    as_person("administrator").post(url("ask_ballot"), {"text_en": "To join.", "closes_on": day})
    ballot = Ballot.objects.get()
    for letter in Letter.objects.all():
        letters.deliver(letter.pk, is_last=True)
    assert {message.to[0].split("<")[1] for message in mail.outbox} == {
        f"{role}@forum.example>" for role in ("chair", "member", "convenor")
    }
    member = as_person("member")
    member.post(url("ballot", ballot.pk), {"choice": "yes"})
    member.post(url("ballot", ballot.pk), {"choice": "no"})
    assert [(vote.person, vote.choice) for vote in Vote.objects.all()] == [(cast.member, "no")]


def test_partners_never_decide_and_the_count_waits(as_person, cast):
    ballot = a_ballot(cast)
    ballots.vote(ballot=ballot, person=cast.member, choice="yes")
    assert as_person("partner").get(url("ballot", ballot.pk)).status_code == 404
    assert as_person("partner").get(url("ballots_all")).status_code == 404
    assert as_person("administrator").post(url("ballot", ballot.pk), {"choice": "yes"}).status_code == 403
    assert as_person("administrator").get(url("ballot", ballot.pk)).context["counted"] == []


@pytest.mark.parametrize(
    ("choices", "outcome", "as_read"),
    [
        (["yes", "yes", "no"], "carried", True),
        (["yes", "no"], "not_carried", True),
        (["abstain"], "not_carried", True),
        (["yes", "yes", "discuss"], "discuss", False),
    ],
)
def test_the_outcome_is_counted_and_goes_to_the_next_agenda(cast, choices, outcome, as_read):
    ballot, meeting = a_ballot(cast), a_meeting()
    for person, choice in zip((cast.chair, cast.member, cast.convenor), choices, strict=False):
        ballots.vote(ballot=ballot, person=person, choice=choice)
    with pytest.raises(IllegalChange):
        ballots.close(ballot=ballot)
    over(ballot)
    jobs.close_ballots(0)
    jobs.close_ballots(0)
    ballot.refresh_from_db()
    item = meeting.items.get()
    assert (ballot.outcome, ballot.reported_at, item.taken_as_read, item.reserved) == (outcome, meeting, as_read, True)
    assert "To join the alliance." in item.text_en and "Ymuno" in item.text_cy


def test_after_the_day_nobody_votes(as_person, cast):
    ballot = over(a_ballot(cast))
    assert as_person("member").post(url("ballot", ballot.pk), {"choice": "yes"}).status_code == 409
    assert Vote.objects.count() == 0


def test_a_day_that_is_past_is_refused_beside_its_field(as_person):
    answer = as_person("chair").post(url("ask_ballot"), {"text_en": "To join.", "closes_on": "2020-01-01"})
    assert answer.context["form"].errors.keys() == {"closes_on"}
    assert as_person("member").get(url("ask_ballot")).status_code == 403
