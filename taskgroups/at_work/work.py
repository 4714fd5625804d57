"""What a group does, row by row: meetings with who came, papers with their files, and actions."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.filing import files
from members.letters import letters
from taskgroups.models import GroupAction, GroupPaper, GroupPresence

GIVEN = "taskgroups.given"  # the letter to who has an action of a group now


@transaction.atomic
def save_meeting(*, form, by) -> bool:
    """Save a form over a meeting of a group, and who came; return whether it was saved (not if somebody else did
    meanwhile).
    """
    if not form.save_if_current():
        return False
    meeting, came = form.instance, form.cleaned_data["came"]
    meeting.came.exclude(person__in=came).delete()
    for person in came:
        GroupPresence.objects.get_or_create(meeting=meeting, person=person)
    return True


@transaction.atomic
def save_paper(*, form, by) -> bool:
    """Save a form over a paper of a group, with its file where it is new; return whether it was saved."""
    paper, upload = form.instance, form.cleaned_data.get("upload")
    if upload:
        paper.name, paper.content_type, paper.size = files.clean_name(upload.name), upload.content_type, upload.size
        paper.uploaded_by = by
        paper.file.save(paper.name, upload, save=False)
    return form.save_if_current()


@transaction.atomic
def save_action(*, form, by) -> bool:
    """Save a form over an action of a group, and tell whoever has it by that; return whether it was saved."""
    is_saved = form.save_if_current()
    action = form.instance
    if is_saved and "owner" in form.changed_data and action.owner != by:
        version = GroupAction.objects.values_list("version", flat=True).get(pk=action.pk)
        letters.write(GIVEN, f"{action.pk}:{version}", people=[action.owner])
    return is_saved


@transaction.atomic
def finish_action(*, action, by, version=None) -> GroupAction:
    """Close an action as done and return it; raises IllegalChange where it is closed already, or was changed since."""
    row = locked(action)
    if row.closed_at or version not in (None, row.version):
        raise IllegalChange(_("Somebody has changed how this action stands in the meantime. Please look at it again."))
    row.closed_at = timezone.now()
    row.save(update_fields=["closed_at"])
    return row


@transaction.atomic
def reopen_action(*, action) -> GroupAction:
    """Take back that an action is done and return it; raises IllegalChange where it is open."""
    row = locked(action)
    if not row.closed_at:
        raise IllegalChange(_("Somebody has changed how this action stands in the meantime. Please look at it again."))
    row.closed_at = None
    row.save(update_fields=["closed_at"])
    return row


def remove_paper(*, paper) -> None:
    """Take a paper off the page; it waits to be put back."""
    GroupPaper.objects.filter(pk=paper.pk, removed_at=None).update(removed_at=timezone.now())


def put_back_paper(*, paper) -> None:
    """Put a removed paper back."""
    GroupPaper.objects.filter(pk=paper.pk).update(removed_at=None)
