"""An answer goes to the last meeting before its deadline: an item of its agenda with the draft as a paper."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.both_languages import LANGUAGES, in_reading_language
from common.editing import IllegalChange, locked
from common.printing.rich_tree import tree
from common.printing.typesetting import typeset
from common.rich_text import from_typing
from library import access
from library.consulting import answers, planning
from library.models import AnswerDraft, Consultation
from meetings.agenda import standing_items
from meetings.models import AgendaItem, ItemKind, Meeting, Paper
from meetings.papers import papers
from meetings.papers.contents import page_label
from members.models import Identity
from taskgroups.reporting.reporting import PAGES

MINUTES = 15  # that an answer is given on an agenda, until its administrator gives it more or fewer
LONGEST = 200  # letters of a title


def stands_on(consultation) -> AgendaItem | None:
    """Return the item that brings an answer to a meeting that is still to come, or None."""
    if consultation.item_id is None:
        return None
    return planning.items_to_come().filter(pk=consultation.item_id).select_related("meeting").first()


def meeting_for(consultation, reader) -> Meeting | None:
    """Return the meeting that an answer stands on, else the last one before the deadline, if a reader sees it; or
    None.
    """
    if item := stands_on(consultation):
        keys = [item.meeting_id]
    else:
        keys = planning.planned(Consultation.objects.filter(pk=consultation.pk)).values("meeting_pk")
    return Meeting.objects.visible_to(reader).filter(pk__in=keys).first()


def shown_draft(consultation) -> AnswerDraft | None:
    """Return the draft that was put to the members last, or None."""
    return consultation.drafts.shown().order_by("-number").first()


def against_bringing(consultation, reader) -> str:
    """Return what stands against putting an answer on an agenda, as far as a reader sees the meeting, or ""."""
    if said := answers.against_asking(consultation):
        return said
    if shown_draft(consultation) is None:
        return _("No draft is with the members yet. Put one to them first.")
    meeting = meeting_for(consultation, reader)
    if meeting is not None and meeting.agenda_published_at is None:
        return ""
    if meeting is not None and stands_on(consultation):
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
    meeting = meeting_for(row, by)
    if why := against_bringing(row, by):
        raise IllegalChange(why)
    uploads = _uploads(row)  # typesetting takes its time, and the agenda is not locked until it is done
    if meeting is not None:
        locked(meeting)
    if why := against_bringing(row, by):
        raise IllegalChange(why)
    if meeting != meeting_for(row, by):
        raise IllegalChange(changed)
    item = stands_on(row)
    if item is None:
        item = standing_items.place_item(meeting=meeting, item=_item(row))
        Consultation.objects.filter(pk=row.pk).update(item=item)
    paper = Paper(item=item, shared_with_partners=row.shared_with_partners, **_titles(row))
    papers.bring_paper(paper=paper, uploads=uploads, by=by)
    return item


def _called(row, most=LONGEST) -> str:
    title = in_reading_language(en=row.title_en, cy=row.title_cy)
    return Truncator(_("Answer: %(title)s") % {"title": title}).chars(most)


def _titles(row) -> dict:
    """Return the two sides of the title of the item and of its paper."""
    titles = {}
    for language in LANGUAGES:
        with override(language):
            titles[f"title_{language}"] = _called(row)
    return titles


def _item(row) -> AgendaItem:
    texts = {}
    for language in LANGUAGES:
        with override(language):
            texts[f"text_{language}"] = from_typing(_("The meeting is asked to agree to the Forum’s answer."))
    presenter = row.lead or (row.lead_group.convenor if row.lead_group else None)
    facts = {"kind": ItemKind.BUSINESS, "minutes": MINUTES, "reserved": not row.shared_with_partners}
    return AgendaItem(presenter=presenter, **facts, **texts, **_titles(row))


def _uploads(row) -> list:
    """Return the draft as a PDF in each language it is written in."""
    draft, found = shown_draft(row), []
    for language in LANGUAGES:
        if getattr(draft, f"text_{language}"):
            with override(language):
                pages = typeset(PAGES, page_of(row, draft, language))
                content = ContentFile(pages, name=f"{_called(row, most=80)}.pdf")
            found.append(papers.Upload(language, content, "application/pdf"))
    return found


def page_of(row, draft, language) -> dict:
    """Return a draft as plain data for paper, in the language that is active."""
    title, lead = in_reading_language(en=row.title_en, cy=row.title_cy), row.lead_group or row.lead
    closes = date_format(row.closes_on, "j F Y") if row.closes_on else ""
    facts = [(_("Asked by"), row.asked_by), (_("Closes"), closes), (_("Who leads the answer"), str(lead or ""))]
    text = {"heading": _("Draft answer"), "text": tree(getattr(draft, f"text_{language}")), "lang": language}
    return {
        "lang": language,
        **Identity.now().for_paper(),
        "day": date_format(timezone.localdate(), "j F Y"),
        "name": {"text": str(title), "lang": title.lang},
        "facts": [(*fact, "", "") for fact in facts if fact[1]],
        "first": text,
        "second": None,
        "labels": {"page": page_label()},
    }
