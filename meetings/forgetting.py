"""What the meetings know of a person who asks to be erased: what goes, and what the record of meetings must keep."""

from functools import partial

from django.db import transaction
from django.db.models import Q

from meetings.models import (
    Action,
    AgendaItem,
    Answer,
    Attendance,
    AttendanceClaim,
    Correction,
    Decision,
    Declaration,
    FeedbackGiven,
    FeedStamp,
    Invitation,
    Meeting,
    Minutes,
    MinutesImport,
    Pack,
    PollAnswer,
    Proposal,
    Vote,
)
from members.histories import event_model

CONFIRMED = Minutes.State.CONFIRMED
# Words of one person in rows that stay: why they asked to discuss an item, how their action stands.
OF_ACTIONS = ("progress", "progress_language")
WRITTEN = (
    (AgendaItem, "pulled_by", ("pull_reason",)),
    (Action, "owner", OF_ACTIONS),
    (Action, "passed_to", OF_ACTIONS),
)


def going(person) -> list:
    """Return the rows that go with a person, as a list of QuerySets."""
    return [
        Answer.objects.filter(person=person),
        AttendanceClaim.objects.filter(person=person),
        PollAnswer.objects.filter(person=person),
        FeedbackGiven.objects.filter(person=person),
        Invitation.objects.filter(email__iexact=person.email),
        Proposal.objects.filter(proposer=person, item=None),
        Correction.objects.filter(proposer=person, answer=Correction.Answer.WAITING),
        MinutesImport.objects.unfinished().filter(_names_in_import(person)),
    ]


def _names_in_import(person):
    """Return the condition (Q) that the text of past minutes, which nobody has made into minutes, names a person."""
    return Q(source__icontains=person.name) | Q(text__icontains=person.name) | Q(source__icontains=person.email)


def recorded_with_name(person) -> list:
    """Return the rows of confirmed minutes that keep the person's name."""
    register = Q(person=person) | Q(substitute_for=person)
    return [
        Attendance.objects.filter(register, meeting__minutes__state=CONFIRMED),
        Action.objects.filter(owner=person, paragraph__item__meeting__minutes__state=CONFIRMED),
        Decision.objects.moved_by(person).filter(paragraph__item__meeting__minutes__state=CONFIRMED),
        Declaration.objects.filter(person=person, item__meeting__minutes__state=CONFIRMED),
        Meeting.objects.filter(chair=person, minutes__state=CONFIRMED),
    ]


def staying(person) -> list:
    """Return the rows that stay without the name."""
    unconfirmed = Attendance.objects.filter(person=person).exclude(meeting__minutes__state=CONFIRMED)
    return [
        unconfirmed,
        Declaration.objects.filter(person=person).exclude(item__meeting__minutes__state=CONFIRMED),
        Decision.objects.moved_by(person).exclude(paragraph__item__meeting__minutes__state=CONFIRMED),
        Vote.objects.filter(person=person),
        Proposal.objects.filter(proposer=person).exclude(item=None),
    ]


@transaction.atomic
def forget(*, person) -> bool:
    """Delete what goes; return whether confirmed minutes keep the name."""
    for rows in going(person):
        rows.delete()
    FeedStamp.objects.filter(address=person.calendar_digest).delete()
    for model, owner, words in WRITTEN:
        _forget_words(model, {owner: person}, words)
    _drop_packs()
    return any(rows.exists() for rows in recorded_with_name(person))


def _forget_words(model, theirs, words) -> None:
    """Empty what a person wrote of themselves in rows that stay, and in what was written down of these."""
    empty = dict.fromkeys(words, "")
    model._base_manager.filter(**theirs).update(**empty)
    event_model(model).objects.filter(**theirs).update(**empty)


def _drop_packs() -> None:
    """Drop the packs, which hold names as they were, and their files at once, not a day later: each is made anew when
    somebody opens it.
    """
    packs = list(Pack.objects.all())
    Pack.objects.all().delete()
    for pack in packs:
        transaction.on_commit(partial(pack.file.storage.delete, pack.file.name))
