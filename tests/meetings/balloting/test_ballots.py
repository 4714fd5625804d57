"""Deciding between meetings: members only, until the day, and the outcome joins the record."""

import datetime

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from common.editing import IllegalChange
from common.steps import take
from meetings import jobs
from meetings.balloting import ballots
from meetings.models import Ballot, Rules, Vote
from meetings.models.balloting import CLOSED
from meetings.planning import lifecycle
from members.letters import letters
from members.models import Letter, Person, Standing
from tests.cast import a_decision, a_meeting, a_paragraph, an_item, minutes_of
from tests.letters import deliver_to_roles, sent


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"meetings:{name}", args=args)


def a_ballot(cast, *, days=5):
    """Return a ballot that closes in so many days."""
    day = timezone.localdate() + datetime.timedelta(days=days)
    return ballots.ask(
        ballot=Ballot(text_en="To join the alliance.", text_cy="Ymuno â’r gynghrair.", closes_on=day),
        by=cast.administrator,
    )


def over(ballot):
    """Put the closing day into the past."""
    Ballot.objects.filter(pk=ballot.pk).update(closes_on=timezone.localdate() - datetime.timedelta(days=1))
    ballot.refresh_from_db()
    return ballot


def test_members_are_written_to_and_vote(as_person, cast):
    day = timezone.localdate() + datetime.timedelta(days=7)
    as_person("administrator").post(url("ask_ballot"), {"text_en": "To join.", "kind": "yes_no", "closes_on": day})
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
    assert as_person("administrator").get(url("ballot", ballot.pk)).context["result"] is None


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


def test_an_outcome_without_a_meeting_waits_for_the_next_one_that_takes_place(cast):
    ballot = over(a_ballot(cast))
    jobs.close_ballots(0)
    off = a_meeting(days=3, state="postponed")
    jobs.close_ballots(0)
    assert off.items.count() == 0
    first = a_meeting(days=9)
    jobs.close_ballots(0)
    assert first.items.count() == 1
    take(first, lifecycle.CANCEL)
    second = a_meeting(days=20)
    jobs.close_ballots(0)
    jobs.close_ballots(0)
    ballot.refresh_from_db()
    assert (ballot.reported_at, second.items.get().from_ballot) == (second, ballot)


def test_what_is_reported_is_text_with_its_figures_in_the_languages_it_was_asked_in(cast):
    meeting, day = a_meeting(), timezone.localdate()
    ballot = ballots.ask(ballot=Ballot(text_en="To pay < £500.\n\nSoon.", closes_on=day), by=cast.administrator)
    ballots.vote(ballot=ballot, person=cast.member, choice="yes")
    ballots.close(ballot=over(ballot))
    item = meeting.items.get()
    assert item.text_en == "<p>To pay &lt; £500.</p><p>Soon.</p><p>Carried (1 for, 0 against, 0 abstained)</p>"
    assert (item.text_cy, item.title_cy != "") == ("", True)


def test_the_register_of_decisions_has_them_among_the_others_for_members(as_person, cast):
    meeting = a_meeting(days=-400, state="held")
    decision = a_decision(a_paragraph(an_item(meeting)), text_en="To meet in Bangor.")
    minutes_of(meeting, "circulated")
    ballot = a_ballot(cast)
    ballots.vote(ballot=ballot, person=cast.chair, choice="yes")
    ballots.close(ballot=over(ballot))
    year = str(timezone.localdate().year)
    register = [
        ({}, {decision.number, ballot.number}), ({"how": "between"}, {ballot.number}),
        ({"how": "consensus"}, {decision.number}),
        ({"words": "gynghrair"}, {ballot.number}), ({"year": year}, {ballot.number}), ({"review": "on"}, set()),
    ]  # fmt: skip
    for wanted, numbers in register:
        page = as_person("member").get(url("decisions"), wanted).content.decode()
        assert {number for number in (decision.number, ballot.number) if f">{number}</a>" in page} == numbers, wanted
    assert ballot.number not in as_person("partner").get(url("decisions")).content.decode()
    assert "1 for, 0 against, 0 abstained" in as_person("member").get(url("decisions")).content.decode()


def test_after_the_day_nobody_votes(as_person, cast):
    ballot = over(a_ballot(cast))
    assert as_person("member").post(url("ballot", ballot.pk), {"choice": "yes"}).status_code == 409
    assert Vote.objects.count() == 0


def test_a_day_that_is_past_is_refused_beside_its_field(as_person):
    facts = {"text_en": "To join.", "kind": "yes_no", "closes_on": "2020-01-01"}
    answer = as_person("chair").post(url("ask_ballot"), facts)
    assert answer.context["form"].errors.keys() == {"closes_on"}
    assert as_person("member").get(url("ask_ballot")).status_code == 403


def test_who_has_not_answered_is_reminded_once_two_days_before_it_closes(cast):
    ballot = a_ballot(cast, days=3)
    ballots.vote(ballot=ballot, person=cast.member, choice="yes")
    deliver_to_roles()
    jobs.remind(0)
    assert deliver_to_roles() == {}
    Ballot.objects.update(closes_on=timezone.localdate() + datetime.timedelta(days=2), asked_at="2026-01-01T10:00Z")
    jobs.remind(0)
    ballots.vote(ballot=ballot, person=cast.convenor, choice="no")  # between writing and sending
    sent = deliver_to_roles()
    assert set(sent) == {"chair"} and "Dyma’r unig nodyn atgoffa" in sent["chair"].body
    jobs.remind(0)
    assert deliver_to_roles() == {}


def test_a_ballot_that_was_asked_two_days_before_it_closes_is_not_told_twice(cast):
    a_ballot(cast, days=2)
    deliver_to_roles()
    jobs.remind(0)
    assert deliver_to_roles() == {}


def test_who_answered_hears_the_result_in_their_language(cast):
    ballot = a_ballot(cast)
    for person, choice in ((cast.member, "yes"), (cast.chair, "yes")):
        ballots.vote(ballot=ballot, person=person, choice=choice)
    deliver_to_roles()
    jobs.close_ballots(0)
    assert deliver_to_roles() == {}
    ballots.close(ballot=over(ballot))
    sent = deliver_to_roles()
    assert set(sent) == {"member", "chair"}
    assert "Carried" in sent["member"].subject and "2 for" in sent["member"].body and "gynghrair" in sent["chair"].body


def test_the_roll_is_fixed_when_it_is_asked_and_the_database_keeps_it(as_person, cast):
    ballot = a_ballot(cast)
    assert ballot.roll == sorted(person.pk for person in (cast.chair, cast.member, cast.convenor))
    Standing.objects.create(person=cast.administrator, capacity="member", starts_on=timezone.localdate())
    page = as_person("administrator").post(url("ballot", ballot.pk), {"choice": "yes"})
    assert (page.status_code, Vote.objects.count()) == (409, 0)
    with pytest.raises(DatabaseError), transaction.atomic():
        Vote.objects.create(ballot=ballot, person=cast.partner, choice="yes")
    vote = ballots.vote(ballot=ballot, person=cast.member, choice="yes")
    ballots.close(ballot=over(ballot))
    with pytest.raises(DatabaseError), transaction.atomic():
        Vote.objects.filter(pk=vote.pk).update(choice="no")


def test_reasons_are_read_without_a_name_once_it_is_counted(as_person, cast):
    ballot = a_ballot(cast)
    as_person("member").post(url("ballot", ballot.pk), {"choice": "no", "reason": "It costs too much."})
    page = as_person("convenor").get(url("ballot", ballot.pk)).text
    assert ("costs too much" in page, ballots.turnout(ballot)) == (False, (1, 3))
    ballots.close(ballot=over(ballot))
    page = as_person("convenor").get(url("ballot", ballot.pk)).text
    assert ("costs too much" in page, cast.member.name in page) == (True, False)


def test_twenty_eight_answer_with_reasons_and_too_few_decide_nothing(as_person, cast):
    people = [Person.objects.create(email=f"m{place}@forum.example", name=f"Member {place}") for place in range(25)]
    Standing.objects.bulk_create(Standing(person=one, capacity="member", starts_on="2020-01-01") for one in people)
    full, thin = a_ballot(cast), a_ballot(cast)
    assert (len(full.roll), full.needed) == (28, 10)  # 33 per cent
    voters = [cast.member, cast.chair, cast.convenor, *people]
    for place, person in enumerate(voters):
        choice = "yes" if place < 17 else "no"
        ballots.vote(ballot=full, person=person, choice=choice, reason=f"Reason {place:02}.")
    for person in voters[:9]:
        ballots.vote(ballot=thin, person=person, choice="yes")
    Rules.objects.create(quorum_number=2)  # the roll and the number needed are those of the opening
    deliver_to_roles()
    for ballot in (full, thin):
        ballots.close(ballot=over(ballot))
    assert [Ballot.objects.get(pk=row.pk).outcome for row in (full, thin)] == ["carried", "no_quorum"]
    page = as_person("member").get(url("ballot", full.pk)).text
    assert sum(f"Reason {place:02}." in page for place in range(28)) == 28 and "Member 1" not in page
    assert ballots.turnout(full) == (28, 28)
    letters_of_thin = [m for m in sent() if m.subject == f"{thin.number}: Quorum not reached"]
    assert letters_of_thin and "Answers: 9; needed for a quorum: 10" in letters_of_thin[0].body
    assert "Quorum not reached" in as_person("member").get(url("decisions")).text


def test_the_database_takes_no_vote_after_the_last_day(cast):
    ballot = a_ballot(cast)
    vote = ballots.vote(ballot=ballot, person=cast.member, choice="yes")
    over(ballot)
    with pytest.raises(DatabaseError, match=CLOSED), transaction.atomic():
        Vote.objects.create(ballot=ballot, person=cast.chair, choice="yes")
    with pytest.raises(DatabaseError, match=CLOSED), transaction.atomic():
        Vote.objects.filter(pk=vote.pk).update(choice="no")
