"""How a group passes from active to finished: the one place where its state changes."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import locked
from common.steps import Step, named
from taskgroups import access
from taskgroups.models import TaskGroup

State = TaskGroup.State


def _lacks_report(group, **_facts) -> str:
    has = group.final_report
    return "" if has else _("This group has no final report yet. Write it, then finish the group.")


_step = partial(
    Step,
    may=access.may_keep,
    closed=gettext_lazy(
        "This group has changed in the meantime, and this step is no longer open to it. Please look at it again."
    ),
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
    sets=lambda _group, **_facts: {"finished_at": timezone.now()},
    label=gettext_lazy("Finish the group"),
    consequence=gettext_lazy("The group is shown as finished with its final report, and nobody can join it any more."),
    done=gettext_lazy("The group has finished. Thank you to everybody in it."),
)
RESUME = _step(
    name="resume",
    from_states=frozenset({State.REPORTING, State.FINISHED}),
    to_state=State.ACTIVE,
    sets=lambda _group, **_facts: {"finished_at": None},
    label=gettext_lazy("Take the work up again"),
    consequence=gettext_lazy("The group is shown as active again."),
    done=gettext_lazy("The group is active again."),
)
STEPS = named(REPORT, FINISH, RESUME)


@transaction.atomic
def add_member(*, form):
    """Save a form over a new place in a group and return the place; None where it is not valid, also because they are
    in it already.
    """
    locked(form.instance.group)
    return form.save() if form.is_valid() else None
