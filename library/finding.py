"""What of the library a search finds: documents by their titles and by the text of each version, clauses,
resources, consultations, outcomes, parts of frameworks.
"""

import datetime

from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _

from common.finding.asking import Findable, Found, both_sides, columns, in_words
from common.rich_text import plain
from library.citing import clauses_in_force
from library.models import (
    CaseStudy,
    Consultation,
    Document,
    DocumentVersion,
    Outcome,
    Part,
    Resource,
    ResourceCopy,
    Talk,
    indexes,
)
from meetings.papers.finding import in_files, words_read

KNOWN = (*Document.GOVERNING, Document.Kind.ANNUAL_SUMMARY)  # meant by whoever writes a word of their titles
ANY_LENGTH = 20


def findable(reader) -> list[Findable]:
    """Return what of the library this reader may see."""
    return [
        *_documents(Document.objects.visible_to(reader), reader),
        _clauses(reader),
        *_learned(reader),
        _outcomes(reader),
        *_others(reader),
        *_files(reader),
    ]


def _documents(documents, reader):
    """Documents by their titles, those that the Forum is bound by before what was said of them, and by their texts."""
    versions = DocumentVersion.objects.visible_to(reader).filter(document__in=documents.order_by().values("pk"))
    shared = {"what": "document", "label": _("Documents"), "show": _document}
    titles = {
        "index": indexes.DOCUMENT, "day": TruncDate("created_at"),
        "facts": {"pk": "pk", "kind": "kind", **columns(title="title", summary="summary")}, **shared,
    }  # fmt: skip
    return [
        Findable(rows=documents.filter(kind__in=KNOWN), named=ANY_LENGTH, **titles),
        Findable(rows=documents.exclude(kind__in=KNOWN), named=2, **titles),
        Findable(
            index=indexes.VERSION, rows=versions, thing="document_id",
            day=Coalesce("adopted_on", TruncDate("document__created_at")), facts=_of_version(), **shared,
        ),
    ]  # fmt: skip


def _learned(reader):
    """Resources, talks with what was taken from them, and case studies."""
    study = {"pk": "pk", "place": "place", **columns(title="name", does="does", owned="owned", learned="learned")}
    resources, talks = Resource.objects.visible_to(reader), Talk.objects.visible_to(reader)
    return [
        Findable(
            what="resource", label=_("Resources"), index=indexes.RESOURCE, rows=resources, show=_resource,
            day=TruncDate("created_at"), facts=_of_resource(""), named=2,
        ),
        Findable(
            what="talk", label=_("Talks"), index=indexes.TALK, rows=talks, day="given_on",
            person="speaker_id", facts=_of_talk(), show=_talk, named=2,
        ),
        Findable(
            what="study", label=_("Case studies"), index=indexes.STUDY, rows=CaseStudy.objects.visible_to(reader),
            facts=study, show=_study, named=2,
        ),
    ]  # fmt: skip


def _outcomes(reader):
    """What changed, by what it is called, for whom, and how it is known."""
    texts = columns(title="title", whom="for_whom", changed="changed", known="how_known")
    return Findable(
        what="outcome", label=_("Social value"), index=indexes.OUTCOME, rows=Outcome.objects.visible_to(reader),
        day=Coalesce("until", "happened_on"), facts={"pk": "pk", **texts}, show=_outcome, named=2,
    )  # fmt: skip


def _of_resource(path):
    """Return the facts of a resource, to which `path` leads."""
    facts = {name: f"{path}{name}" for name in ("pk", "kind", "made_by")}
    return {**facts, **columns(title=f"{path}title", summary=f"{path}summary")}


def _of_talk():
    facts = {"pk": "pk", "on": "given_on", "who": Coalesce("speaker__name", "speaker_name")}
    return {**facts, **columns(title="title", taken="taken", about="about")}


def _files(reader):
    """The words of files: of resources, slides of talks, and answers that were sent."""
    resources = Resource.objects.visible_to(reader).order_by().values("pk")
    copies = ResourceCopy.objects.filter(resource__in=resources).exclude(file="")
    slides = Talk.objects.visible_to(reader).exclude(slides="")
    sent = Consultation.objects.visible_to(reader).exclude(sent_file="")
    return [
        in_files(
            copies, what="resource", label=_("Resources"), thing="resource", facts=_of_resource("resource__"),
            show=_resource, day=TruncDate("resource__created_at"),
        ),
        in_files(
            slides, what="talk", label=_("Talks"), column="slides", facts=_of_talk(), show=_talk, day="given_on",
        ),
        in_files(
            sent, what="consultation", label=_("Consultations"), column="sent_file", facts=_of_consultation(),
            show=_consultation, day="closes_on",
        ),
    ]  # fmt: skip


def _clauses(reader):
    """The clauses of governing documents as they hold today."""
    texts = columns(heading="heading", text="text", document="in_version__document__title")
    facts = {"number": "number", "slug": "in_version__document__slug", "on": "in_version__adopted_on"}
    return Findable(
        what="clause", label=_("Clauses"), index=indexes.CLAUSE, rows=clauses_in_force(reader).exclude(number=""),
        day="in_version__adopted_on", facts={**facts, **texts}, show=_clause,
    )  # fmt: skip


def _of_version():
    facts = {"pk": "document_id", "kind": "document__kind", "on": "adopted_on"}
    return {**facts, **columns(title="document__title", summary="document__summary", text="text")}


def _of_consultation():
    facts = {"pk": "pk", "asked_by": "asked_by", "on": "closes_on"}
    return {**facts, **columns(title="title", summary="summary", outcome="outcome")}


def _others(reader):
    parts = Part.objects.visible_to(reader).not_removed()
    framework = {"pk": "pk", "framework": "framework_id"}
    return [
        Findable(
            what="consultation", label=_("Consultations"), index=indexes.CONSULTATION,
            rows=Consultation.objects.visible_to(reader), day="closes_on", facts=_of_consultation(),
            show=_consultation,
            named=2,
        ),
        Findable(
            what="framework", label=_("Who does what"), index=indexes.PART, rows=parts, person="contact_id",
            facts={**framework, **columns(text="text", body="framework__organisation__name")}, show=_part,
        ),
    ]  # fmt: skip


def _date(told):
    return datetime.date.fromisoformat(told) if told else None


def _document(facts) -> Found:
    sides, page = both_sides(facts, "title"), reverse("library:document", args=[facts["pk"]])
    texts = tuple(plain(side) for side in both_sides(facts, "text")) if "text_en" in facts else ()
    texts = (*both_sides(facts, "summary"), *texts, *sides[1:])
    return Found(Document.Kind(facts["kind"]).label, sides[0], page, texts, when=_date(facts.get("on")))


def _resource(facts) -> Found:
    sides, page = both_sides(facts, "title"), reverse("library:resource", args=[facts["pk"]])
    texts = (*both_sides(facts, "summary"), *words_read(facts), *sides[1:])
    return Found(Resource.Kind(facts["kind"]).label, sides[0], page, texts, facts["made_by"])


def _talk(facts) -> Found:
    sides, page = both_sides(facts, "title"), reverse("library:talk", args=[facts["pk"]])
    texts = (*both_sides(facts, "taken"), *both_sides(facts, "about"), *words_read(facts), *sides[1:])
    return Found(_("Talk"), sides[0], page, texts, facts["who"], _date(facts["on"]))


def _study(facts) -> Found:
    sides, page = both_sides(facts, "title"), reverse("library:study", args=[facts["pk"]])
    texts = tuple(plain(side) for text in ("owned", "learned") for side in both_sides(facts, text))
    return Found(_("Case study"), sides[0], page, (*both_sides(facts, "does"), *texts, *sides[1:]), facts["place"])


def _outcome(facts) -> Found:
    sides, page = both_sides(facts, "title"), reverse("library:outcome", args=[facts["pk"]])
    texts = [plain(side) for side in both_sides(facts, "changed")]
    texts += [*both_sides(facts, "known"), *sides[1:]]
    return Found(_("Outcome"), sides[0], page, tuple(texts), in_words(facts, "whom"))


def _clause(facts) -> Found:
    page, sides = reverse("library:clause", args=[facts["slug"], facts["number"]]), both_sides(facts, "heading")
    texts = tuple(plain(side) for side in both_sides(facts, "text"))
    title = sides[0] or _("Clause %(number)s") % {"number": facts["number"]}
    detail = f"{facts['number']} {in_words(facts, 'document')}"
    return Found(_("Clause"), title, page, (*texts, *sides[1:]), detail, _date(facts["on"]))


def _consultation(facts) -> Found:
    sides, page = both_sides(facts, "title"), reverse("library:consultation", args=[facts["pk"]])
    texts = (*both_sides(facts, "summary"), *both_sides(facts, "outcome"), *words_read(facts), *sides[1:])
    return Found(_("Consultation"), sides[0], page, texts, facts["asked_by"], _date(facts["on"]))


def _part(facts) -> Found:
    page = f"{reverse('library:framework', args=[facts['framework']])}#part-{facts['pk']}"
    return Found(_("Who does what"), in_words(facts, "body"), page, both_sides(facts, "text"))
