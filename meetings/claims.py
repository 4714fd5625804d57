"""“I was there”: the word of somebody whom the register missed, and the administrator's answer to it."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from meetings.attendance import THERE, save_register
from meetings.models import Attendance, AttendanceClaim, Meeting


def is_missed(person, meeting):
    """Whether the register has been taken, and does not have this person as there."""
    modes = dict(meeting.attendance.values_list("person", "mode"))
    return bool(modes) and modes.get(person.pk) not in THERE


def waiting_at(meeting):
    """Return the AttendanceClaims that wait for an answer, the oldest first."""
    return list(meeting.attendance_claims.select_related("person__organisation"))


def _open_to_claims(meeting):
    """Lock the meeting and return it; raises IllegalChange where nothing can be claimed any more."""
    locked = Meeting.objects.select_for_update(of=["self"]).select_related("minutes").get(pk=meeting.pk)
    if locked.state != Meeting.State.HELD or locked.is_confirmed:
        raise IllegalChange(_("The register of this meeting is closed."))
    return locked


@transaction.atomic
def say_i_was_there(*, meeting, person, mode):
    """Put somebody's word before the administrator; said twice, the last word counts."""
    meeting = _open_to_claims(meeting)
    if meeting.attendance.filter(person=person, mode__in=THERE).exists():
        raise IllegalChange(_("You are on the register of this meeting already."))
    return AttendanceClaim.objects.update_or_create(meeting=meeting, person=person, defaults={"mode": mode})[0]


@transaction.atomic
def accept(*, claim):
    """Record them as they said."""
    meeting = _open_to_claims(claim.meeting)
    save_register(meeting=meeting, modes={f"person-{claim.person_id}": claim.mode})
    if not Attendance.objects.filter(meeting=meeting, person=claim.person_id).exists():
        raise IllegalChange(_("%(name)s was neither a member nor a partner that day. Please add them as a guest.") % {"name": claim.person})
    claim.delete()


@transaction.atomic
def decline(*, claim):
    """Leave the register as it is."""
    _open_to_claims(claim.meeting)
    claim.delete()
