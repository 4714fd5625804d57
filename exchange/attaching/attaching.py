"""Attaching pictures and files to posts and comments, removing them and putting them back."""

from collections import defaultdict
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.filing import files
from exchange import access
from exchange.models import Attachment
from library.talks.pictures import Fitting

MOST = 12  # of one post or comment


def on_page(post, comments) -> dict:
    """Return what is attached to a post and to some comments on it: {post or comment: [Attachment]}; one query."""
    found = defaultdict(list)
    hosts = {("post", post.pk): post} | {("comment", comment.pk): comment for comment in comments}
    rows = Attachment.objects.filter(post=post) | Attachment.objects.filter(comment__in=list(comments))
    for row in rows.filter(removed_at=None):
        host = hosts["post", row.post_id] if row.post_id else hosts["comment", row.comment_id]
        setattr(row, "post" if row.post_id else "comment", host)
        found[host].append(row)
    return found


@transaction.atomic
def attach(*, words, form) -> Attachment:
    """Save the form of a new Attachment with its file to a post or comment and return it; raises IllegalChange where
    the words do not stand or have MOST already, and common.filing.stored.NoRoom.
    """
    words, row, sent = locked(words), form.instance, form.cleaned_data["upload"]
    if said := access.against_more(words):
        raise IllegalChange(said)
    _refuse_more(words)
    setattr(row, words._meta.model_name, words)
    name = PurePath(files.clean_name(form.files["upload"].name))
    if isinstance(sent, Fitting):
        row.file, row.name = sent.file, name.with_suffix(".jpg")
        row.width, row.height = sent.width, sent.height
    else:
        row.file, row.name, row.is_decoration = sent, name, False
    row.name, row.size = str(row.name), row.file.size
    row.save(force_insert=True)
    return row


def _refuse_more(words) -> None:
    if words.attachments.filter(removed_at=None).count() >= MOST:
        raise IllegalChange(_("There are %(number)s pictures and files already.") % {"number": MOST})


@transaction.atomic
def remove(*, attachment) -> None:
    """Take a picture or file off the page; raises IllegalChange where that is done already."""
    row = locked(attachment)
    if row.removed_at:
        raise IllegalChange(_("It is removed already."))
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back(*, attachment) -> None:
    """Put a removed picture or file back; raises IllegalChange where it is there, or where there are MOST by now."""
    words, row = locked(attachment.hangs_on), locked(attachment)
    if row.removed_at is None:
        raise IllegalChange(_("This has been put back already."))
    _refuse_more(words)
    row.removed_at = None
    row.save(update_fields=["removed_at"])
