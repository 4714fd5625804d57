"""An answer goes to the last meeting before its deadline: an item of its agenda with the draft as a paper."""

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.both_languages import LANGUAGES, in_reading_language
from common.editing import IllegalChange, locked
from common.printing.rich_tree import tree
from library import access
from library.consulting import answers, planning
from library.models import AnswerDraft, Consultation
from meetings.bringing import bringing
from meetings.models import AgendaItem, Meeting


def way_of(consultation, reader) -> bringing.Way:
    """Return where an answer goes: where it stands already, else the last meeting before the deadline."""
    item = bringing.item_to_come(consultation.item_id)
    meeting = _meeting(consultation, item, reader)
    return bringing.Way(item, meeting, _against(consultation, item, meeting))


def _meeting(consultation, item, reader) -> Meeting | None:
    last = planning.planned(Consultation.objects.filter(pk=consultation.pk)).values("meeting_pk")
    keys = [item.meeting_id] if item else last
    return Meeting.objects.visible_to(reader).filter(pk__in=keys).first()


def shown_draft(consultation) -> AnswerDraft | None:
    """Return the draft that was put to the members last, or None."""
    return consultation.drafts.shown().order_by("-number").first()


def _against(consultation, item, meeting) -> str:
    if said := answers.against_asking(consultation):
        return said
    if shown_draft(consultation) is None:
        return _("No draft is with the members yet. Put one to them first.")
    if meeting is not None and meeting.agenda_published_at is None:
        return ""
    if meeting is not None and item is not None:
        return _("The agenda with the answer is out already. The administrator can still add a newer paper to it.")
    return _("No meeting falls before the deadline whose agenda is not out yet. Ask the members between meetings.")


@transaction.atomic
def bring(*, consultation, by, version=None) -> AgendaItem:
    """Put an answer on the agenda of the last meeting before its deadline, with the draft as a paper, and return the
    item, whose key the consultation keeps; where it stands on one already, the newest draft takes the place of the
    older, and what others put beside it stays.

    Raises IllegalChange where something stands against it, or the consultation is not as it was seen (`version`).
    """
    row = locked(consultation, "lead", "lead_group__convenor", "ballot")
    if not access.may_write_answer(by, row) or version not in (None, row.version):
        raise IllegalChange(_("This consultation has changed in the meantime. Please look at it again."))
    item = bringing.bring(way_of=lambda: way_of(row, by), brought=lambda: _brought(row), by=by)
    if item.pk != row.item_id:
        Consultation.objects.filter(pk=row.pk).update(item=item)
    return item


def _brought(row) -> bringing.Brought:
    """Return the draft that the members see as it is brought to a meeting."""
    draft = shown_draft(row)
    return bringing.Brought(
        called=lambda: _("Answer: %(title)s") % {"title": in_reading_language(en=row.title_en, cy=row.title_cy)},
        asked=lambda: _("The meeting is asked to agree to the Forum’s answer."),
        presenter=row.lead or (row.lead_group.convenor if row.lead_group else None),
        is_shared=row.shared_with_partners,
        languages=tuple(language for language in LANGUAGES if getattr(draft, f"text_{language}")),
        page=lambda language: page_of(row, draft, language),
    )


def page_of(row, draft, language) -> dict:
    """Return a draft as plain data for paper, in the language that is active."""
    title, lead = in_reading_language(en=row.title_en, cy=row.title_cy), row.lead_group or row.lead
    closes = date_format(row.closes_on, "j F Y") if row.closes_on else ""
    facts = [(_("Asked by"), row.asked_by), (_("Closes"), closes), (_("Who leads the answer"), str(lead or ""))]
    text = {"heading": _("Draft answer"), "text": tree(getattr(draft, f"text_{language}")), "lang": language}
    return {
        "name": {"text": str(title), "lang": title.lang},
        "facts": [(*fact, "", "") for fact in facts if fact[1]],
        "first": text,
        "second": None,
    }
