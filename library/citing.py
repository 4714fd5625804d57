"""What a number of the library leads to: "clause 4.2" to the clause as it holds today, of the Constitution first, or of
the document that is named beside it.
"""

import re

from django.db.models import Case, Q, When
from django.urls import reverse

from common.finding.words import SMALL_WORDS, radicals, terms
from library.models import Clause, Document, DocumentVersion

NUMBER = re.compile(
    r"(?<!\w)(?:clause|cymal|gymal|chymal|nghymal)\s+(?P<number>[0-9A-Za-z][0-9A-Za-z.()]{0,18}?)[.,]?(?!\S)",
    re.IGNORECASE,
)
BARE = re.compile(r"(?<!\S)(?P<number>\d{1,3}(?:\.\d{1,3})+)[.,]?(?!\S)")  # beside the name of a document


def clauses_in_force(reader):
    """Return the numbered clauses that this reader may see of the versions that hold today, as a QuerySet."""
    latest = DocumentVersion.objects.in_force().order_by("document_id", "-number").distinct("document_id")
    return Clause.objects.visible_to(reader).filter(in_version__in=latest.values("pk")).exclude(number="")


def referred(words, reader) -> str:
    """Return the address of the clause that these words cite, as far as this reader may see it, or "".

    What else they say names its document: "clause 4.2 of the Constitution", "Cyfansoddiad, cymal 4.2", "Constitution
    4.2".
    """
    cited = NUMBER.search(words) or BARE.search(words)
    if cited is None:
        return ""
    named = [term.word for term in terms(f"{words[: cited.start()]} {words[cited.end() :]}")]
    if cited.re is BARE and SMALL_WORDS.issuperset(named):
        return ""
    is_constitution = Q(in_version__document__kind=Document.Kind.CONSTITUTION)
    rows = clauses_in_force(reader).filter(number__iexact=cited["number"]).with_document()
    rows = rows.order_by(Case(When(is_constitution, then=0), default=1), "in_version__document", "pk")
    found = next((row for row in rows if _is_called(row.in_version.document, named)), None)
    return reverse("library:clause", args=[found.in_version.document.slug, found.number]) if found else ""


def _is_called(document, named) -> bool:
    """Whether each of the words stands in a title of a document; small words stand anywhere."""
    title = {term.word for side in (document.title_en, document.title_cy) for term in terms(side)}
    return all(word in SMALL_WORDS or title.intersection(radicals(word)) for word in named)
