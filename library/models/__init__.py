"""The nouns of the library: documents with their versions, consultations, and the frameworks with partners."""

from library.models.consultations import Consultation
from library.models.documents import Document, DocumentVersion
from library.models.frameworks import Framework, Part

__all__ = ["Consultation", "Document", "DocumentVersion", "Framework", "Part"]
