"""Annual summaries as the library keeps them: a document whose draft came from the record, with a picture of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.doors.overview import Line
from common.editing import IllegalChange
from library import versions
from library.models import AnnualSummary, Document, DocumentVersion
from meetings.models import ItemKind
from meetings.models.kinds import LOOKS, RESERVED
from members.access import OF_AUDIENCE, Circle

AUDIENCE_OF = {circle: audience for audience, circle in OF_AUDIENCE.items()}


@dataclass(frozen=True)
class Summary:
    """An annual summary as the library keeps it: of which year, for which circle, its texts and titles by language,
    and `bars`, how the time of each year was spent: (year, minutes, ((kind, label, minutes, per cent, …), …)).
    """

    year: int
    circle: Circle
    title: str
    url: str
    texts: Mapping[str, str]
    titles: Mapping[str, str]
    bars: tuple
    tiles: Mapping[str, Any]
    is_draft: bool
    pk: int


@transaction.atomic
def keep(*, year, circle, titles, texts, times) -> int:
    """Save a new summary of a year as a draft for a circle, and return the key of its document; with one there
    already, draw its picture anew from `times` while it is a draft, and touch nothing of its words.

    `titles` and `texts` are by language; raises IllegalChange where it is published.
    """
    audience = AUDIENCE_OF[circle]
    there = AnnualSummary.objects.select_for_update().filter(year=year, audience=audience).first()
    if there:
        return _drawn_anew(there, times)
    facts = {f"title_{language}": title for language, title in titles.items()}
    document = Document(kind=Document.Kind.ANNUAL_SUMMARY, audience=audience, **facts)
    draft = DocumentVersion(**{f"text_{language}": text for language, text in texts.items()})
    versions.draft_document(document=document, version=draft)
    AnnualSummary.objects.create(document=document, year=year, audience=audience, times=times)
    return document.pk


def _drawn_anew(there, times) -> int:
    if there.document.versions.adopted().exists():
        raise IllegalChange(_("This summary is published, and stands. Begin a new version of it in the library."))
    if there.times != times:
        there.times, there.drafted_at = times, timezone.now()
        there.save(update_fields=["times", "drafted_at"])
    return there.document_id


def summary(reader, pk=None) -> Summary | None:
    """Return the Summary that a document is, in the version that this reader reads first; None if it is none, or not
    theirs.
    """
    document = Document.objects.visible_to(reader).filter(pk=pk).select_related("of_a_year").first()
    if document is None or not hasattr(document, "of_a_year"):
        return None
    seen = list(document.versions.visible_to(reader).order_by("-number"))
    shown = next((version for version in seen if not version.is_draft), seen[0] if seen else None)
    return _told(document, shown) if shown else None


def _told(document, shown) -> Summary:
    facts = document.of_a_year
    return Summary(
        year=facts.year,
        circle=OF_AUDIENCE[facts.audience],
        title=document.title,
        url=document.get_absolute_url(),
        texts={"en": shown.text_en, "cy": shown.text_cy},
        titles={"en": document.title_en, "cy": document.title_cy},
        bars=bars(facts.times),
        tiles={kind: {"tile": look.tile, "size": look.size} for kind, look in LOOKS.items()},
        is_draft=shown.is_draft,
        pk=document.pk,
    )


def of_years(reader) -> list[Line]:
    """Return the annual summaries that were drafted from the record, as Lines about their documents, for this reader,
    the last year first.
    """
    rows = AnnualSummary.objects.filter(document__in=Document.objects.visible_to(reader)).select_related("document")
    return [
        Line(row.document.title, row.document.get_absolute_url(), row.get_audience_display(), row.document_id)
        for row in rows
    ]


def bars_of(document) -> tuple:
    """Return the bars of the picture in a document, none for one that is no summary of a year."""
    if document.kind != Document.Kind.ANNUAL_SUMMARY:
        return ()
    row = AnnualSummary.objects.filter(document=document.pk).only("times").first()
    return bars(row.times) if row else ()


def bars(times) -> tuple:
    """Return how time was spent as (year, minutes of work, ((kind, label, minutes, per cent of the work, where it
    begins in the bar, its width), …)), in the reader's language; the last two in per cent, as SVG takes them.
    """
    labels = {kind.value: str(kind.label) for kind in ItemKind} | {RESERVED: _("Reserved")}
    return tuple((year, sum(minutes.values()), tuple(_parts(minutes, labels))) for year, minutes in times)


def _parts(minutes, labels):
    before, total = 0, sum(minutes.values())
    for kind, label in labels.items():
        if took := minutes.get(kind):
            share = took * 100 / total
            yield kind, label, took, round(share), f"{before * 100 / total:.2f}", f"{share:.2f}"
            before += took
