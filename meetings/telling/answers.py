"""Answers to a meeting: who comes, who is still silent, and what is forgotten afterwards."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.languages.ordering import InOrder
from common.queries.written import written
from meetings import against
from meetings.models import Answer, Invitation
from members.models import Person

GIVEN = (  # all that an answer says
    *("coming", "substitute_name", "wants_welsh", "needs"),
    *("answered_at", "taken_by", "reply_sequence", "reply_sent_at"),
)


def invited_to(meeting) -> QuerySet:
    """Return the people whom a meeting is for today: members and officers,
    and partners and associates if it is shared, by name.
    """
    people = Person.objects.for_a_meeting(is_shared=meeting.shared_with_partners)
    return people.select_related("organisation").order_by(InOrder("name"), "pk")


def with_answer(meetings, person):
    """Return the Meetings with `my_answer`, the Answer that somebody has given, on those where they have."""
    mine = FilteredRelation("answers", condition=Q(answers__person=person.pk))
    return meetings.annotate(my_answer=mine).select_related("my_answer")


def answer_of(meeting, *, person=None, guest=None):
    """Return the Answer given by a person or guest; a new one, not saved,
    with what they asked to be remembered, if none is.
    """
    given = Answer.objects.filter(meeting=meeting, person=person, guest=guest).first()
    return given or Answer(meeting=meeting, person=person, guest=guest, needs=person.access_needs if person else "")


def coming_of(meeting, person) -> Answer | None:
    """Return how somebody has said they come, as an Answer that knows no more than that, or None; one query."""
    return next(iter(_coming(meeting.pk, person.pk)), None)


@written
def _coming(meeting, person):
    return Answer.objects.filter(meeting=meeting, person=person).only("coming").order_by()


def takes_answers(meeting) -> bool:
    """Whether a meeting can still be answered: it is to take place, and has not begun."""
    return not against.answering(meeting)


@transaction.atomic
def give_answer(*, answer, remember=False, by_calendar=False, taken_by=None):
    """Save an Answer, and what would help for the next time if they wish (a calendar's answer says nothing of that);
    `taken_by` is who writes it down for them. Raises IllegalChange once the meeting has begun or is off.
    """
    meeting = locked(answer.meeting)
    if why := against.answering(meeting):
        raise IllegalChange(why)
    before = Answer.objects.filter(meeting=meeting, person=answer.person, guest=answer.guest).first()
    if before is not None:
        answer.pk, answer._state.adding = before.pk, False
    answer.taken_by = taken_by
    if not by_calendar:
        answer.reply_sequence = answer.reply_sent_at = None
    answer.save(update_fields=GIVEN if before else None)
    if not (by_calendar or taken_by) and answer.person_id and (remember or answer.person.access_needs):
        Person.objects.filter(pk=answer.person_id).update(access_needs=answer.needs if remember else "")
    return answer


def answer_at_once(*, meeting, coming, person=None, guest=None):
    """Save how somebody comes, in one press; what else they have said (who comes for them, what would help) stays.

    Raises IllegalChange once the meeting has begun or is off, and for an answer that it does not offer.
    """
    if coming not in Answer.Coming.values or (coming == Answer.Coming.ONLINE and not meeting.online_link):
        raise IllegalChange(_("This meeting does not offer that answer. Please open it and choose again."))
    answer = answer_of(meeting, person=person, guest=guest)
    answer.coming = coming
    return give_answer(answer=answer, remember=bool(person and person.access_needs))


@transaction.atomic
def take_down(*, answer, by, seen):
    """Save an Answer that somebody gave by telephone, say, as `by` wrote it down; `seen` is when they had answered last
    as the page showed it. Raises IllegalChange where they have answered since, and as `give_answer` does.
    """
    meeting = locked(answer.meeting)
    before = Answer.objects.filter(meeting=meeting, person=answer.person, guest=answer.guest).first()
    if when_answered(before) != seen:
        raise IllegalChange(_("They have answered themselves in the meantime. Please look at their answer."))
    return give_answer(answer=answer, taken_by=by)


def when_answered(answer) -> str:
    """Return the moment of an answer as forms send it along, "" of one that is not given."""
    return answer.answered_at.isoformat() if answer is not None and answer.pk else ""


@dataclass(frozen=True)
class Replies:
    """The answers to a meeting, for who prepares it."""

    in_person: list
    online: list
    apologies: list
    silent: list
    wants_welsh: list
    needs: list

    @property
    def at_table(self) -> int:
        """How many eat in the breaks: those in the room, and whoever comes in the place of somebody."""
        return len(self.in_person) + sum(bool(answer.substitute_name) for answer in self.apologies)


def replies_to(meeting) -> Replies:
    """Return the Replies to a meeting; `silent` are people and guests who have not answered."""
    given = list(meeting.answers.select_related("person__organisation", "guest", "taken_by").order_by("pk"))
    answered = {answer.person_id for answer in given}
    guests = Invitation.objects.filter(meeting=meeting, answer=None)
    by_way = {way: [answer for answer in given if answer.coming == way] for way in Answer.Coming}
    return Replies(
        in_person=by_way[Answer.Coming.IN_PERSON],
        online=by_way[Answer.Coming.ONLINE],
        apologies=by_way[Answer.Coming.APOLOGIES],
        silent=[person for person in invited_to(meeting) if person.pk not in answered] + list(guests),
        wants_welsh=[answer for answer in given if answer.wants_welsh],
        needs=[answer for answer in given if answer.needs],
    )


def forget_needs():
    """Delete what people said would help them, once the meeting is over (they were promised); return how many."""
    return Answer.objects.filter(meeting__ends_at__lt=timezone.now()).exclude(needs="").update(needs="")
