"""Keeping the clauses of a version once it is adopted: their words as they are from then on cited."""

import datetime

from django.utils.text import slugify
from django.utils.translation import gettext, override

from library.clauses import following, reading
from library.models import Clause, Document


def keep(version) -> list[Clause]:
    """Save the clauses of a version that has just been adopted, each with the one it goes on from, and return them;
    none of a text without headings.
    """
    rows = as_written(version)
    before = list(_before(version))
    known = [[following.Known(row.number, row.plain) for row in some] for some in (before, rows)]
    for new, old in following.follow(*known).items():
        rows[new].follows = before[old]
    return Clause.objects.bulk_create(rows)


def as_written(version) -> list[Clause]:
    """Return the clauses of a version as they would be kept, unsaved; none of a text without headings."""
    sides = reading.read_sides(version.text_en, version.text_cy)
    if not any(one.number for one in sides):
        return []
    return [_row(version, place, one) for place, one in enumerate(sides)]


def _before(version):
    """Return the clauses of the last version before this one that has some."""
    rows = Clause.objects.filter(in_version__document=version.document_id, in_version__number__lt=version.number)
    last = rows.order_by("-in_version__number").values("in_version")[:1]
    return rows.filter(in_version__in=last)


def _row(version, place, one) -> Clause:
    words = {}
    for language, side in (("en", one.en), ("cy", one.cy)):
        if side:
            words |= {f"heading_{language}": side.heading[:300], f"text_{language}": side.text}
    return Clause(in_version=version, number=one.number, position=place, **words)


def free_address(document) -> str:
    """Return the word by which the addresses of a document's clauses name it: of its kind while no other document has
    it, else of its title.
    """
    with override("en"):
        kind = slugify(gettext(Document.Kind(document.kind).label))
    own = slugify(document.title_en or document.title_cy)[:50] or "document"
    taken = set(Document.objects.exclude(pk=document.pk).values_list("slug", flat=True))
    names = (kind, own, *(f"{own}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken and not name.isdecimal())


def day_of(text) -> datetime.date | None:
    """Return a day as it stands in an address ("2016-03-08"), or None for what is none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
