"""What those who were there thought of a meeting: asked once each, kept without names."""

import datetime
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.languages.ordering import sort_key
from meetings.day.attendance import THERE
from meetings.models import FeedbackGiven, Meeting
from members.counted import FEWEST
from members.letters import letters
from members.models import Person

LETTER = "meetings.feedback"
ASKED_AFTER = datetime.timedelta(days=1)
ASKED_UNTIL = datetime.timedelta(days=14)
OPEN_FOR = datetime.timedelta(days=42)


def may_still_answer(meeting) -> bool:
    """Whether a meeting's questions are open: it was held, not long ago."""
    return meeting.state == Meeting.State.HELD and meeting.ends_at <= timezone.now() < meeting.ends_at + OPEN_FOR


def was_there(person, meeting) -> bool:
    """Whether the register has this person as there."""
    return meeting.attendance.filter(person=person, mode__in=THERE).exists()


def has_answered(person, meeting) -> bool:
    """Whether this person has answered."""
    return FeedbackGiven.objects.filter(meeting=meeting, person=person).exists()


@transaction.atomic
def give(*, meeting, person, words) -> None:
    """Save what somebody thought (a Feedback), and apart from it that they have answered.

    Both get keys at random, so that their order does not say whose words are whose.
    """
    meeting = locked(meeting)
    if not may_still_answer(meeting) or not was_there(person, meeting):
        raise IllegalChange(_("This meeting takes no more answers."))
    if has_answered(person, meeting):
        raise IllegalChange(_("You have answered already. Thank you."))
    FeedbackGiven.objects.create(pk=_random_key(), meeting=meeting, person=person)
    words.meeting, words.pk = meeting, _random_key()
    words.save(force_insert=True)


def _random_key():
    return secrets.randbelow(2**62) + 1


@dataclass(frozen=True)
class Results:
    """What was said of a meeting; while fewer than FEWEST have answered, only how many."""

    asked: int
    answered: int
    worth_it: int = 0
    more: tuple = ()
    less: tuple = ()

    @property
    def is_shown(self):
        """Whether enough have answered."""
        return self.answered >= FEWEST


def results_of(meeting) -> Results:
    """Return the Results of a meeting, the words in the order of the alphabet."""
    asked = meeting.attendance.filter(person__isnull=False, mode__in=THERE).count()
    given = list(meeting.feedback.order_by())
    if len(given) < FEWEST:
        return Results(asked, len(given))
    more, less = (
        tuple(sorted(filter(None, (getattr(row, name) for row in given)), key=sort_key)) for name in ("more", "less")
    )
    return Results(asked, len(given), sum(row.was_worth_it for row in given), more, less)


def due() -> QuerySet:
    """Return the meetings after which those who were there are to be asked by now."""
    now = timezone.now()
    return Meeting.objects.filter(
        state=Meeting.State.HELD, ends_at__lte=now - ASKED_AFTER, ends_at__gt=now - ASKED_UNTIL
    )


def ask(*, meeting):
    """Write the one letter to those who were there and have an account; return how many are new."""
    there = meeting.attendance.filter(person__isnull=False, mode__in=THERE).values("person")
    return letters.write(LETTER, meeting.pk, people=Person.objects.standing_now().filter(pk__in=there))
