"""The nouns of the library: documents with versions and clauses, consultations, frameworks with partners, resources,
talks and case studies, outcomes.
"""

from library.models.answers import AnswerDraft, Remark
from library.models.clauses import Clause, GovernedRule
from library.models.consultations import Consultation, Interested
from library.models.documents import Document, DocumentVersion
from library.models.frameworks import Framework, Part
from library.models.links import LinkCheck
from library.models.outcomes import Outcome, OutcomeField
from library.models.resources import Resource, ResourceCopy, ResourceTopic
from library.models.studies import CaseStudy, StudyPicture
from library.models.summaries import AnnualSummary as AnnualSummary
from library.models.talks import Talk
from library.models.wales import County

__all__ = [
    "AnswerDraft", "CaseStudy", "Clause", "Consultation", "County", "Document", "DocumentVersion", "Framework",
    "GovernedRule", "Interested", "LinkCheck", "Outcome", "OutcomeField", "Part", "Remark", "Resource", "ResourceCopy",
    "ResourceTopic", "StudyPicture", "Talk",
]  # fmt: skip
