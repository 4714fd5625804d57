"""An answer goes to the last meeting before its deadline: an item of its agenda with the draft as a paper."""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Way:
    """Where an answer goes: the item that brings it already, or None; the meeting, as far as a reader sees it; and what
    stands against bringing it there, or "".
    """

    item: AgendaItem | None
    meeting: Meeting | None
    against: str


def way_of(consultation, reader) -> Way:
    """Return where an answer goes: where it stands already, else the last meeting before the deadline."""
    item = stands_on(consultation)
    meeting = _meeting(consultation, item, reader)
    return Way(item, meeting, _against(consultation, item, meeting))


def stands_on(consultation) -> AgendaItem | None:
    """Return the item that brings an answer to a meeting that is still to come, or None."""
    if consultation.item_id is None:
        return None
    return planning.items_to_come().filter(pk=consultation.item_id).select_related("meeting").first()


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
    changed = _("This consultation has changed in the meantime. Please look at it again.")
    if not access.may_write_answer(by, row) or version not in (None, row.version):
        raise IllegalChange(changed)
    seen = way_of(row, by)
    if seen.against:
        raise IllegalChange(seen.against)
    text = _brought(row)
    uploads = bringing.uploads(text)  # typesetting takes its time, and the agenda is not locked until it is done
    locked(seen.meeting)
    way = way_of(row, by)
    if way.against:
        raise IllegalChange(way.against)
    if way.meeting != seen.meeting:
        raise IllegalChange(changed)
    item = way.item
    if item is None:
        item = bringing.place(text, meeting=way.meeting)
        Consultation.objects.filter(pk=row.pk).update(item=item)
    bringing.add(text, item=item, uploads=uploads, by=by)
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
