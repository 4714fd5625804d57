"""Papers under the items of an agenda: added, replaced in one language, taken to the bin and back."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from common import files, stored
from common.editing import IllegalChange, locked
from meetings.agenda import pack_due
from meetings.models import Paper, PaperSide

COUNT_WORDS = "meetings.count_words"  # the task of jobs.py


@dataclass(frozen=True)
class Upload:
    """A file as `common.bare.taking.taken` gives it, for one side of a paper."""

    language: str
    file: object
    content_type: str


def _open_meeting(item):
    """Lock the meeting of an item, so that a paper and the confirming of the minutes cannot pass each other."""
    meeting = locked(item.meeting, "minutes")
    if meeting.is_confirmed:
        raise IllegalChange(_("The minutes of this meeting are confirmed, so its papers stand as they are."))
    return meeting


@transaction.atomic
def add_paper(*, paper, uploads, by):
    """Save a new paper with its sides, and return it;
    one that comes after the agenda was published is marked as late.
    """
    meeting = _open_meeting(paper.item)
    paper.is_late = meeting.agenda_published_at is not None
    paper.save(force_insert=True)
    for upload in uploads:
        _set_side(paper, upload, by)
    paper.refresh_from_db(fields=["version"])  # each side counts
    pack_due.enqueue_packs(meeting)
    return paper


@transaction.atomic
def change_paper(*, form, by) -> bool:
    """Save a form over a paper, its new files in the place of those in the same languages; return whether it was saved.

    Nothing is saved where somebody else has changed the paper in the meantime: then the form shows both.
    """
    meeting = _open_meeting(form.instance.item)
    if not form.save_if_current():
        return False
    for upload in form.uploads:
        _set_side(form.instance, upload, by)
    pack_due.enqueue_packs(meeting)
    return True


def _set_side(paper, upload, by) -> None:
    """Save the file of a paper in one language, and set the one that it replaces aside."""
    side = PaperSide.objects.filter(paper=paper, language=upload.language).first() or PaperSide(
        paper=paper, language=upload.language
    )
    stored.set_aside(side.file.name)
    side.name = files.clean_name(upload.file.name)
    try:
        side.file.save(side.name, upload.file, save=False)
    except stored.NoRoom as full:
        full.language = upload.language
        raise
    side.content_type, side.size, side.words, side.uploaded_by = upload.content_type, upload.file.size, 0, by
    side.save(update_fields=["name", "file", "content_type", "size", "words", "uploaded_by"] if side.pk else None)
    app.configure_task(COUNT_WORDS).defer(side_id=side.pk)


@transaction.atomic
def remove_paper(*, paper) -> None:
    """Take a paper into the bin; its files stay, so that it can come back."""
    meeting = _open_meeting(paper.item)
    Paper.objects.filter(pk=paper.pk, removed_at=None).update(removed_at=timezone.now())
    pack_due.enqueue_packs(meeting)


@transaction.atomic
def put_back_paper(*, paper) -> None:
    """Put a paper from the bin back below its item; raises IllegalChange while the item itself is in the bin."""
    meeting = _open_meeting(paper.item)
    if paper.item.removed_at is not None:
        raise IllegalChange(_("The item of this paper is off the agenda. Put the item back first."))
    Paper.objects.filter(pk=paper.pk).update(removed_at=None)
    pack_due.enqueue_packs(meeting)


def count_words(*, side_id) -> None:
    """Count the words of a side, from which its reading time comes, unless it was replaced in the meantime."""
    side = PaperSide.objects.select_related("paper__item__meeting").filter(pk=side_id).first()
    if side is None:
        return
    name = side.file.name
    try:
        with side.file.open() as file:
            words = files.words_in(file, files.suffix_of(side.name))
    except FileNotFoundError:
        return
    if words and PaperSide.objects.filter(pk=side_id, file=name).update(words=words):
        pack_due.enqueue_packs(side.paper.item.meeting)
