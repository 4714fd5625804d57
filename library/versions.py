"""The versions of a document: begun as a draft, adopted once, from then on fixed; and what differs between two."""

import difflib
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from common.rich_text import plain_text
from library.models import Document, DocumentVersion


@transaction.atomic
def draft_document(*, document, version):
    """Save a new Document with a DocumentVersion of its text as its first draft, and return the document."""
    document.save()
    version.document, version.number = document, 1
    version.save()
    return document


@transaction.atomic
def start_version(*, document):
    """Return the draft of a document: the one that is there, else a new one that begins as a copy of the last version."""
    Document.objects.select_for_update().get(pk=document.pk)
    last = document.versions.order_by("-number").first()
    if last is not None and last.is_draft:
        return last
    number = (document.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    text = {"text_en": last.text_en, "text_cy": last.text_cy} if last else {}
    return DocumentVersion.objects.create(document=document, number=number, **text)


@transaction.atomic
def adopt(*, version, on, at_meeting=None):
    """Make a draft the version that holds, as of a date; raises IllegalChange without text, or if it is no draft any more."""
    locked = DocumentVersion.objects.select_for_update().get(pk=version.pk)
    if not locked.is_draft:
        raise IllegalChange(_("This version stands already, and cannot be changed. Begin a new version instead."))
    if not locked.text:
        raise IllegalChange(_("This version has no text yet. Write it first."))
    locked.adopted_on, locked.adopted_meeting, locked.adopted_at = on, at_meeting, timezone.now()
    locked.save(update_fields=["adopted_on", "adopted_meeting", "adopted_at"])
    return locked


@transaction.atomic
def discard_draft(*, version):
    """Remove a draft, and the document with it if it has no other version; raises IllegalChange for a version that stands."""
    locked = DocumentVersion.objects.select_for_update().get(pk=version.pk)
    if not locked.is_draft:
        raise IllegalChange(_("This version stands already, and cannot be removed."))
    locked.delete()
    if not locked.document.versions.exists():
        locked.document.delete()


@dataclass(frozen=True)
class Change:
    """One stretch of a comparison: `kind` is "same", "added" or "removed"; the text is plain."""

    kind: str
    text: str


def compare(older, newer, language):
    """Return the paragraphs of two versions as a list of lists of Change, in one language ("en" or "cy")."""
    was, now = (plain_text(getattr(version, f"text_{language}")).split("\n") for version in (older, newer))
    was, now = [line for line in was if line.strip()], [line for line in now if line.strip()]
    paragraphs = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            paragraphs += [_words(old, new) for old, new in zip(was[a:b], now[c:d], strict=True)]
            continue
        kind = "same" if tag == "equal" else "removed"
        paragraphs += [[Change(kind, line)] for line in was[a:b]]
        paragraphs += [[Change("added", line)] for line in now[c:d] if tag != "equal"]
    return paragraphs


def _words(old, new):
    """Return one paragraph's changes, word by word."""
    was, now = old.split(), new.split()
    changes = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("same", " ".join(was[a:b])))
            continue
        changes += [Change("removed", " ".join(was[a:b]))] if b > a else []
        changes += [Change("added", " ".join(now[c:d]))] if d > c else []
    return changes
