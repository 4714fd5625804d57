"""The milestones of a group: written, and marked as done by whoever says so first."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from taskgroups.models import Milestone


def save(*, form, by) -> bool:
    """Save a form over a milestone, and who says that it is done; return whether it was saved (not if somebody else
    did meanwhile).
    """
    row = form.instance
    if "done_on" in form.changed_data or row._state.adding:
        row.done_by = by if row.done_on else None
    return form.save_if_current(also=["done_by"])


@transaction.atomic
def finish(*, milestone, by, version=None) -> Milestone:
    """Mark a milestone as done today and return it; raises IllegalChange where it is done already, or has been changed
    since it was seen.
    """
    row = locked(milestone)
    if row.done_on or version not in (None, row.version):
        raise IllegalChange(_("Somebody has changed this milestone in the meantime. Please look at it again."))
    row.done_on, row.done_by = timezone.localdate(), by
    row.save(update_fields=["done_on", "done_by"])
    return row
