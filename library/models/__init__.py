"""The nouns of the library: documents with versions and clauses, consultations, and the frameworks with partners."""

from library.models.clauses import Clause, GovernedRule
from library.models.consultations import Consultation
from library.models.documents import Document, DocumentVersion
from library.models.frameworks import Framework, Part

__all__ = ["Clause", "Consultation", "Document", "DocumentVersion", "Framework", "GovernedRule", "Part"]
