"""How a meeting passes from planned to held: the one place where its state changes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from meetings.models import Meeting

State = Meeting.State

MAY_BECOME = {
    State.PLANNED: {State.PUBLISHED, State.POSTPONED, State.CANCELLED},
    State.PUBLISHED: {State.PLANNED, State.HELD, State.POSTPONED, State.CANCELLED},
    State.POSTPONED: {State.PLANNED, State.CANCELLED},
    State.CANCELLED: {State.PLANNED},
    State.HELD: {State.PUBLISHED},
}


def steps_open_to(meeting):
    """Return the states this meeting may go to now, as a list in the order of the cycle."""
    return [state for state in State if state in MAY_BECOME[meeting.state]]


def publish_agenda(*, meeting):
    """Let members (and partners, if it is shared) read the agenda from now on; raises IllegalChange without items."""
    if not meeting.items.exists():
        raise IllegalChange(_("This agenda has no items yet. Add at least one, then publish it."))
    return _change(meeting, State.PUBLISHED, agenda_published_at=timezone.now())


def withdraw_agenda(*, meeting):
    """Make the agenda a draft again."""
    return _change(meeting, State.PLANNED, agenda_published_at=None)


def mark_held(*, meeting):
    """Say that the meeting took place; raises IllegalChange before its day."""
    if meeting.starts_at > timezone.now():
        raise IllegalChange(_("This meeting has not begun yet, so it cannot have been held."))
    return _change(meeting, State.HELD)


def reopen(*, meeting):
    """Take back that the meeting was held."""
    if meeting.minutes_or_none is not None:
        raise IllegalChange(_("Its minutes have been begun, so this meeting was held."))
    return _change(meeting, State.PUBLISHED)


def postpone(*, meeting):
    """Put the meeting off to a day not yet known."""
    return _change(meeting, State.POSTPONED, agenda_published_at=None)


def cancel(*, meeting):
    """Call the meeting off."""
    return _change(meeting, State.CANCELLED)


def plan_again(*, meeting):
    """Take a cancelled or postponed meeting back into the plan."""
    return _change(meeting, State.PLANNED, agenda_published_at=None)


STEPS = {
    "publish": publish_agenda,
    "withdraw": withdraw_agenda,
    "hold": mark_held,
    "reopen": reopen,
    "postpone": postpone,
    "cancel": cancel,
    "plan": plan_again,
}


@transaction.atomic
def _change(meeting, state, **facts):
    """Move the meeting to a state under a lock, and return it; raises IllegalChange where the cycle has no such step."""
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if state not in MAY_BECOME[locked.state]:
        raise IllegalChange(_("This meeting has changed in the meantime, and this step is no longer open to it. Please look at it again."))
    locked.state = state
    for name, value in facts.items():
        setattr(locked, name, value)
    locked.save(update_fields=["state", *facts])
    return locked
