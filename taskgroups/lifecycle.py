"""How a group passes from active to finished: the one place where its state changes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import IllegalChange
from members.access import keeps_the_record
from taskgroups import access
from taskgroups.models import TaskGroup

State = TaskGroup.State


def start_reporting(*, group):
    """Say that the work is done and the report is being written."""
    return _change(group, "report", State.REPORTING)


def finish(*, group):
    """End the group; raises IllegalChange while there is no final report."""
    return _change(group, "finish", State.FINISHED, finished_at=timezone.now())


def resume(*, group):
    """Take the group back to its work."""
    return _change(group, "resume", State.ACTIVE, finished_at=None)


@dataclass(frozen=True)
class Step:
    """One step in a group's life, as a page offers it: its button, what it will do, and the verb."""

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
            "report",
            gettext_lazy("Start reporting"),
            gettext_lazy("The group is shown as reporting, and the final report can be written."),
            start_reporting,
            frozenset({State.ACTIVE}),
            gettext_lazy("The group is now reporting."),
        ),
        Step(
            "finish",
            gettext_lazy("Finish the group"),
            gettext_lazy("The group is shown as finished with its final report, and nobody can join it any more."),
            finish,
            frozenset({State.REPORTING}),
            gettext_lazy("The group has finished. Thank you to everybody in it."),
        ),
        Step(
            "resume",
            gettext_lazy("Take the work up again"),
            gettext_lazy("The group is shown as active again."),
            resume,
            frozenset({State.REPORTING, State.FINISHED}),
            gettext_lazy("The group is active again."),
        ),
    )
}


def steps_for(person, group):
    """Return the Steps that this person may take with this group now;
    a finished one is taken up again by the record keepers.
    """
    if not access.may_keep(person, group) or (group.is_finished and not keeps_the_record(person)):
        return []
    return [step for step in STEPS.values() if group.state in step.from_states]


@transaction.atomic
def _change(group, step, state, **facts):
    """Take the group to a state under a lock, and return it; raises IllegalChange where this step does not start."""
    locked = TaskGroup.objects.select_for_update().get(pk=group.pk)
    if locked.state not in STEPS[step].from_states:
        raise IllegalChange(
            _("This group has changed in the meantime, and this step is no longer open to it. Please look at it again.")
        )
    if state == State.FINISHED and not locked.final_report:
        raise IllegalChange(_("This group has no final report yet. Write it, then finish the group."))
    locked.state = state
    for name, value in facts.items():
        setattr(locked, name, value)
    locked.save(update_fields=["state", *facts])
    return locked
