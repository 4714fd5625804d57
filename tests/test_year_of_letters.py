"""A year of the Forum, by chance: everybody gets each letter once, in their language, and never more than they should.

The clock is put back to the start of the year and moved on by two days at a time; the jobs run, the letters go, and
people do what comes into their heads.
"""

import datetime
import random
import re
from collections import Counter

import pgtrigger
import pytest
from django.core import mail
from django.utils import timezone

from common.steps import take
from exchange.models import Comment, Post
from exchange.talking import replies
from forum_site.pages import gathering
from meetings import jobs
from meetings.balloting import ballots
from meetings.digest import parts
from meetings.letter_budget import budget
from meetings.models import Answer, Attendance, Ballot, Meeting, Minutes, Notice, Proposal, Vote
from meetings.planning import lifecycle
from meetings.proposing import proposals
from meetings.telling import answers, circulating, notices
from members.letters import letters, preferences
from members.models import Consent, Letter
from tests.cast import a_meeting, a_paragraph, an_action, an_item, minutes_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

POST = re.compile(r"/exchange/\d+/")
DAY, STEP = datetime.timedelta(days=1), 2
MEETINGS, BALLOTS = (20, 112, 202, 294), (60, 152, 244, 336)  # days of the year


class Year:
    """The year as it goes: its people, its clock and what happens."""

    def __init__(self, cast, seed, monkeypatch):
        self.real, self.chance = timezone.now(), random.Random(seed)
        self.start = (self.real - 380 * DAY).replace(hour=10)
        self.now, self.per_letter = self.start, []
        monkeypatch.setattr(timezone, "now", lambda: self.now)
        self.people = [cast.administrator, cast.chair, cast.member, cast.partner, cast.convenor]
        self.voters = [cast.chair, cast.member, cast.convenor]
        self.by, self.cast = cast.administrator, cast
        self.meetings = [self.plan(day) for day in MEETINGS]
        preferences.choose(person=cast.member, kinds=["digest"], language="en")
        Consent.objects.update(given_at=self.start - 40 * DAY)
        preferences.choose_when(person=cast.partner, choices={replies.REPLIES: preferences.When.NEVER})

    def plan(self, day):
        """Plan a meeting on a day of the year, at this hour."""
        meeting = a_meeting(days=0)
        starts = self.start + day * DAY
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=starts, ends_at=starts + datetime.timedelta(hours=3))
        an_item(meeting)
        return Meeting.objects.get(pk=meeting.pk)

    def day(self, number):
        """Let a day pass: what the cycle brings, what people do, the jobs, the post."""
        self.now = self.start + number * DAY
        for at, meeting in zip(MEETINGS, self.meetings, strict=True):
            self.cycle(number - at, meeting)
        self.whims(number)
        for job in (jobs.remind, jobs.after_meetings, jobs.close_ballots, jobs.tell_news):
            job(0)
        gathering.send_due()
        replies.send_due()
        self.post()

    def cycle(self, days, meeting):
        """Do what the quarter's cycle asks so many days before or after a meeting."""
        if days == -16:
            take(Meeting.objects.get(pk=meeting.pk), lifecycle.PUBLISH)
        elif days == -8 and self.chance.random() < 0.5:
            told = Notice(note_en="Another room", note_cy="Ystafell arall")
            notices.tell_change(meeting=Meeting.objects.get(pk=meeting.pk), by=self.by, notice=told)
        elif days == 2:
            self.hold(meeting)
        elif days == 12:
            minutes = Minutes.objects.select_related("meeting").get(meeting=meeting)
            circulating.circulate(minutes=minutes)

    def hold(self, meeting):
        """Let some come to a meeting, and write down what they took on."""
        Meeting.objects.filter(pk=meeting.pk).update(state="held")
        for person in self.chance.sample(self.people, 3):
            Attendance.objects.create(meeting=meeting, person=person, mode="in_person", capacity="member")
        action = an_action(a_paragraph(meeting.items.first()), self.chance.choice(self.voters))
        action.__class__.objects.filter(pk=action.pk).update(due_on=timezone.localdate() + 40 * DAY)
        minutes_of(meeting)

    def whims(self, number):
        """Let people do what comes into their heads."""
        chance, someone = self.chance.random(), self.chance.choice(self.people)
        if number in BALLOTS:
            closes = timezone.localdate() + 9 * DAY
            ballot = ballots.ask(ballot=Ballot(text_en="Join?", text_cy="Ymuno?", closes_on=closes), by=self.by)
            Ballot.objects.filter(pk=ballot.pk).update(asked_at=self.now)
        for ballot in Ballot.objects.open():
            with pgtrigger.ignore("meetings.Vote:votes_of_roll"):  # the database's clock is not put back
                Vote.objects.get_or_create(
                    ballot=ballot, person=self.chance.choice(self.voters), defaults={"choice": "yes"}
                )
        for meeting in Meeting.objects.filter(state="published", starts_at__gt=self.now):
            if chance < 0.1:
                answers.give_answer(answer=Answer(meeting=meeting, person=someone, coming="in_person"))
        if chance < 0.2:
            post = Post.objects.create(author=someone, title="Idea", text="Words", created_at=self.now)
            for other in self.chance.sample(self.people, 3):
                Comment.objects.create(post=post, author=other, text="Yes", created_at=self.now)
        elif chance < 0.3:
            row = proposals.propose(proposer=someone, title="Wish", language="en")
            Proposal.objects.filter(pk=row.pk).update(created_at=self.now)
        elif chance < 0.4 and (waiting := Proposal.objects.filter(answer="waiting").first()):
            proposals.decline(proposal=waiting, reason="Later")

    def post(self):
        """Send what waits, as written today, and remember which letter each was."""
        Letter.objects.filter(created_at__gte=self.real).update(created_at=self.now)
        for pk in Letter.objects.filter(state="waiting").order_by("pk").values_list("pk", flat=True):
            mail.outbox.clear()
            letters.deliver(pk, is_last=True)
            self.per_letter += [(Letter.objects.select_related("person").get(pk=pk), one) for one in mail.outbox]

    def cycle_of(self, letter):
        """Return the number of the cycle in which a letter came."""
        return sum(
            letter.created_at > meeting.ends_at
            for meeting in Meeting.objects.filter(pk__in=[m.pk for m in self.meetings])
        )


@pytest.mark.parametrize("seed", [1, 2026])
def test_a_year_of_letters(cast, seed, monkeypatch):
    year = Year(cast, seed, monkeypatch)
    for number in range(0, 372, STEP):
        year.day(number)
    meant = set(budget.COUNTED) - {budget.CHANGE}  # which the administrator sends in their own words, and must come
    counted = Counter((one.person, year.cycle_of(one)) for one, _mail in year.per_letter if one.kind in meant)
    assert {who: number for who, number in counted.items() if number > budget.MOST} == {}
    kinds = Counter(one.kind for one, _mail in year.per_letter)
    wanted = {budget.NOTICE, budget.MINUTES, budget.REMINDER, ballots.LETTER, ballots.CLOSING, ballots.RESULT}
    assert wanted | {replies.REPLIES, gathering.GATHERED, parts.DIGEST, proposals.LETTER} <= set(kinds)
    told = Counter((one.person, one.kind, one.thing) for one, _mail in year.per_letter)
    assert set(told.values()) == {1}
    assert all(sent.extra_headers["Content-Language"] == one.person.language for one, sent in year.per_letter)
    daily = Counter((one.person, one.kind, one.created_at.date()) for one, _mail in year.per_letter)
    assert {
        row: number for row, number in daily.items() if number > 1 and row[1] in (replies.REPLIES, gathering.GATHERED)
    } == {}
    assert not [one for one, _mail in year.per_letter if one.kind == replies.REPLIES and one.person == cast.partner]
    assert counted[cast.member, 1] + counted[cast.member, 2] >= 4
    news = [(one, sent.body) for one, sent in year.per_letter if one.kind in parts.CARRIERS and POST.search(sent.body)]
    pages = Counter(page for _one, body in news for page in set(POST.findall(body)))
    assert set(pages.values()) == {1}  # nothing is told twice
    assert {one.kind for one, _body in news} == {budget.NOTICE, budget.MINUTES, parts.DIGEST}
    assert {one.person for one, _body in news} == {cast.member}
