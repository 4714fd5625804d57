"""Answers that come from calendars (iMIP): of whoever is invited, to that meeting, none older than what stands."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from common.editing import IllegalChange, locked
from meetings import access
from meetings.models import Answer, Invitation, Meeting
from meetings.telling import answers
from members.access import belongs
from members.inbox.kinds import CalendarReply
from members.models import Incoming, Person

Outcome = Incoming.Outcome
ACCEPTED, DECLINED = "ACCEPTED", "DECLINED"
FOR_A_PERSON = {"TENTATIVE": Outcome.PERHAPS, "DELEGATED": Outcome.SOMEBODY_ELSE}


@transaction.atomic
def take(reply: CalendarReply) -> tuple | None:
    """Make a calendar's answer the answer of its sender where it is one and theirs; return (Outcome, person)."""
    meeting = Meeting.objects.filter(calendar_uid=reply.uid.replace("\0", "")).first()
    if meeting is None:
        return None
    asked = _asked(meeting, reply.sender)
    if asked is None or reply.is_disowned or not (reply.is_delegated or reply.attendee == reply.sender):
        is_known = asked or _asked(meeting, reply.attendee)
        return (Outcome.NOT_THEIRS if is_known else Outcome.NOT_INVITED), None
    outcome = _left_for_a_person(reply) or _given(locked(meeting), reply, asked)
    return outcome, asked.get("person")


def _asked(meeting, address) -> dict | None:
    """Return {"person": …} or {"guest": …} of an address that a meeting's invitation goes to, else None.

    A person's address is the one of their account, or another that they have shown to be theirs.
    """
    if not address:
        return None
    if guest := Invitation.objects.filter(meeting=meeting, email__iexact=address).first():
        return {"guest": guest}
    shown = EmailAddress.objects.filter(email__iexact=address, verified=True).values("user")
    people = Person.objects.with_rights().filter(is_active=True)
    person = people.filter(email__iexact=address).first() or people.filter(pk__in=shown).first()
    is_asked = person is not None and belongs(person) and access.is_invited(person, meeting)
    return {"person": person} if is_asked else None


def _left_for_a_person(reply):
    """Return why a person must see to an answer, or "" where it says yes or no and nothing else."""
    if reply.is_delegated:
        return Outcome.SOMEBODY_ELSE
    if reply.method == "COUNTER":
        return Outcome.OTHER_TIME
    is_plain = reply.method == "REPLY" and reply.answer in (ACCEPTED, DECLINED) and reply.sent_at
    return "" if is_plain else FOR_A_PERSON.get(reply.answer, Outcome.OTHER)


def _given(meeting, reply, asked):
    answer = answers.answer_of(meeting, **asked)
    if reply.starts_at and reply.starts_at != meeting.starts_at:
        return Outcome.MOVED
    if _is_old(reply, answer):
        return Outcome.OLD
    answer.coming = Answer.Coming.APOLOGIES if reply.answer == DECLINED else _way(meeting, answer)
    answer.substitute_name = answer.substitute_name if reply.answer == DECLINED else ""
    answer.reply_sequence, answer.reply_sent_at = reply.sequence, min(reply.sent_at, timezone.now())
    try:
        answers.give_answer(answer=answer, by_calendar=True)
    except IllegalChange:
        return Outcome.LATE
    return Outcome.TAKEN_WITH_WORDS if reply.has_words else Outcome.TAKEN


def _is_old(reply, answer) -> bool:
    """Whether the answer that stands is as new: one given on the site, or by a calendar (RFC 5546, 2.1.5)."""
    if answer._state.adding:
        return False
    if answer.reply_sent_at is None:
        return reply.sent_at < answer.answered_at.replace(microsecond=0)
    return reply.sequence < answer.reply_sequence or reply.sent_at <= answer.reply_sent_at


def _way(meeting, answer):
    """Return how somebody comes whose calendar says no more than that they do: as they said before, or else in person,
    if there is a place to come to.
    """
    ways = Answer.Coming
    if answer.coming == ways.ONLINE and meeting.online_link:
        return ways.ONLINE
    has_no_place = meeting.online_link and not meeting.place
    return ways.ONLINE if has_no_place else ways.IN_PERSON
