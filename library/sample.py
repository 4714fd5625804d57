"""The library of the sample Forum: what binds it, its summary of 2016, what it has heard and read,
consultations, its partner, talks, case studies, resources and outcomes.
"""

import datetime
from pathlib import Path

import pgtrigger
from django.utils import timezone

from common.doors.overview import Sampled
from library import frameworks, sample_consulting, sample_outcomes, sample_resources, sample_talks, versions
from library.governing import rules
from library.models import Document, DocumentVersion, Framework, Part
from meetings.models import Decision
from members.models import Organisation
from members.sample import people, read

DATA = Path(__file__).parent / "sample_data"
GOVERNING = ("constitution", "terms-of-reference", "framework", "bilingual-working")
GOVERNED = {  # {rule: (key of the document, number of its clause)}
    "membership": ("constitution", "3"),
    "offices": ("constitution", "5.1"),
    "notice": ("constitution", "6.1"),
    "quorum": ("constitution", "7.1"),
    "deciding": ("constitution", "7.2"),
    "minutes": ("constitution", "8.1"),
    "groups": ("terms", "5"),
}
FILES = (*GOVERNING, "summary-2016", "answers", "case-studies", "resources")


def make(_today, meetings) -> Sampled:
    """Add the documents with their versions, adopted at `meetings` ({name of the data file:
    Meeting}), and the consultations.
    """
    documents = {}
    for name in FILES:
        for row in read(DATA, name)["document"]:
            key = row.pop("key", row["title_en"])
            documents[key] = _document(row, meetings)
    for rule, (name, number) in GOVERNED.items():
        rules.govern(clause=_clause(documents[name], number), rule=rule)
    asked = read(DATA, "consultations")["consultation"]
    for row in asked:
        sample_consulting.add(row, documents)
    for row in read(DATA, "partners")["framework"]:
        _framework(row, documents, people())
    said = f"{sample_talks.make(meetings, people())}, {sample_resources.make()}, {sample_outcomes.make()}"
    return Sampled(f"{len(documents)} documents, {len(asked)} consultations, {said}")


def _clause(document, number):
    """Return a clause of the version that holds."""
    return document.current.clauses.with_document().get(number=number)


def _document(row, meetings):
    """Add a document with all its versions; each is adopted in its turn,
    but for one without a date, which stays a draft.
    """
    first, *later = row.pop("version")
    if weeks := row.pop("review_in_weeks", None):
        row["review_on"] = timezone.localdate() + datetime.timedelta(weeks=weeks)
    days = [_day(version, meetings) for version in (first, *later)]
    created_at = _evening(days[0]) if days[0] else timezone.now()
    document = Document(created_at=created_at, **row)
    versions.draft_document(document=document, version=DocumentVersion(**_texts(first)))
    _adopt(document, first, days[0], meetings)
    for version, day in zip(later, days[1:], strict=True):
        draft = versions.start_version(document=document)
        DocumentVersion.objects.filter(pk=draft.pk).update(**_texts(version))
        _adopt(document, version, day, meetings)
    return document


def _texts(version):
    """Return the columns of a version's texts."""
    return {key: value for key, value in version.items() if key[-3:] in ("_en", "_cy")}


def _day(version, meetings):
    """Return the day on which a version came to hold: its own date, days ago,
    that of its meeting, or None for a draft.
    """
    if "on" in version:
        return version["on"]
    if "days_ago" in version:
        return timezone.localdate() - datetime.timedelta(days=version["days_ago"])
    return timezone.localdate(meetings[version["at"]].starts_at) if "at" in version else None


def _evening(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(17, 30)))


def _adopt(document, version, day, meetings):
    """Adopt a document's draft on its day; what was recorded then is dated then, so that it is not shown as news."""
    if day is None:
        return
    draft = versions.start_version(document=document)
    meeting = meetings.get(version.get("at"))
    said = {"paragraph__item__meeting": meeting, "text_en": version.get("decision")}
    decision = Decision.objects.get(**said) if "decision" in version else None
    adopted = versions.adopt(version=draft, on=day, at_meeting=meeting, decision=decision)
    with pgtrigger.ignore("library.DocumentVersion:adopted_stands"):
        DocumentVersion.objects.filter(pk=adopted.pk).update(adopted_at=_evening(day))


def _framework(row, documents, people):
    """Add the page that is kept with a partner organisation, and its parts;
    `people` are those of the sample by their keys.
    """
    parts, by = row.pop("part"), people[row.pop("by")]
    organisation = Organisation.objects.get(name_en=row.pop("organisation"))
    framework = Framework(organisation=organisation, document=documents[row.pop("document")], **row)
    frameworks.add_framework(framework=framework, by=by)
    for part in parts:
        by, contact = people[part.pop("by")], people.get(part.pop("contact", None))
        frameworks.add_part(part=Part(framework=framework, contact=contact, **part), by=by)
