"""What a number of the library leads to: "clause 4.2" to the clause as it holds today, of the Constitution first."""

import re

from django.db.models import Q
from django.urls import reverse

from library.models import Clause, Document, DocumentVersion

NUMBER = re.compile(
    r"(?:clause|cymal|gymal|chymal|nghymal)\s+(?P<number>[0-9A-Za-z][0-9A-Za-z.()]{0,18}?)\.?", re.IGNORECASE
)


def clauses_in_force(reader):
    """Return the numbered clauses that this reader may see of the versions that hold today, as a QuerySet."""
    latest = DocumentVersion.objects.in_force().order_by("document_id", "-number").distinct("document_id")
    return Clause.objects.visible_to(reader).filter(in_version__in=latest.values("pk")).exclude(number="")


def referred(words, reader) -> str:
    """Return the address of the clause that these words cite, as far as this reader may see it, or ""."""
    cited = NUMBER.fullmatch(words.strip())
    if cited is None:
        return ""
    is_constitution = Q(in_version__document__kind=Document.Kind.CONSTITUTION)
    rows = clauses_in_force(reader).filter(number__iexact=cited["number"]).with_document()
    found = rows.filter(is_constitution).first() or rows.order_by("in_version__document", "pk").first()
    return reverse("library:clause", args=[found.in_version.document.slug, found.number]) if found else ""
