"""How a meeting passes from planned to held: the one place where its state changes."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import IllegalChange
from meetings import access
from meetings.agenda import pack_due
from meetings.models import Meeting, Rules
from meetings.telling import notices
from members.models import Office, Term

State = Meeting.State


@transaction.atomic
def publish_agenda(*, meeting, notify=True):
    """Let members (and partners, if it is shared) read the agenda from now on, and with `notify` write to all of them.

    Raises IllegalChange without items.
    """
    if not meeting.items.exists():
        raise IllegalChange(_("This agenda has no items yet. Add at least one, then publish it."))
    until = meeting.starts_at - datetime.timedelta(days=Rules.now().discuss_days)
    published = _change(meeting, "publish", State.PUBLISHED, agenda_published_at=timezone.now(), discuss_until=until)
    if notify:
        notices.publish_notice(meeting=published)
    return published


def withdraw_agenda(*, meeting):
    """Make the agenda a draft again."""
    return _change(meeting, "withdraw", State.PLANNED, agenda_published_at=None)


def mark_held(*, meeting):
    """Say that the meeting took place; raises IllegalChange before its day."""
    if meeting.starts_at > timezone.now():
        raise IllegalChange(_("This meeting has not begun yet, so it cannot have been held."))
    return _change(meeting, "hold", State.HELD)


def reopen(*, meeting):
    """Take back that the meeting was held."""
    if meeting.minutes_or_none is not None:
        raise IllegalChange(_("Its minutes have been begun, so this meeting was held."))
    return _change(meeting, "reopen", State.PUBLISHED)


def postpone(*, meeting):
    """Put the meeting off to a day not yet known."""
    return _change(meeting, "postpone", State.POSTPONED, agenda_published_at=None)


def cancel(*, meeting):
    """Call the meeting off."""
    return _change(meeting, "cancel", State.CANCELLED)


def plan_again(*, meeting):
    """Take a cancelled or postponed meeting back into the plan."""
    return _change(meeting, "plan", State.PLANNED, agenda_published_at=None)


@dataclass(frozen=True)
class Step:
    """One step of the cycle, as a page offers it: its button, what it will do, and the verb."""

    name: str
    label: str
    consequence: str
    verb: Callable
    from_states: frozenset
    done: str


STEPS = {
    step.name: step
    for step in (
        Step(
            "publish",
            gettext_lazy("Publish the agenda"),
            gettext_lazy("Everybody below gets one letter in their own language, and can read the agenda from now on."),
            publish_agenda,
            frozenset({State.PLANNED}),
            gettext_lazy("The agenda is published."),
        ),
        Step(
            "withdraw",
            gettext_lazy("Make the agenda a draft again"),
            gettext_lazy("Members and partners will no longer be able to read the agenda."),
            withdraw_agenda,
            frozenset({State.PUBLISHED}),
            gettext_lazy("The agenda is a draft again."),
        ),
        Step(
            "hold",
            gettext_lazy("Mark as held"),
            gettext_lazy("The meeting moves to the past meetings."),
            mark_held,
            frozenset({State.PUBLISHED}),
            gettext_lazy("The meeting is marked as held."),
        ),
        Step(
            "reopen",
            gettext_lazy("Take back that it was held"),
            gettext_lazy("The meeting goes back to the state it had before."),
            reopen,
            frozenset({State.HELD}),
            gettext_lazy("The meeting is open again."),
        ),
        Step(
            "postpone",
            gettext_lazy("Postpone"),
            gettext_lazy(
                "The meeting stays in the list as postponed, and its agenda becomes a draft. You can plan it again at "
                "any time."
            ),
            postpone,
            frozenset({State.PLANNED, State.PUBLISHED}),
            gettext_lazy("The meeting is postponed."),
        ),
        Step(
            "cancel",
            gettext_lazy("Cancel the meeting"),
            gettext_lazy("The meeting is shown as cancelled. Its agenda is kept, and you can plan it again."),
            cancel,
            frozenset({State.PLANNED, State.PUBLISHED, State.POSTPONED}),
            gettext_lazy("The meeting is cancelled."),
        ),
        Step(
            "plan",
            gettext_lazy("Plan it again"),
            gettext_lazy("The meeting goes back into the plan with a draft agenda."),
            plan_again,
            frozenset({State.CANCELLED, State.POSTPONED}),
            gettext_lazy("The meeting is planned again."),
        ),
    )
}


def steps_for(person, meeting):
    """Return the Steps that this person may take with this meeting now."""
    if not access.may_schedule(person) or meeting.is_confirmed:
        return []
    steps = [step for step in STEPS.values() if meeting.state in step.from_states]
    begun, minuted = meeting.starts_at <= timezone.now(), meeting.minutes_or_none is not None
    return [step for step in steps if (step.name != "hold" or begun) and (step.name != "reopen" or not minuted)]


@transaction.atomic
def _change(meeting, step, state, **facts):
    """Take the meeting to a state under a lock, and return it; raises IllegalChange where this step does not start."""
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.state not in STEPS[step].from_states:
        raise IllegalChange(
            _(
                "This meeting has changed in the meantime, and this step is no longer open to it. Please look at it "
                "again."
            )
        )
    locked.state = state
    for name, value in facts.items():
        setattr(locked, name, value)
    locked.save(update_fields=["state", *facts])
    pack_due.enqueue_packs(locked)
    return locked


def usual_chair():
    """Return who holds the Chair today, or None: the chair of a new meeting unless another is chosen."""
    term = Term.objects.current().filter(office__role=Office.Role.CHAIR).select_related("person").first()
    return term.person if term else None


def last_held_on(person):
    """Return the day of the last meeting held that this person may see, or None."""
    last = (
        Meeting.objects.visible_to(person)
        .filter(state=State.HELD, starts_at__lte=timezone.now())
        .order_by("-starts_at")
        .first()
    )
    return last and timezone.localdate(last.starts_at)
