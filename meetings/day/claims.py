"""“I was there”: the word of somebody whom the register missed, and the administrator's answer to it."""

from functools import partial

from django.db import transaction
from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import IllegalChange, locked
from common.steps import Step, take
from meetings.day.attendance import THERE, save_register
from meetings.models import Attendance, AttendanceClaim, Meeting

Answer = AttendanceClaim.Answer


def with_claim(meetings, person):
    """Return the Meetings with `is_missed`, and with `my_claim`, what somebody said about having been there, where they
    have.

    They are missed where the register has been taken, and does not have them as there.
    """
    mine = FilteredRelation("attendance_claims", condition=Q(attendance_claims__person=person.pk))
    taken = Attendance.objects.filter(meeting=OuterRef("pk")).order_by()
    there = taken.filter(person=person.pk, mode__in=THERE)
    return meetings.annotate(my_claim=mine, is_missed=Q(Exists(taken)) & ~Exists(there)).select_related("my_claim")


def waiting_at(meeting) -> list:
    """Return the AttendanceClaims that wait for an answer, the oldest first."""
    waiting = meeting.attendance_claims.filter(answer=Answer.WAITING).select_related("person")
    return list(waiting.only("meeting", "mode", "made_at", "person__name"))


def _open_to_claims(meeting):
    """Lock the meeting and return it; raises IllegalChange where nothing can be claimed any more."""
    meeting = locked(meeting, "minutes")
    if meeting.state != Meeting.State.HELD or meeting.is_confirmed:
        raise IllegalChange(_("The register of this meeting is closed."))
    return meeting


@transaction.atomic
def say_i_was_there(*, meeting, person, mode):
    """Put somebody's word before the administrator; said twice, the last word counts, until it is answered."""
    meeting = _open_to_claims(meeting)
    if meeting.attendance.filter(person=person, mode__in=THERE).exists():
        raise IllegalChange(_("You are on the register of this meeting already."))
    if AttendanceClaim.objects.filter(meeting=meeting, person=person).exclude(answer=Answer.WAITING).exists():
        raise IllegalChange(
            _("The administrator has answered this already. Please write to them if something is not right.")
        )
    return AttendanceClaim.objects.update_or_create(meeting=meeting, person=person, defaults={"mode": mode})[0]


@transaction.atomic
def accept(*, claim, by, reason=""):
    """Record them as they said."""
    meeting = _open_to_claims(claim.meeting)
    save_register(meeting=meeting, modes={f"person-{claim.person_id}": claim.mode})
    if not Attendance.objects.filter(meeting=meeting, person=claim.person_id).exists():
        raise IllegalChange(
            _("%(name)s was neither a member nor a partner that day. Please add them as a guest.")
            % {"name": claim.person}
        )
    return take(claim, ACCEPT, by=by, reason=reason)


@transaction.atomic
def decline(*, claim, by, reason):
    """Leave the register as it is, with a word of reason that the person who said it reads on the meeting's page."""
    _open_to_claims(claim.meeting)
    return take(claim, DECLINE, by=by, reason=reason)


def _answered(_claim, *, by, reason) -> dict:
    return {"answer_reason": reason, "answered_by": by, "answered_at": timezone.now()}


_step = partial(
    Step,
    field="answer",
    from_states=frozenset({Answer.WAITING}),
    closed=gettext_lazy("This has been answered in the meantime."),
    sets=_answered,
)
ACCEPT = _step(name="accept", to_state=Answer.ACCEPTED)
DECLINE = _step(name="decline", to_state=Answer.DECLINED)
