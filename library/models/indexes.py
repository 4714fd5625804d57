"""Which words of the library are searched, kept by the triggers of its tables."""

from common.finding.index import Index, both, kind, name, rich

DOCUMENT = Index(table="library_document", title=both("r.title"), text=both("r.summary"))
VERSION = Index(
    table="library_documentversion",
    names=both("d.title"),
    text=rich("r.text"),
    joins="JOIN library_document d ON d.id = r.document_id",
)
CLAUSE = Index(
    table="library_clause",
    title=both("r.heading"),
    called=kind("clause", "cymal"),
    names=name("r.number"),
    text=rich("r.text"),
)
CONSULTATION = Index(
    table="library_consultation",
    title=both("r.title"),
    called=kind("consultation", "ymgynghoriad"),
    names=name("r.asked_by"),
    text=[*both("r.summary"), *both("r.outcome")],
)
TALK = Index(
    table="library_talk",
    title=both("r.title"),
    called=kind("talk", "presentation", "sgwrs", "cyflwyniad"),
    names=[*name("r.speaker_name"), *name("r.speaker_organisation")],
    text=[*both("r.about"), *both("r.taken")],
)
STUDY = Index(
    table="library_casestudy",
    title=both("r.name"),
    called=kind("case study", "astudiaeth achos"),
    names=name("r.place"),
    text=[*both("r.does"), *rich("r.owned"), *rich("r.learned")],
)
RESOURCE = Index(table="library_resource", title=both("r.title"), names=name("r.made_by"), text=both("r.summary"))
OUTCOME = Index(
    table="library_outcome",
    title=both("r.title"),
    names=both("r.for_whom"),
    text=[*rich("r.changed"), *both("r.how_known"), *both("r.source")],
)
PART = Index(table="library_part", text=both("r.text"))
