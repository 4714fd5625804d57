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


def meeting_for(consultation) -> Meeting | None:
    """Return the last meeting before the deadline of a consultation, if its agenda is not out yet, or None."""
    row = planning.planned(Consultation.objects.filter(pk=consultation.pk)).first()
    return Meeting.objects.filter(pk=row.meeting_pk, agenda_published_at=None).first() if row else None


def stands_on(consultation) -> AgendaItem | None:
    """Return the item that brings an answer to a meeting that is still to come, or None."""
    item = consultation.item
    if item is None or item.removed_at or item.meeting.state not in Meeting.TAKES_PLACE or item.meeting.is_over:
        return None
    return item


def shown_draft(consultation) -> AnswerDraft | None:
    """Return the draft that was put to the members last, or None."""
    return consultation.drafts.shown().order_by("-number").first()


def against_bringing(consultation) -> str:
    """Return what stands against putting an answer on an agenda, or ""."""
    if said := answers.against_asking(consultation):
        return said
    if shown_draft(consultation) is None:
        return _("No draft is with the members yet. Put one to them first.")
    item = stands_on(consultation)
    if item is not None and item.meeting.agenda_published_at is not None:
        return _("The agenda with the answer is out already. The administrator can still add a newer paper to it.")
    none = _("No meeting falls before the deadline whose agenda is not out yet. Ask the members between meetings.")
    return "" if item or meeting_for(consultation) else none


@transaction.atomic
def bring(*, consultation, by, version=None) -> AgendaItem:
    """Put an answer on the agenda of the last meeting before its deadline, with the draft as a paper, and return the
    item, whose key the consultation keeps; where it stands on one already, the newest draft takes the place of the
    older.

    Raises IllegalChange where something stands against it, or the consultation is not as it was seen (`version`).
    """
    row = locked(consultation, "item__meeting", "lead", "lead_group__convenor", "ballot")
    if not access.may_write_answer(by, row) or version not in (None, row.version):
        raise IllegalChange(_("This consultation has changed in the meantime. Please look at it again."))
    if why := against_bringing(row):
        raise IllegalChange(why)
    item = stands_on(row)
    if item is None:
        item = standing_items.place_item(meeting=meeting_for(row), item=_item(row))
        Consultation.objects.filter(pk=row.pk).update(item=item)
    for paper in Paper.objects.not_removed().filter(item=item):
        papers.remove_paper(paper=paper)
    paper = Paper(item=item, shared_with_partners=row.shared_with_partners, **_titles(row))
    papers.add_paper(paper=paper, uploads=_uploads(row), by=by)
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
