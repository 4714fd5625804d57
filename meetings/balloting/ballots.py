"""Deciding between meetings: members answer a proposal until a day,
and the outcome joins the register and the next agenda.
"""

import datetime
import random

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.filing import files, stored
from common.rich_text import from_typing
from meetings.agenda import standing_items
from meetings.balloting.results import Result
from meetings.day import quorum
from meetings.models import (
    AgendaItem,
    Ballot,
    BallotPaper,
    ItemKind,
    Meeting,
    Option,
    Preference,
    Rules,
    Vote,
)
from meetings.models.balloting import CLOSED, NOT_ON_ROLL
from members.letters import letters
from members.models import Person

LETTER, CLOSING, RESULT = "meetings.ballot", "meetings.ballot_closes", "meetings.ballot_result"
CLOSING_DAYS = 2  # before it closes those are reminded who have not answered
Choice, Outcome = Vote.Choice, Ballot.Outcome


def voters():
    """Return who decides today: members, and who votes for a member organisation; partners and others never do."""
    return Person.objects.filter(is_active=True).voters()


@transaction.atomic
def ask(*, ballot, by, options=(), uploads=()):
    """Save a Ballot with the roll of who decides today, who alone vote on it, how many answers make a quorum by today's
    rules (those for meetings hold between them too) and whether it is secret, as they say; with its Options, for which
    lots are drawn, and with the Uploads that are its paper; write to the people on the roll; return it. Raises NoRoom
    where the disk is full.
    """
    people, rules = list(voters()), Rules.now()
    ballot.asked_by, ballot.roll = by, sorted(person.pk for person in people)
    ballot.needed, ballot.is_secret = quorum.needed(len(people), rules), not rules.votes_are_open
    ballot.choices = len(options)
    ballot.save(force_insert=True)
    lots = random.SystemRandom().sample(range(1, len(options) + 1), len(options))
    for position, (option, lot) in enumerate(zip(options, lots, strict=True), 1):
        option.ballot, option.position, option.lot = ballot, position, lot
    Option.objects.bulk_create(options)
    for upload in uploads:
        _attach(ballot, upload)
    letters.write(LETTER, ballot.pk, people=people)
    return ballot


def _attach(ballot, upload) -> None:
    """Keep the file of a ballot's paper in one language."""
    name = files.clean_name(upload.file.name)
    facts = {"content_type": upload.content_type, "size": upload.file.size}
    paper = BallotPaper(ballot=ballot, language=upload.language, name=name, **facts)
    try:
        paper.file.save(name, upload.file, save=False)
    except stored.NoRoom as full:
        full.language = upload.language
        raise
    paper.save(force_insert=True)


@transaction.atomic
def vote(*, ballot, person, choice, reason="", chosen=()):
    """Save a member's answer with their reason and the Options they have `chosen`, in their order where the ballot asks
    for one; they may change it until the closing day. Raises IllegalChange after it, and for who was not on the roll
    when it was asked.
    """
    ballot = locked(ballot)
    if not ballot.is_open:
        raise IllegalChange(_(CLOSED))
    if not is_on_roll(ballot, person):
        raise IllegalChange(_(NOT_ON_ROLL))
    facts = {"choice": choice, "reason": reason}
    row, _is_new = Vote.objects.update_or_create(ballot=ballot, person=person, defaults=facts)
    row.preferences.all().delete()
    has_ranks = ballot.kind != Ballot.Kind.APPROVE
    Preference.objects.bulk_create(
        Preference(vote=row, option=option, rank=place if has_ranks else None) for place, option in enumerate(chosen, 1)
    )
    return row


def is_on_roll(ballot, person) -> bool:
    """Whether somebody decided when a ballot was asked; those that were asked before there was a roll have none."""
    return not ballot.roll or person.pk in ballot.roll


def turnout(ballot) -> tuple[int, int]:
    """Return how many have answered, and how many could; 0 where that is not known."""
    return ballot.votes.count(), len(ballot.roll)


def reasons(ballot) -> list:
    """Return [(choice in words, [reasons])] of a secret ballot that is over, without names and in no order of people;
    nothing before.
    """
    if ballot.is_open or not ballot.is_secret:
        return []
    rows = ballot.votes.exclude(reason="").order_by("reason").values_list("choice", "reason")
    given = [(choice.label, [reason for chosen, reason in rows if chosen == choice]) for choice in Choice]
    return [(label, said) for label, said in given if said]


def silent(ballot):
    """Return who decides, today and when it was asked, and has not answered."""
    rows = voters().filter(pk__in=ballot.roll) if ballot.roll else voters()
    return rows.exclude(pk__in=ballot.votes.values("person"))


def remind() -> None:
    """Write the one reminder of each ballot that closes within CLOSING_DAYS to those who have not answered; not where
    it was asked only then.
    """
    until = timezone.localdate() + datetime.timedelta(days=CLOSING_DAYS)
    for ballot in Ballot.objects.open().filter(closes_on__lte=until):
        if timezone.localdate(ballot.asked_at) < ballot.closes_on - datetime.timedelta(days=CLOSING_DAYS):
            letters.write(CLOSING, ballot.pk, people=silent(ballot))


@transaction.atomic
def close(*, ballot):
    """Record the outcome of a ballot whose day is past, and put it on the next agenda; raises IllegalChange before."""
    ballot = locked(ballot)
    if ballot.outcome or ballot.is_open:
        raise IllegalChange(_("This proposal is still open, or its outcome is recorded already."))
    result = Result(ballot)
    ballot.outcome = result.outcome
    ballot.won = result.won if ballot.outcome == Outcome.CARRIED else None
    ballot.save(update_fields=["outcome", "won"])
    letters.write(RESULT, ballot.pk, people=Person.objects.filter(pk__in=ballot.votes.values("person")))
    return report(ballot=ballot)


@transaction.atomic
def report(*, ballot):
    """Put the outcome of a ballot on the agenda of the next meeting to come,
    if one is planned and none has it; return the ballot.
    """
    ballot = locked(ballot)
    meeting = Meeting.objects.upcoming().filter(starts_at__gt=timezone.now(), state__in=Meeting.TAKES_PLACE).first()
    if meeting and Ballot.objects.unreported().filter(pk=ballot.pk).exists():
        standing_items.place_item(meeting=meeting, item=_item(ballot))
        ballot.reported_at = meeting
        ballot.save(update_fields=["reported_at"])
    return ballot


def _item(ballot) -> AgendaItem:
    """Return the agenda item that reports a ballot: taken as read, or discussed if somebody asked for that."""
    words, result = {}, Result(ballot)
    for language in ("en", "cy"):
        with override(language):
            words[f"title_{language}"] = gettext("Between meetings: %(number)s") % {"number": ballot.number}
            if text := getattr(ballot, f"text_{language}"):
                words[f"text_{language}"] = from_typing(f"{text}\n\n{ballot.outcome_said} ({result.figures})")
    is_open = ballot.outcome == Outcome.DISCUSS
    kind = ItemKind.DISCUSSION if is_open else ItemKind.BUSINESS
    facts = {"kind": kind, "minutes": 10 if is_open else 2, "taken_as_read": not is_open, "reserved": True}
    return AgendaItem(from_ballot=ballot, **facts, **words)
