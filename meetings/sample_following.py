"""What follows in the sample Forum: corrections and feedback after a meeting, a poll for a date,
proposals between meetings.
"""

import datetime

from django.utils import timezone

from common.steps import take
from meetings.balloting.results import Result
from meetings.minutes import corrections
from meetings.models import (
    Attendance,
    Ballot,
    Correction,
    Feedback,
    FeedbackGiven,
    Option,
    Paragraph,
    PollAnswer,
    Preference,
    Vote,
)
from meetings.planning import polls
from members.models import Person

DAY = datetime.timedelta(days=1)
SUITS = {"y": PollAnswer.Suits.YES, "m": PollAnswer.Suits.IF_NEED_BE, "n": PollAnswer.Suits.NO}


def correct(meeting, rows, cast):
    """Offer corrections to circulated minutes as in their window; those with a word of acceptance go into the text."""
    for row in rows:
        paragraph = Paragraph.objects.get(item__meeting=meeting, item__title_en=row["item"])
        correction = Correction.objects.create(
            paragraph=paragraph, proposer=cast[row["by"]], language=row["language"], text=row["text"]
        )
        Correction.objects.filter(pk=correction.pk).update(offered_at=meeting.minutes.circulated_at + row["days"] * DAY)
        if "accepted" in row:
            take(correction, corrections.ACCEPT, reason=row["accepted"], compared_with=None)


def give_feedback(meeting, rows):
    """Keep what some of those who were there thought, and that as many have answered."""
    Feedback.objects.bulk_create(Feedback(meeting=meeting, **row) for row in rows)
    there = Attendance.objects.present().filter(meeting=meeting, person__isnull=False).order_by("pk")[: len(rows)]
    FeedbackGiven.objects.bulk_create(FeedbackGiven(meeting=meeting, person_id=row.person_id) for row in there)


def poll(meeting, plan, cast):
    """Ask for the date of a meeting, with the answers given so far."""
    later = [days * DAY for days in plan["dates_later"]]
    slots = [(meeting.starts_at + days, meeting.ends_at + days) for days in later]
    asked = polls.ask(meeting=meeting, closes_on=timezone.localdate() + plan["closes_in"] * DAY, slots=slots)
    dates = list(asked.dates.all())
    for key, words in plan["answers"].items():
        polls.answer(
            poll=asked, person=cast[key], suits={date.pk: SUITS[word] for date, word in zip(dates, words, strict=True)}
        )


def decide_between(rows, cast, reported_at):
    """Add proposals between meetings with their votes; those that are closed were reported at the meeting given."""
    today = timezone.now()
    for row in rows:
        closes_on = timezone.localdate() + row["closes"] * DAY
        ballot = Ballot.objects.create(
            text_en=row["en"],
            text_cy=row["cy"],
            kind=row.get("kind", Ballot.Kind.YES_NO),
            choices=len(row.get("option", ())),
            is_secret=not row.get("open", False),
            asked_by=cast[row["by"]],
            asked_at=today + row["asked"] * DAY,
            closes_on=max(closes_on, timezone.localdate()),  # the database takes no vote after the day
            roll=sorted(Person.objects.voters().values_list("pk", flat=True)),
        )
        votes = [(key, choice) for choice in Vote.Choice.values for key in row.get(choice, ())]
        Vote.objects.bulk_create(
            Vote(ballot=ballot, person=cast[key], choice=choice, reason=row.get("reason", {}).get(key, ""))
            for key, choice in votes
        )
        _choose(ballot, row, cast)
        if "outcome" in row:
            ended = {"closes_on": closes_on, "outcome": row["outcome"], "reported_at": reported_at}
            Ballot.objects.filter(pk=ballot.pk).update(won=Result(ballot).won, **ended)


def _choose(ballot, row, cast):
    """Add the choices of a proposal that has any, in whose order their lots were drawn, and what members chose."""
    options = [
        Option(ballot=ballot, position=place, lot=place, title_en=option["en"], title_cy=option["cy"])
        for place, option in enumerate(row.get("option", ()), 1)
    ]
    Option.objects.bulk_create(options)
    for key, places in row.get("chosen", {}).items():
        vote = ballot.votes.get(person=cast[key])
        Preference.objects.bulk_create(
            Preference(vote=vote, option=options[place - 1], rank=rank) for rank, place in enumerate(places, 1)
        )
