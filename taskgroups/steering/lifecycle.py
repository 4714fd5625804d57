"""How a group passes from proposed to finished: the one place where its state changes."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from common.editing import IllegalChange, locked
from common.steps import Step, named
from taskgroups import access
from taskgroups.models import DueChange, TaskGroup

State = TaskGroup.State
OLDER = gettext_noop("This decision is older than the group. Please choose the one that was taken on its work.")


def _lacks_report(group, *, decision=None, **_facts) -> str:
    if not group.final_report:
        return _("This group has no final report yet. Write it, then finish the group.")
    if decision is None:
        return _("Please choose the decision by which the report was adopted.")
    return _(OLDER) if group.is_younger_than(decision) else ""


def _lacks_decision(_group, *, decision=None, ballot=None, **_facts) -> str:
    one = (decision is None) != (ballot is None)
    return "" if one else _("Please choose the decision that set it up, or the proposal between meetings: one of them.")


def _lacks_reason(_group, *, reason="", **_facts) -> str:
    return "" if reason else _("Please say why: the reason stands on the page of the group.")


def _decided(_group, *, decision=None, ballot=None, **_facts) -> dict:
    held = decision.paragraph.item.meeting if decision else None
    facts = {"decision": decision, "ballot": ballot, "set_up_at": held, "starts_on": timezone.localdate()}
    return facts | {"report_item": None}  # it has come before the meeting; the next item brings its report


def _was_never_set_up(group, **_facts) -> str:
    was_set_up = group.decision_id or group.ballot_id or group.set_up_at_id
    if group.state != State.CLOSED or was_set_up:
        return ""
    return _("Nobody ever decided on this group, so there is no work to take up. Please propose it anew.")


def _adopted(_group, *, decision=None, at=None, **_facts) -> dict:
    return {"finished_at": at or timezone.now(), "adopted_by": decision}


def _closed(_group, *, reason="", at=None, **_facts) -> dict:
    return {"finished_at": at or timezone.now(), "closing_reason": reason}


def _may_decide(person, _group) -> bool:
    return access.may_set_up(person)


def _starts_before_due(group, **facts) -> str:
    is_late = group.due_on is not None and group.due_on < timezone.localdate()
    late = _("The day on which it was to report is past. Change the details of the group first.")
    return _lacks_decision(group, **facts) or (late if is_late else "")


_step = partial(
    Step,
    may=access.may_keep,
    closed=gettext_lazy(
        "This group has changed in the meantime, and this step is no longer open to it. Please look at it again."
    ),
)
DECIDE = _step(
    name="decide",
    from_states=frozenset({State.PROPOSED}),
    to_state=State.ACTIVE,
    may=_may_decide,
    asks=_starts_before_due,
    sets=_decided,
    label=gettext_lazy("Record that it is set up"),
    consequence=gettext_lazy("The group begins its work today, and people can join it."),
    done=gettext_lazy("The group is set up, and at work."),
)
REPORT = _step(
    name="report",
    from_states=frozenset({State.ACTIVE}),
    to_state=State.REPORTING,
    label=gettext_lazy("Start reporting"),
    consequence=gettext_lazy("The group is shown as reporting, and the final report can be written."),
    done=gettext_lazy("The group is now reporting."),
)
FINISH = _step(
    name="finish",
    from_states=frozenset({State.REPORTING}),
    to_state=State.FINISHED,
    asks=_lacks_report,
    sets=_adopted,
    label=gettext_lazy("Finish the group"),
    consequence=gettext_lazy(
        "The report is recorded as adopted. From then on the group stands as it is: everybody who sees it reads it, "
        "and nothing in it can be changed any more."
    ),
    done=gettext_lazy("The group has finished. Thank you to everybody in it."),
)
CLOSE = _step(
    name="close",
    from_states=frozenset({State.PROPOSED, State.ACTIVE, State.REPORTING}),
    to_state=State.CLOSED,
    asks=_lacks_reason,
    sets=_closed,
    label=gettext_lazy("Close the group early"),
    consequence=gettext_lazy("The group ends without a report. The reason stands on its page."),
    done=gettext_lazy("The group is closed."),
)
RESUME = _step(
    name="resume",
    from_states=frozenset({State.REPORTING, State.FINISHED, State.CLOSED}),
    to_state=State.ACTIVE,
    asks=_was_never_set_up,
    sets=lambda _group, **_facts: {"finished_at": None, "closing_reason": ""},
    label=gettext_lazy("Take the work up again"),
    consequence=gettext_lazy("The group is shown as active again."),
    done=gettext_lazy("The group is active again."),
)
STEPS = named(DECIDE, REPORT, FINISH, CLOSE, RESUME)


@transaction.atomic
def set_up(*, form) -> TaskGroup:
    """Save a form over a new group that was decided on, and return the group: it was set up at the meeting of its
    decision.
    """
    group = form.save(commit=False)
    if group.decision_id:
        group.set_up_at = group.decision.paragraph.item.meeting
    group.save(force_insert=True)
    return group


def propose(*, form, by) -> TaskGroup:
    """Save a form over a group that somebody proposes, and return the group; whoever proposes it convenes it."""
    group = form.save(commit=False)
    group.state, group.convenor = State.PROPOSED, by
    group.save(force_insert=True)
    return group


@transaction.atomic
def extend(*, group, due_on, decision, by, version=None) -> TaskGroup:
    """Move the day of a group's report, as a meeting decided, and keep from which day; return the group.

    Raises IllegalChange where it is no longer at work, or `version` is not that of the row which was seen, or the day
    is what it was.
    """
    group = locked(group)
    if not group.is_at_work or not access.may_keep(by, group) or version not in (None, group.version):
        raise IllegalChange(REPORT.closed)
    if group.due_on == due_on:
        raise IllegalChange(_("The group is due on this day already."))
    if group.is_younger_than(decision):
        raise IllegalChange(_(OLDER))
    DueChange.objects.create(group=group, was_on=group.due_on, due_on=due_on, decision=decision)
    group.due_on = due_on
    group.save(update_fields=["due_on"])
    return group
