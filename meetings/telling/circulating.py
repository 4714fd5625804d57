"""Circulating minutes: everybody whom they are for is told, with a letter that is seen beforehand."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from common.steps import take
from meetings.minutes import lifecycle
from meetings.models import Minutes
from meetings.telling import answers, emails
from members.letters import letters


@dataclass(frozen=True)
class Preview:
    """What circulating will send: to whom, and a letter in each language that is read, as
    (its name, number of readers, subject, text, language).
    """

    readers: list
    letters: list


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
    readers, shown = list(answers.invited_to(minutes.meeting).with_rights()), []
    for language, name in settings.LANGUAGES:
        theirs = [reader for reader in readers if reader.language == language]
        if theirs:
            with override(language):
                letter = emails.letter_with_minutes(minutes, theirs[0])
            shown.append((name, len(theirs), letter.subject, letter.body, language))
    return Preview(readers, shown)
