"""Papers under the items of an agenda: added, replaced in one language, moved, taken to the bin and back."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from common.editing import IllegalChange, locked
from common.filing import files, stored
from meetings.agenda import pack_due
from meetings.models import EarlierFile, Paper, PaperSide

COUNT_WORDS = "meetings.count_words"  # the task of jobs.py
SHOWN = ("-read_first", "position", "pk")
SENT = ("name", "file", "content_type", "size", "words", "uploaded_by", "replaced_at")


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
    paper.position = (Paper.objects.filter(item=paper.item_id).aggregate(last=Max("position"))["last"] or 0) + 1
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
    _open_meeting(form.instance.item)
    if not form.save_if_current():
        return False
    replace_files(paper=form.instance, uploads=form.uploads, by=by)
    return True


@transaction.atomic
def replace_files(*, paper, uploads, by) -> None:
    """Put new files in the place of those in the same languages; these are kept for who keeps the record."""
    meeting = _open_meeting(paper.item)
    for upload in uploads:
        _set_side(paper, upload, by)
    pack_due.enqueue_packs(meeting)


def _set_side(paper, upload, by) -> None:
    """Save the file of a paper in one language, and keep the one that it replaces; its readers are told the day."""
    side = PaperSide.objects.filter(paper=paper, language=upload.language).first() or PaperSide(
        paper=paper, language=upload.language
    )
    if side.pk:
        _keep_earlier(side)
        side.replaced_at = timezone.now() if paper.item.meeting.agenda_published_at else None
    side.name = files.clean_name(upload.file.name)
    try:
        side.file.save(side.name, upload.file, save=False)
    except stored.NoRoom as full:
        full.language = upload.language
        raise
    side.content_type, side.size, side.words, side.uploaded_by = upload.content_type, upload.file.size, 0, by
    side.save(update_fields=list(SENT) if side.pk else None)
    app.configure_task(COUNT_WORDS).defer(side_id=side.pk)


def _keep_earlier(side) -> None:
    facts = {name: getattr(side, name) for name in ("language", "name", "content_type", "size")}
    EarlierFile.objects.create(paper_id=side.paper_id, file=side.file.name, **facts)


@transaction.atomic
def remove_earlier(*, earlier) -> None:
    """Remove an earlier file of a paper for good, also beside confirmed minutes: something may have stood in it that
    should never have been sent.
    """
    stored.set_aside(earlier.file.name)
    earlier.delete()


@transaction.atomic
def move_paper(*, paper, to) -> None:
    """Put a paper at place `to`, from 1, among those of its item; the others close up, and what is beyond the last
    place is the last one. Raises IllegalChange where one that is to be read first would come behind another.
    """
    meeting = _open_meeting(paper.item)
    rows = list(Paper.objects.not_removed().filter(item=paper.item_id).order_by(*SHOWN))
    moved = next(row for row in rows if row.pk == paper.pk)
    rows.remove(moved)
    rows.insert(max(1, to) - 1, moved)
    if rows != sorted(rows, key=lambda row: not row.read_first):
        raise IllegalChange(_("Papers that are to be read first stand before the others."))
    for place, row in enumerate(rows, start=1):
        if row.position != place:
            Paper.objects.filter(pk=row.pk).update(position=place)
    pack_due.enqueue_packs(meeting)


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
