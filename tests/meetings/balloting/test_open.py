"""Secret or open, as the rules say when members are asked: said to voters before, and names read after the count."""

import re

import pytest
from django.db import DatabaseError, transaction

from meetings.balloting import ballots
from meetings.models import Ballot, Rules
from meetings.models.balloting import ASKED_AS_IT_IS
from tests.cast import a_meeting, an_item, minutes_of
from tests.letters import deliver_to_roles
from tests.meetings.balloting.test_ballots import a_ballot, over, url
from tests.meetings.balloting.test_choices import a_choice, choose

SECRET, OPEN = "This is a secret vote", "This is an open vote"
REASON = "It costs too much."


@pytest.fixture
def open_votes(db):
    """The rules say that votes are open."""
    Rules.objects.create(pk=1, votes_are_open=True)


def page_of(as_person, role, ballot):
    """Return the page of a ballot as somebody reads it."""
    return as_person(role).get(url("ballot", ballot.pk)).text


def cells(page):
    """Return what stands in the table of names, cell by cell."""
    return re.findall(r'role="(?:rowheader|cell)"[^>]*>([^<]*)<', page)


@pytest.mark.parametrize(
    ("is_open", "said", "shown"), [(False, SECRET, "without your name"), (True, OPEN, "with your name")]
)
def test_who_is_asked_reads_before_answering_whether_the_vote_is_open(as_person, cast, is_open, said, shown):
    Rules.objects.create(pk=1, votes_are_open=is_open)
    assert said in as_person("administrator").get(url("ask_ballot")).text
    page = page_of(as_person, "member", a_ballot(cast))
    assert (said in page, shown in page) == (True, True)
    assert said in deliver_to_roles()["member"].body


def test_names_stand_beside_answers_of_an_open_vote_for_members_once_it_is_counted(as_person, cast, open_votes):
    ballot = a_ballot(cast)
    ballots.vote(ballot=ballot, person=cast.convenor, choice="no", reason=REASON)
    page = page_of(as_person, "member", ballot)
    assert (cast.convenor.name in page, REASON in page) == (False, False)
    ballots.close(ballot=over(ballot))
    for role in ("member", "administrator"):
        page = page_of(as_person, role, ballot)
        assert cells(page)[:3] == [cast.convenor.name, "No", REASON]
    assert as_person("partner").get(url("ballot", ballot.pk)).status_code == 404


def test_a_secret_vote_names_nobody_though_the_rules_change_after_it_was_asked(as_person, cast):
    ballot = a_ballot(cast)
    ballots.vote(ballot=ballot, person=cast.convenor, choice="no", reason=REASON)
    Rules.objects.create(pk=1, votes_are_open=True)
    ballots.close(ballot=over(ballot))
    page = page_of(as_person, "member", ballot)
    assert (cast.convenor.name in page, REASON in page) == (False, True)


def test_the_database_keeps_a_vote_secret_or_open_as_it_was_asked(cast):
    ballot = a_ballot(cast)
    with pytest.raises(DatabaseError, match=ASKED_AS_IT_IS), transaction.atomic():
        Ballot.objects.filter(pk=ballot.pk).update(is_secret=False)


def test_an_open_vote_on_choices_in_order_tells_each_order(as_person, cast, open_votes):
    ballot = a_choice(cast, Ballot.Kind.RANKED)
    choose(ballot, cast.convenor, "Newport", "Bangor")
    ballots.close(ballot=over(ballot))
    assert cells(page_of(as_person, "member", ballot))[:2] == [cast.convenor.name, "1. Newport; 2. Bangor"]


def test_an_item_leads_to_what_members_were_asked_about_it_on_agenda_and_minutes(as_person, cast):
    item = an_item(a_meeting(days=-20, state="held"))
    ballot = a_ballot(cast)
    Ballot.objects.filter(pk=ballot.pk).update(item=item)
    at, there = item.meeting.get_absolute_url(), f'href="{ballot.get_absolute_url()}"'
    assert there in as_person("member").get(at).text
    assert there not in as_person("partner").get(at).text
    minutes = minutes_of(item.meeting, "circulated")
    assert there in as_person("member").get(minutes.get_absolute_url()).text
