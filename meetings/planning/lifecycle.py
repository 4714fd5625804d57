"""How a meeting passes from planned to held: the one place where its state changes."""

import datetime
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.steps import Step, named
from meetings import access
from meetings.agenda import numbering, pack_due
from meetings.models import AgendaItem, Meeting, Paper, Rules
from meetings.planning import changes
from meetings.planning.dates import take_turn, taken_by
from meetings.telling import notices
from members.models import Office, Term

State = Meeting.State


def _may(person, meeting):
    return access.may_schedule(person) and not meeting.is_confirmed


def _lacks_items(meeting, **_facts) -> str:
    return "" if meeting.items.exists() else _("This agenda has no items yet. Add at least one, then publish it.")


def _stands_against_publishing(meeting, *, notify=True, **_facts) -> str:
    """An agenda has items; and nobody is invited to what has begun."""
    if notify and meeting.has_begun:
        return _("This meeting has begun, so nobody can be invited any more. Record it as held instead.")
    return _lacks_items(meeting)


def _published(meeting, **_facts) -> dict:
    until = meeting.starts_at - datetime.timedelta(days=Rules.now().discuss_days)
    return {"agenda_published_at": timezone.now(), "discuss_until": until, "publications": meeting.publications + 1}


def _read_by_all(meeting) -> list:
    """The rows of an agenda: what is published is what was seen."""
    items = AgendaItem.objects.filter(meeting=meeting.pk)
    return [items, Paper.objects.not_removed().filter(item__in=items)]


def _write_to_all(meeting, *, notify=True, line=None, by=None) -> None:
    """Have the items keep their numbers, packs be made, and with `notify` write to everybody it is for, with a `line`
    (a Notice) of one's own; what is published is what everybody knows from now on.
    """
    numbering.keep_numbers(meeting)
    pack_due.enqueue_packs(meeting)
    changes.note_told(meeting)
    if line is not None and (line.note_en or line.note_cy):
        notices.keep_line(meeting=meeting, line=line, by=by)
    if notify:
        notices.publish_notice(meeting=meeting)


def _is_to_come(meeting, **_facts) -> str:
    is_to_come = meeting.starts_at > timezone.now()
    return _("This meeting has not begun yet, so it cannot have been held.") if is_to_come else ""


def _is_minuted(meeting, **_facts) -> str:
    begun = meeting.minutes_or_none is not None
    return _("Its minutes have been begun, so this meeting was held.") if begun else ""


def _held_without_notice(meeting, **_facts) -> dict:
    return {"agenda_published_at": meeting.agenda_published_at or timezone.now()}


def _needs_no_early_start(meeting, **_facts) -> str:
    if meeting.state not in Meeting.TAKES_PLACE:
        return _("This meeting does not take place, so there is nothing to record.")
    return _("Its day has come: the register and the minutes are open.") if meeting.is_its_day else ""


def _no_agenda(_meeting, **_facts) -> dict:
    return {"agenda_published_at": None}


def _is_taken(meeting, **_facts):
    take_turn()
    return taken_by(meeting.starts_at, meeting.ends_at, apart_from=meeting)


def _look_at_packs(meeting, **_facts) -> None:
    """Have packs made anew; a draft is called by its places again, and what is held keeps its numbers."""
    pack_due.enqueue_packs(meeting)
    if meeting.agenda_published_at is None:
        numbering.forget_numbers(meeting)
    elif meeting.state == State.HELD and numbering.were_sent(meeting):
        numbering.keep_numbers(meeting)


_step = partial(
    Step,
    may=_may,
    then=_look_at_packs,
    related=("minutes",),
    closed=gettext_lazy(
        "This meeting has changed in the meantime, and this step is no longer open to it. Please look at it again."
    ),
)
PUBLISH = _step(
    name="publish",
    from_states=frozenset({State.PLANNED}),
    to_state=State.PUBLISHED,
    asks=_stands_against_publishing,
    sets=_published,
    then=_write_to_all,
    shows=_read_by_all,
    label=gettext_lazy("Publish the agenda"),
    consequence=gettext_lazy(
        "Everybody below gets one letter in their own language, and can read the agenda from now on."
    ),
    done=gettext_lazy("The agenda is published."),
)
WITHDRAW = _step(
    name="withdraw",
    from_states=frozenset({State.PUBLISHED}),
    to_state=State.PLANNED,
    sets=_no_agenda,
    label=gettext_lazy("Make the agenda a draft again"),
    consequence=gettext_lazy("Members and partners will no longer be able to read the agenda."),
    done=gettext_lazy("The agenda is a draft again."),
)
HOLD = _step(
    name="hold",
    from_states=frozenset({State.PLANNED, State.PUBLISHED}),
    to_state=State.HELD,
    asks=_is_to_come,
    sets=_held_without_notice,
    offered_when_ready=True,
    label=gettext_lazy("Mark as held"),
    consequence=gettext_lazy("The meeting moves to the past meetings. Nobody gets a letter."),
    done=gettext_lazy("The meeting is marked as held."),
)
REOPEN = _step(
    name="reopen",
    from_states=frozenset({State.HELD}),
    to_state=State.PUBLISHED,
    asks=_is_minuted,
    offered_when_ready=True,
    label=gettext_lazy("Take back that it was held"),
    consequence=gettext_lazy("The meeting goes back to the state it had before."),
    done=gettext_lazy("The meeting is open again."),
)
POSTPONE = _step(
    name="postpone",
    from_states=frozenset({State.PLANNED, State.PUBLISHED}),
    to_state=State.POSTPONED,
    sets=_no_agenda,
    label=gettext_lazy("Postpone"),
    consequence=gettext_lazy(
        "The meeting stays in the list as postponed, and its agenda becomes a draft. You can plan it again at any time."
    ),
    done=gettext_lazy("The meeting is postponed."),
)
CANCEL = _step(
    name="cancel",
    from_states=frozenset({State.PLANNED, State.PUBLISHED, State.POSTPONED}),
    to_state=State.CANCELLED,
    label=gettext_lazy("Cancel the meeting"),
    consequence=gettext_lazy("The meeting is shown as cancelled. Its agenda is kept, and you can plan it again."),
    done=gettext_lazy("The meeting is cancelled."),
)
PLAN_AGAIN = _step(
    name="plan",
    from_states=frozenset({State.CANCELLED, State.POSTPONED}),
    to_state=State.PLANNED,
    asks=_is_taken,
    sets=_no_agenda,
    label=gettext_lazy("Plan it again"),
    consequence=gettext_lazy("The meeting goes back into the plan with a draft agenda."),
    done=gettext_lazy("The meeting is planned again."),
)
START_EARLY = _step(
    name="start",
    field="opened_early",
    from_states=frozenset({False}),
    to_state=True,
    asks=_needs_no_early_start,
    offered_when_ready=True,
    label=gettext_lazy("Start the record early"),
    consequence=gettext_lazy(
        "Its day has not come yet. From now on its register can be taken and its minutes written all the same."
    ),
    done=gettext_lazy("The register and the minutes are open."),
)
STEPS = named(PUBLISH, WITHDRAW, HOLD, REOPEN, POSTPONE, CANCEL, PLAN_AGAIN, START_EARLY)


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
