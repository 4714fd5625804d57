"""What is new, as a part of the letters of the cycle: "since we met" with minutes, "before we meet" with an agenda.

Who chose the digest reads in each letter what came about between the last one that could tell it and this one, and so
nothing twice; who did not gets the letter without it.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from common.doors.overview import News
from meetings.letter_budget.budget import MINUTES, NOTICE
from members.letters import preferences
from members.letters.composing import link
from members.models import Consent, Letter, Person

DIGEST = "meetings.digest"
CARRIERS = (MINUTES, NOTICE, DIGEST)  # the letters that tell what is new
FIRST = datetime.timedelta(days=31)  # how far the first one of a person looks back
SHOWN = 10
# What is new since a moment for a person: (since, person). An app to the right puts its own here.
TELLS: list[Callable[[datetime.datetime, Person], list[News]]] = []


@dataclass(frozen=True)
class Part:
    """What is new, as a letter shows it: (News, its full address) of each line, how many more there are at `home`, and
    the address that stops it; or, before anybody is written to, what stands `instead`.
    """

    lines: tuple[tuple[News, str], ...] = ()
    more: int = 0
    home: str = ""
    stop: str = ""
    instead: str = ""


def part_of(letter) -> Part | None:
    """Return what a letter tells its reader besides, in the language that is active: None for who has not chosen the
    digest before it was written, and where nothing is new.
    """
    person = letter.person
    if person is None or not preferences.wants(person, preferences.DIGEST, before=letter.created_at):
        return None
    news = new_between(told_until(person, letter.created_at), letter.created_at, person)
    if not news:
        return None
    lines = tuple((entry, link(entry.url)) for entry in news[:SHOWN])
    stop = preferences.unsubscribe_link(person, preferences.DIGEST)
    return Part(lines, len(news) - len(lines), link(reverse("home")), stop)


def stand_in() -> Part:
    """Return what the preview of a letter shows in place of what is new for each of its readers."""
    return Part(instead=_("(what is new, for each reader who chose the digest)"))


def new_between(since, until, person) -> list[News]:
    """Return what came about from one moment until just before another, as far as a person may see it; the newest
    first.
    """
    found = [entry for tell in TELLS for entry in tell(since, person) if since <= entry.when < until]
    return sorted(found, key=lambda entry: entry.when, reverse=True)


def told_until(person, moment) -> datetime.datetime:
    """Return until when somebody has been told what is new, by the letters that were written before a moment.

    Letters that are still on their way count too, so that two of them at once tell nothing twice; those that never left
    do not, nor those that came while the digest was not chosen.
    """
    chosen = Consent.objects.filter(kind=preferences.DIGEST, person=OuterRef("person")).filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=Coalesce(OuterRef("sent_at"), OuterRef("created_at"))),
        given_at__lte=OuterRef("created_at"),
    )
    written = carriers().filter(Exists(chosen), person=person, created_at__lt=moment)
    return written.aggregate(last=Max("created_at"))["last"] or moment - FIRST


def carriers():
    """Return the letters that tell what is new, of those that were sent or are on their way."""
    return Letter.objects.filter(kind__in=CARRIERS, state__in=[Letter.State.SENT, Letter.State.WAITING])
