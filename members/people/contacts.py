"""Keeping in touch with stakeholders: notes of contact, the next step and its end,
and the removal of a contact with all about it.
"""

from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.versions import seen
from members.models import ContactNote, Stakeholder


@transaction.atomic
def note(*, stakeholder, by, on, text, next_step="", next_step_on=None, mark="") -> ContactNote:
    """Write down that somebody was in touch with a stakeholder, and what follows from it; return the ContactNote.

    Raises NotAsSeen if the stakeholder, and with them the next step, is not as it was seen (`mark`).
    """
    row = locked(stakeholder)
    if mark:
        seen.compare(mark, [row])
    _go_on(row, next_step, next_step_on)
    return ContactNote.objects.create(stakeholder=row, by=by, on=on, text=text)


@transaction.atomic
def finish_step(*, stakeholder, by, mark="") -> ContactNote:
    """Close the next step as done today, with a note that says so; raises IllegalChange if there is none, or another
    than was seen (`mark`).
    """
    row = locked(stakeholder)
    if mark:
        seen.compare(mark, [row])
    if not row.next_step:
        raise IllegalChange(_("There is no next step any more."))
    text = _("Done: %(step)s") % {"step": row.next_step}
    _go_on(row, "", None)
    return ContactNote.objects.create(stakeholder=row, by=by, on=timezone.localdate(), text=text)


@transaction.atomic
def remove(*, stakeholder, by) -> None:
    """Delete a contact with its notes and its history; the log keeps by whom, without the name."""
    row = locked(stakeholder)
    key = row.pk
    row.delete()
    for events in Stakeholder.pgh_event_models.values():
        events.objects.filter(pgh_obj_id=key).delete()
    kind = ContentType.objects.get_for_model(Stakeholder)
    LogEntry.objects.filter(content_type=kind, object_id=str(key)).delete()
    LogEntry.objects.create(user=by, content_type=kind, object_id=str(key), object_repr=str(key), action_flag=DELETION)


def _go_on(row, next_step, next_step_on) -> None:
    row.next_step, row.next_step_on = next_step, next_step_on
    row.save(update_fields=["next_step", "next_step_on"])
