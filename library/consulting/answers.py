"""Writing the answer: drafts that stand once they are put to the members, remarks, asking the members, approval."""

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext as _

from common.both_languages import in_reading_language
from common.doors.overview import Line, Part
from common.editing import IllegalChange, locked
from library.clauses import reading
from library.models import AnswerDraft, Consultation, Interested, Remark
from meetings.balloting import ballots
from meetings.models import Ballot


def beside_ballot(pk, reader) -> list[Part]:
    """Return, for the page of a ballot, the consultations whose answer it decides on, as far as a reader sees them."""
    rows = Consultation.objects.visible_to(reader).filter(ballot=pk).order_by("pk")
    lines = [Line(row.title, row.get_absolute_url()) for row in rows]
    return [Part(_("About the answer to"), lines)] if lines else []


def against_writing(consultation) -> str:
    """Return what stands against writing an answer: it is sent, or the Forum does not answer; or ""."""
    if consultation.state == Consultation.State.SENT:
        return _("The answer is sent, so it stands as it is.")
    passed = consultation.state == Consultation.State.PASSED
    return _("The Forum does not answer this consultation. Take it up first.") if passed else ""


@transaction.atomic
def begin_draft(*, consultation) -> AnswerDraft:
    """Return the draft that is being written: the one that is there, else a new one as a copy of the last version;
    raises IllegalChange where nothing is written any more.
    """
    consultation = locked(consultation)
    if said := against_writing(consultation):
        raise IllegalChange(said)
    last = consultation.drafts.order_by("-number").first()
    if last is not None and last.shown_at is None:
        return last
    number = (consultation.drafts.aggregate(last=Max("number"))["last"] or 0) + 1
    text = {"text_en": last.text_en, "text_cy": last.text_cy} if last else {}
    return AnswerDraft.objects.create(consultation=consultation, number=number, **text)


@transaction.atomic
def show_draft(*, draft, version=None) -> AnswerDraft:
    """Put a draft to the members; raises IllegalChange if it is there already, is empty, or was changed since."""
    draft = locked(draft, "consultation")
    if draft.shown_at:
        raise IllegalChange(_("This draft is with the members already."))
    if version not in (None, draft.version):
        raise IllegalChange(_("The draft has changed since you opened the page. Please read it again."))
    if said := against_writing(draft.consultation) or ("" if draft.text else _("This draft has no text yet.")):
        raise IllegalChange(said)
    draft.shown_at = timezone.now()
    draft.save(update_fields=["shown_at"])
    return draft


def paragraphs(draft) -> list[str]:
    """Return the blocks of a draft in the reader's language, as safe HTML, in their order."""
    return [html for _tag, html in reading.blocks(str(draft.text))]


@transaction.atomic
def add_remark(*, remark, by) -> Remark:
    """Save what somebody remarks on a paragraph; raises IllegalChange once the answer is sent."""
    consultation = locked(remark.draft.consultation)
    if said := against_writing(consultation):
        raise IllegalChange(said)
    remark.author = by
    remark.save(force_insert=True)
    return remark


def join(*, consultation, person) -> None:
    """Note that somebody is interested in a consultation."""
    Interested.objects.get_or_create(consultation=consultation, person=person)


def leave(*, consultation, person) -> None:
    """Note that somebody is interested no more."""
    Interested.objects.filter(consultation=consultation, person=person).delete()


def proposal_for(consultation, closes_on) -> Ballot:
    """Return the proposal by which members agree to an answer between meetings, unsaved, in both languages; it links to
    the consultation, where they read the answer.
    """
    words = {}
    for language in ("en", "cy"):
        with override(language):
            title = in_reading_language(en=consultation.title_en, cy=consultation.title_cy)
            words[f"text_{language}"] = gettext("To agree to the Forum’s answer to this consultation: %(title)s") % {
                "title": title
            }
    return Ballot(closes_on=closes_on, link=f"{settings.SITE_ORIGIN}{consultation.get_absolute_url()}", **words)


def against_asking(consultation) -> str:
    """Return what stands against asking the members; or ""."""
    if said := against_writing(consultation):
        return said
    if consultation.is_agreed:
        return _("The Forum has agreed to this answer already.")
    return _("The members have been asked already.") if consultation.is_asked else ""


@transaction.atomic
def ask_members(*, consultation, ballot, by) -> Ballot:
    """Put the answer to the members as a proposal between meetings; raises IllegalChange where that is done."""
    consultation = locked(consultation)
    if said := against_asking(consultation):
        raise IllegalChange(said)
    ballot = ballots.ask(ballot=ballot, by=by)
    Consultation.objects.filter(pk=consultation.pk).update(ballot=ballot)
    return ballot
