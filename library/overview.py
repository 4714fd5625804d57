"""What the library hands upward: hits, news, a year's record."""

from django.utils.translation import gettext as _

from common.both_languages import all_words_in
from common.overview import Found, News, YearEntry
from library.models import Consultation, Document, DocumentVersion

MOST = 20


def search(words, reader):
    """Return the documents and consultations in which every word occurs, as far as this reader may see them."""
    by_name = Document.objects.visible_to(reader).filter(all_words_in(words, "title", "summary"))
    inside = DocumentVersion.objects.visible_to(reader).filter(
        all_words_in(words, "text"), document__in=Document.objects.visible_to(reader)
    )
    found = (by_name | Document.objects.visible_to(reader).filter(pk__in=inside.values("document"))).distinct()[:MOST]
    asked = Consultation.objects.visible_to(reader).filter(all_words_in(words, "title", "summary"))[:MOST]
    return [
        *(Found(row.get_kind_display(), row.title, row.get_absolute_url(), row.summary) for row in found),
        *(Found(_("Consultation"), row.title, row.get_absolute_url(), row.summary, row.closes_on) for row in asked),
    ]


def news(since, reader):
    """Return the versions adopted or published since a moment, for this reader; `kind` is that of the document."""
    rows = DocumentVersion.objects.visible_to(reader).adopted().filter(adopted_at__gte=since).select_related("document")
    rows = rows.defer("text_en", "text_cy").order_by("-adopted_at")[:MOST]
    return [
        News(row.document.kind, row.document.title, row.document.get_absolute_url(), row.adopted_at, row.document.summary) for row in rows
    ]


def year(start, end):
    """Return the versions that came to hold, and the consultations that closed, between two dates (both included)."""
    rows = DocumentVersion.objects.adopted().filter(adopted_on__range=(start, end)).select_related("document").defer("text_en", "text_cy")
    asked = Consultation.objects.filter(closes_on__range=(start, end))
    return [
        *(YearEntry("document", row.document.title, row.get_absolute_url(), row.adopted_on) for row in rows),
        *(YearEntry("consultation", row.title, row.get_absolute_url(), row.closes_on, row.asked_by) for row in asked),
    ]
