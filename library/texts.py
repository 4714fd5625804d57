"""The texts of the library that come to the translation desk: drafts, titles, consultations, resources, talks, case
studies and outcomes.

What is adopted, published or put to the members stands; the next version is translated instead.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from library import access, frameworks
from library.consulting import answers
from library.models import (
    AnswerDraft,
    CaseStudy,
    Consultation,
    Document,
    DocumentVersion,
    Framework,
    Outcome,
    OutcomeField,
    Part,
    Resource,
    StudyPicture,
    Talk,
)
from library.talks import pictures
from members.translating.texts import Texts

OF_PARTNER = ("organisation__name_en", "organisation__name_cy")


def texts(reader) -> list[Texts]:
    """Return the tables of this app whose texts somebody may translate."""
    return [*_documents(reader), *_shelves(reader), *_outcomes(reader)] if access.may_keep_library(reader) else []


def _documents(reader) -> list[Texts]:
    being_written = Q(shown_at=None, consultation__state=Consultation.State.OPEN)
    versions, drafts = DocumentVersion.objects.visible_to(reader), AnswerDraft.objects.visible_to(reader)
    return [
        Texts(rows=Document.objects.visible_to(reader)),
        _part(versions, "document__title", Q(adopted_at=None), _adopted),
        Texts(rows=Consultation.objects.visible_to(reader)),
        _part(drafts, "consultation__title", being_written, _against_writing),
    ]


def _part(rows, title, is_open, against) -> Texts:
    """Return the texts of rows that are part of something with a title, to which a path leads."""
    within = title.removesuffix("__title")
    return Texts(rows=rows, open=is_open, against=against, about=(f"{title}_en", f"{title}_cy"), within=(within,))


def _shelves(reader) -> list[Texts]:
    studies, frames = CaseStudy.objects.visible_to(reader), Framework.objects.visible_to(reader)
    parts, pictured = Part.objects.visible_to(reader), StudyPicture.objects.visible_to(reader)
    of_part = tuple(f"framework__{side}" for side in OF_PARTNER)
    save, stands = frameworks.save, Q(removed_at=None)
    return [
        Texts(rows=Resource.objects.visible_to(reader), open=Q(withdrawn_at=None)),
        Texts(rows=Talk.objects.visible_to(reader), open=Q(withdrawn_at=None)),
        Texts(rows=studies, save=_save_study),
        Texts(rows=pictured, about=("study__name_en", "study__name_cy")),
        Texts(rows=frames, about=OF_PARTNER, save=save),
        Texts(rows=parts, open=stands, against=_removed, about=of_part, save=save),
    ]


def _outcomes(reader) -> list[Texts]:
    """Return what changed through the Forum's work; what is only suggested waits to be looked at."""
    settled = Q(suggested_by=None) | Q(settled_at__isnull=False)
    return [
        Texts(rows=Outcome.objects.visible_to(reader), open=settled, against=_suggested),
        Texts(rows=OutcomeField.objects.in_use()),
    ]


def _suggested(outcome) -> str:
    """Return what stands against translating an outcome: who keeps the library has not looked at it yet; or ""."""
    waits = outcome.suggested_by_id is not None and outcome.settled_at is None
    return _("Somebody suggested this outcome, and nobody has looked at it yet.") if waits else ""


def _adopted(version) -> str:
    return "" if version.is_draft else _("This version is adopted or published, so it stands as it is.")


def _against_writing(draft) -> str:
    with_members = _("This draft is with the members already.") if draft.shown_at else ""
    return with_members or answers.against_writing(draft.consultation)


def _removed(part) -> str:
    return _("This line has been removed. Put it back first.") if part.removed_at else ""


def _save_study(*, form, by) -> bool:
    return pictures.save_study(form=form)
