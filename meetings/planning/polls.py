"""Polls for a date: asked for one meeting, answered by everybody it is for, and ended by choosing a date."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.languages.ordering import InOrder
from common.steps import take
from meetings import against
from meetings.models import DatePoll, Meeting, PollAnswer, PollDate
from meetings.planning import lifecycle, scheduling
from meetings.planning.dates import remarks_on
from members.models import Person

MOST_DATES = 8
Suits = PollAnswer.Suits


@transaction.atomic
def ask(*, meeting, closes_on, slots):
    """Ask which of the dates (start, end) suit; return the poll. While one is open, the dates are added to it."""
    meeting = locked(meeting)
    if why := against.asking_for_dates(meeting):
        raise IllegalChange(why)
    DatePoll.objects.filter(meeting=meeting, chosen__isnull=False).delete()  # an earlier question, answered long ago
    poll, _is_new = DatePoll.objects.update_or_create(meeting=meeting, defaults={"closes_on": closes_on})
    wanted = [PollDate(poll=poll, starts_at=start, ends_at=end) for start, end in slots]
    PollDate.objects.bulk_create(wanted, ignore_conflicts=True)
    if poll.dates.count() > MOST_DATES:
        raise IllegalChange(_("A poll has at most %(most)s dates.") % {"most": MOST_DATES})
    return poll


@transaction.atomic
def answer(*, poll, person, suits) -> None:
    """Save what the dates are to somebody ({date's key: value}); raises IllegalChange once the poll is closed."""
    poll = locked(poll, "meeting")
    if why := against.answering_poll(poll):
        raise IllegalChange(why)
    dates = {date.pk for date in poll.dates.all()}
    rows = [PollAnswer(date_id=pk, person=person, suits=value) for pk, value in suits.items() if pk in dates]
    PollAnswer.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["date", "person"], update_fields=["suits"]
    )


@transaction.atomic
def pick(*, poll, date):
    """Move the meeting to one of the dates and end the poll; return the meeting. One that was postponed is planned
    again.

    Raises IllegalChange for a date that is past or taken, and where a date is chosen already.
    """
    poll = locked(poll, "meeting")
    if why := against.asking_for_dates(poll.meeting):
        raise IllegalChange(why)
    if poll.chosen_id:
        raise IllegalChange(_("A date has been chosen in the meantime. Please look at the meeting again."))
    if date.starts_at <= timezone.now():
        raise IllegalChange(_("This date is past. Please choose another, or ask again."))
    moved = scheduling.move_meeting(meeting=poll.meeting, starts_at=date.starts_at, ends_at=date.ends_at)
    if moved.state == Meeting.State.POSTPONED:
        moved = take(moved, lifecycle.PLAN_AGAIN)
    DatePoll.objects.filter(pk=poll.pk).update(chosen=date)
    return moved


@dataclass(frozen=True)
class Result:
    """How one date suits: people by name, and whether it suits the most."""

    date: PollDate
    yes: list
    if_need_be: list
    no: list
    remarks: list
    is_best: bool = False

    @property
    def columns(self):
        """Pairs of an answer, as a reader knows it, and the people who gave it."""
        return [(Suits.YES.label, self.yes), (Suits.IF_NEED_BE.label, self.if_need_be), (Suits.NO.label, self.no)]


def results(poll, reader) -> list:
    """Return the Results of a poll in the order of its dates, as those who belong today have answered,
    with what `reader` may know.
    """
    dates = list(poll.dates.all())
    given = PollAnswer.objects.filter(date__in=dates, person__in=Person.objects.standing_now()).select_related("person")
    by_date = {date.pk: {value: [] for value in Suits.values} for date in dates}
    for row in given.order_by(InOrder("person__name"), "pk"):
        by_date[row.date_id][row.suits].append(row.person)
    slots = [(date.starts_at, date.ends_at) for date in dates]
    remarks = remarks_on(slots, among=Meeting.objects.visible_to(reader), apart_from=poll.meeting)
    best = _best(by_date)
    return [
        Result(date, *by_date[date.pk].values(), remarks=remarks[date.starts_at, date.ends_at], is_best=date.pk in best)
        for date in dates
    ]


def _best(by_date) -> set:
    """Return the keys of the dates that suit the most; none while all suit alike."""
    weights = {pk: _weight(found) for pk, found in by_date.items()}
    best = {pk for pk, weight in weights.items() if weight == max(weights.values())}
    return best if len(best) < len(weights) else set()


def _weight(found) -> tuple:
    """Return what dates are compared by: how many can come, then how many of these gladly."""
    return len(found[Suits.YES]) + len(found[Suits.IF_NEED_BE]), len(found[Suits.YES])


def answers_of(poll, person) -> dict:
    """Return {date's key: value} of what somebody has answered."""
    return dict(PollAnswer.objects.filter(date__poll=poll, person=person).values_list("date", "suits"))


def answered(path, person) -> Exists:
    """Return the condition that somebody has answered the poll to which `path` leads from a row."""
    return Exists(PollAnswer.objects.filter(date__poll=OuterRef(path), person=person.pk))


def undecided(person) -> QuerySet:
    """Return the polls that a person may see and that have no date yet, each with `is_answered`;
    the first to close comes first.
    """
    rows = DatePoll.objects.visible_to(person).filter(chosen=None, meeting__state__in=Meeting.TO_COME)
    return rows.select_related("meeting").annotate(is_answered=answered("pk", person)).order_by("closes_on", "pk")


def undecided_among(meetings) -> list:
    """Return the same of meetings that were read with their poll and `poll_is_answered`, without asking again."""
    found = []
    for meeting in meetings:
        poll = getattr(meeting, "poll", None)
        if poll and poll.chosen_id is None and meeting.state in Meeting.TO_COME:
            poll.is_answered = meeting.poll_is_answered
            found.append(poll)
    return found
