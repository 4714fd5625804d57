"""The clauses of the versions that were adopted before clauses were kept, each with the one it goes on from."""

from django.db import migrations

from library.clauses import following, reading

GOVERNING = ("constitution", "terms_of_reference", "framework", "policy")


def read_clauses(apps, _schema):
    """Read the clauses of each governing document, version by version."""
    documents = apps.get_model("library", "Document").objects.filter(kind__in=GOVERNING, versions__adopted_at__isnull=False)
    taken = set()
    for document in documents.distinct().order_by("pk"):
        before = []
        for version in document.versions.exclude(adopted_at=None).order_by("number"):
            before = keep(apps.get_model("library", "Clause"), version, before) or before
        document.slug = address(document, taken)
        document.save(update_fields=["slug"])
        taken.add(document.slug)


def keep(model, version, before):
    """Save the clauses of a version, and return them."""
    sides = reading.read_sides(version.text_en, version.text_cy)
    rows = [row(model, version, place, one) for place, one in enumerate(sides)]
    if not any(one.number for one in rows):
        return []
    known = [[following.Known(one.number, said(one)) for one in some] for some in (before, rows)]
    for new, old in following.follow(*known).items():
        rows[new].follows = before[old]
    return model.objects.bulk_create(rows)


def row(model, version, place, one):
    """Return a clause of a version, unsaved."""
    words = {}
    for language, side in (("en", one.en), ("cy", one.cy)):
        if side:
            words |= {f"heading_{language}": side.heading[:300], f"text_{language}": side.text}
    return model(in_version=version, number=one.number, position=place, **words)


def said(one):
    """Return all words of a clause."""
    return " ".join([one.heading_en, one.text_en, one.heading_cy, one.text_cy])


def address(document, taken):
    """Return a word for the addresses of a document that no other one has."""
    kind = document.kind.replace("_", "-")
    return kind if kind not in taken else f"{kind}-{document.pk}"


class Migration(migrations.Migration):
    dependencies = [("library", "0008_clauses")]

    operations = [migrations.RunPython(read_clauses, migrations.RunPython.noop)]
