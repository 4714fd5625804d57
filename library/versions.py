"""The versions of a document: begun as a draft, adopted once, from then on fixed; and what differs between two."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.rich_text import plain_text
from common.versions.comparison import Comparing
from common.versions.seen import compare as compare_with_seen
from library.clauses import keeping
from library.models import DocumentVersion


@transaction.atomic
def draft_document(*, document, version):
    """Save a new Document with a DocumentVersion of its text as its first draft, and return the document."""
    document.save(force_insert=True)
    version.document, version.number = document, 1
    version.save(force_insert=True)
    return document


@transaction.atomic
def start_version(*, document):
    """Return the draft of a document: the one that is there,
    else a new one that begins as a copy of the last version.
    """
    locked(document)
    last = document.versions.order_by("-number").first()
    if last is not None and last.is_draft:
        return last
    number = (document.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    text = {"text_en": last.text_en, "text_cy": last.text_cy} if last else {}
    return DocumentVersion.objects.create(document=document, number=number, **text)


@transaction.atomic
def adopt(*, version, on, at_meeting=None, decision=None, in_force_from=None, mark=""):
    """Adopt a draft on a date, at a meeting or by one of its decisions; it holds from then on or from a later day. Of
    what binds the Forum the clauses are kept. Raises IllegalChange without text, if it is no draft any more, if it
    would hold before the version before it does, or if it is not as it was seen (`mark`).
    """
    version = locked(version, "document")
    if not version.is_draft:
        raise IllegalChange(_("This version stands already, and cannot be changed. Begin a new version instead."))
    if mark:
        compare_with_seen(mark, shown_with(version))
    if not version.text:
        raise IllegalChange(_("This version has no text yet. Write it first."))
    _refuse_before_the_last(version, in_force_from or on)
    version.adopted_on, version.adopted_meeting, version.adopted_at = on, at_meeting, timezone.now()
    version.decision, version.in_force_from = decision, in_force_from
    version.save(update_fields=["adopted_on", "adopted_meeting", "adopted_at", "decision", "in_force_from"])
    if version.document.is_governing:
        _keep_clauses(version)
    return version


def _refuse_before_the_last(version, day) -> None:
    last = version.document.versions.adopted().order_by("-number").first()
    if last is not None and day < last.holds_from:
        said = _("The version before it holds from %(date)s. This one cannot come into force earlier.")
        raise IllegalChange(said % {"date": date_format(last.holds_from, "j F Y")})


def _keep_clauses(version) -> None:
    """Keep the clauses of a version under the document's name in addresses, which it gets with the first of them."""
    if not version.document.slug:
        version.document.slug = keeping.free_address(version.document)
        version.document.save(update_fields=["slug"])
    keeping.keep(version)


def shown_with(version) -> list:
    """Return the rows that whoever adopts a version sees: it, and of what document it is, for whom."""
    return [version, version.document]


@transaction.atomic
def discard_draft(*, version) -> None:
    """Remove a draft, and the document with it if it has no other version;
    raises IllegalChange for a version that stands.
    """
    version = locked(version)
    if not version.is_draft:
        raise IllegalChange(_("This version stands already, and cannot be removed."))
    version.delete()
    if not version.document.versions.exists():
        version.document.delete()


def compare_versions(older, newer, language):
    """Return the paragraphs of two versions as a list of lists of Change, in one language ("en" or "cy")."""
    return Comparing().paragraphs(*(plain_text(getattr(version, f"text_{language}")) for version in (older, newer)))
