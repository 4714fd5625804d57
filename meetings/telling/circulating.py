"""Circulating minutes: everybody whom they are for is told, with a letter that is seen beforehand."""

from dataclasses import dataclass
from functools import partial

from django.db import transaction

from common.steps import take
from meetings.digest import parts
from meetings.letter_budget import budget
from meetings.minutes import lifecycle
from meetings.models import Minutes
from meetings.telling import answers, emails
from meetings.telling.previews import in_each_language
from members.letters import letters


@dataclass(frozen=True)
class Preview:
    """What circulating will send: to whom, and a letter in each language that is read, as
    (its name, number of readers, subject, text, language); which number of its cycle it is at most to one of them.
    """

    readers: list
    letters: list
    most: int

    @property
    def number(self) -> int:
        """How many people get a letter."""
        return len(self.readers)


@transaction.atomic
def circulate(*, minutes, by=None, version=None, mark="") -> Minutes:
    """Circulate minutes, and write to everybody whom they are for: once each time that they are circulated.

    Raises IllegalChange and NotAsSeen as `take` does.
    """
    out = take(minutes, lifecycle.CIRCULATE, by=by, version=version, mark=mark)
    letters.write(emails.MINUTES, emails.circulation(out), people=answers.invited_to(out.meeting))
    return out


def preview(minutes) -> Preview:
    """Return the Preview of what circulating these minutes will send."""
    readers = list(budget.with_count(answers.invited_to(minutes.meeting).with_rights()))
    shown = in_each_language(readers, partial(emails.letter_with_minutes, minutes, news=parts.stand_in()))
    return Preview(readers, shown, budget.most_with(readers))
