"""What people took on at a meeting: whom a letter about it reaches, and how it stands in their own words."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.editing import IllegalChange, locked
from common.versions import seen
from meetings import against
from meetings.models import Action
from members.models import Person

CHANGED = _("Somebody has changed how this action stands in the meantime. Please look at it again.")


def owners_of(actions) -> set:
    """Return the set of people whom letters about these Actions go to: who has them,
    and for an organisation's those of its people who belong.
    """
    organisations = {action.owner_organisation_id for action in actions if not action.holder}
    people = Person.objects.standing_now().filter(organisation__in=organisations) if organisations else ()
    return {action.holder for action in actions if action.holder} | set(people)


@transaction.atomic
def save_progress(*, form):
    """Save a form over how an action stands if nobody else did in the meantime, and when it was closed; return whether
    it was saved.

    One that is done or dropped is closed; one that is not done stays with its reason until a meeting has seen to it.
    """
    action = form.instance
    action.closed_at = None if action.status in Action.CARRIED else action.closed_at or timezone.now()
    if not action.progress:
        action.progress_language = ""
    return form.save_if_current(also=["closed_at"])


@transaction.atomic
def give(*, form):
    """Save a form over who has an action from now on if nobody else gave it away in the meantime; return whether it was
    saved. Raises IllegalChange of one that is done with.

    What minutes say of who took it on stays: they may be confirmed.
    """
    if why := against.giving(locked(form.instance)):
        raise IllegalChange(why)
    return form.save_if_current()


@transaction.atomic
def finish(*, action, version=None):
    """Close an action as done; raises IllegalChange where somebody has said meanwhile how it stands (`version` is that
    of the row which was seen), or where it is closed already.
    """
    row = locked(action)
    if row.status not in Action.CARRIED or version not in (None, row.version):
        raise IllegalChange(CHANGED)
    row.status, row.closed_at = Action.Status.DONE, timezone.now()
    row.save(update_fields=["status", "closed_at"])
    return row


def _together(rows, mark) -> list:
    """Return several Actions under a lock, as their page showed them by its mark; raises NotAsSeen, or IllegalChange
    where one is done with.
    """
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    seen.compare(mark, [rows])
    if not found or not all(row.is_open for row in found):
        raise IllegalChange(CHANGED)
    return found


@transaction.atomic
def finish_several(*, rows, mark) -> int:
    """Close these Actions (a QuerySet) as done, as the page showed them; return how many they are."""
    found = _together(rows, mark)
    for row in found:
        finish(action=row)
    return len(found)


@transaction.atomic
def change_several(*, rows, mark, passed_to=None, due_on=None) -> int:
    """Give these Actions (a QuerySet) to somebody else, or another day, or both, as the page showed them; return how
    many they are.
    """
    found = _together(rows, mark)
    for row in found:
        if passed_to:
            row.passed_to = None if passed_to.pk == row.owner_id else passed_to
        row.due_on = due_on or row.due_on
        row.save(update_fields=["passed_to", "due_on"])
    return len(found)
