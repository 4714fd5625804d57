"""How minutes pass from draft to confirmed: the one place where their state changes."""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.steps import Step, named
from meetings import access
from meetings.agenda import numbering
from meetings.models import Action, Correction, Decision, Declaration, Minutes, Paragraph

State = Minutes.State


def _may_write(person, minutes):
    return access.may_write_minutes(person, minutes.meeting)


def _may_confirm(person, minutes):
    return access.may_confirm_minutes(person, minutes.meeting)


def _is_no_later_meeting(minutes, *, at_meeting=None, **_facts) -> str:
    is_later = at_meeting is None or at_meeting.starts_at > minutes.meeting.starts_at
    return "" if is_later else _("Minutes are confirmed at a later meeting than their own.")


def _record(minutes) -> list:
    """The rows of the record: what is circulated, and what is confirmed, is what was seen."""
    meeting = minutes.meeting
    under = {"paragraph__item__meeting": meeting}
    entries = [Decision.objects.filter(**under), Action.objects.filter(**under)]
    paragraphs = Paragraph.objects.filter(item__meeting=meeting)
    declared = Declaration.objects.filter(item__meeting=meeting)
    return [meeting, meeting.items.all(), meeting.attendance.all(), declared, paragraphs, *entries]


def _is_not_held(minutes, **_facts) -> str:
    """Minutes tell of what was: they go out and stand once the meeting is marked as held."""
    was_held = minutes.meeting.state == minutes.meeting.State.HELD
    return "" if was_held else _("This meeting is not marked as held yet. Mark it as held on its page, then go on.")


def _stands_against_confirming(minutes, **facts) -> str:
    return _is_not_held(minutes, **facts) or _is_no_later_meeting(minutes, **facts)


def _circulated(minutes, *, at=None, **_facts) -> dict:
    """Say when they went out; what went out in the past was begun no later."""
    begun = min(minutes.begun_at or at, at) if at else minutes.begun_at
    return {"circulated_at": at or timezone.now(), "begun_at": begun}


def _keep_numbers(minutes, **_facts) -> None:
    """What was sent as 3.2 is 3.2 from then on."""
    numbering.keep_numbers(minutes.meeting)


def _confirmed(minutes, *, by=None, at_meeting=None, at=None) -> dict:
    """Say who confirmed them, where and when, and whether they were corrected before."""
    facts = {"confirmed_by": by, "confirmed_at": at or timezone.now(), "confirmed_at_meeting": at_meeting}
    return facts | {"as_corrected": _was_corrected(minutes)}


def _was_corrected(minutes) -> bool:
    """Whether a correction was accepted, or a paragraph changed otherwise, since the minutes were circulated last."""
    accepted = Correction.objects.of_minutes(minutes.meeting_id).filter(answer=Correction.Answer.ACCEPTED)
    changed = Paragraph.pgh_event_models["update"].objects.filter(
        pgh_obj__item__meeting=minutes.meeting_id, pgh_label="update"
    )
    since = minutes.circulated_at or timezone.now()
    return accepted.filter(offered_at__gte=since).exists() or changed.filter(pgh_created_at__gte=since).exists()


# Each may be told the moment `at`, if it was in the past.
_step = partial(
    Step,
    may=_may_write,
    related=("meeting",),
    closed=gettext_lazy(
        "These minutes have changed in the meantime, and this step is no longer open to them. Please look at them "
        "again."
    ),
)
CIRCULATE = _step(
    name="circulate",
    from_states=frozenset({State.DRAFT}),
    to_state=State.CIRCULATED,
    asks=_is_not_held,
    shows=_record,
    sets=_circulated,
    then=_keep_numbers,
    label=gettext_lazy("Circulate the minutes"),
    done=gettext_lazy("The minutes are circulated."),
)
WITHDRAW = _step(
    name="withdraw",
    from_states=frozenset({State.CIRCULATED}),
    to_state=State.DRAFT,
    sets=lambda _minutes, **_facts: {"circulated_at": None},
    label=gettext_lazy("Make them a draft again"),
    consequence=gettext_lazy(
        "Only the administrator and the Chair will see the minutes until you circulate them again."
    ),
    done=gettext_lazy("The minutes are a draft again."),
)
CONFIRM = _step(  # `by` the Chair, `at_meeting` a later meeting, or none: from then on they stand
    name="confirm",
    from_states=frozenset({State.CIRCULATED}),
    to_state=State.CONFIRMED,
    may=_may_confirm,
    asks=_stands_against_confirming,
    shows=_record,
    sets=_confirmed,
    done=gettext_lazy("The minutes are confirmed."),
)
STEPS = named(CIRCULATE, WITHDRAW, CONFIRM)
