"""Minutes and agendas as documents to keep: plain data of what a reader may see,
set as PDF or as Word in either language.
"""

from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext

from common.printing.rich_tree import tree
from meetings import access
from meetings.minutes.showing import read_minutes
from meetings.minutes.wording import in_succession
from meetings.models import Minutes, Pack
from meetings.papers import contents
from members.access import circle_of
from members.models import Identity
from members.printed import Printed, Word

MINUTES = Path(__file__).parent / "typst" / "minutes.typ"
MINUTES_SAID, AGENDA_SAID = gettext_lazy("Minutes"), gettext_lazy("Agenda")


def _word(kind, name) -> Word | None:
    """Return what makes such a document in Word, which is large to load, and few are made; None for a PDF."""
    if kind == "pdf":
        return None
    from meetings.papers import docx

    return Word(docx.form, getattr(docx, name))


def minutes_file(minutes, reader, kind, language) -> Printed:
    """Return the minutes as this reader may see them."""
    with override(language):
        name = minutes.meeting.file_name(_("Minutes"), kind)
        return Printed(name, minutes_page(minutes, reader, language), MINUTES, _word(kind, "minutes"))


def agenda_file(meeting, reader, kind, language) -> Printed:
    """Return the agenda, without the papers themselves, as this reader may see it."""
    with override(language):
        name = meeting.file_name(_("Agenda"), kind)
        return Printed(name, agenda_page(meeting, reader, language), contents.PAGES, _word(kind, "agenda"))


def minutes_in_both(minutes, reader) -> Printed:
    """Return the minutes as this reader may see them, in Welsh and then in English, as one PDF."""
    page = _in_both(lambda language: minutes_page(minutes, reader, language))
    return Printed(_name_in_both(minutes.meeting, MINUTES_SAID), page, MINUTES)


def agenda_in_both(meeting, reader) -> Printed:
    """Return the agenda as this reader may see it, in Welsh and then in English, as one PDF."""
    page = _in_both(lambda language: agenda_page(meeting, reader, language))
    return Printed(_name_in_both(meeting, AGENDA_SAID), page, contents.PAGES)


def _in_both(page_in) -> dict:
    """Return the page in Welsh, with the one in English in it, as the sources of Typst know it."""
    sides = []
    for language in ("cy", "en"):
        with override(language):
            sides.append(page_in(language))
    return sides[0] | {"other": sides[1]}


def _name_in_both(meeting, said) -> str:
    """Return what the file is called, with its name in both languages."""
    names = []
    for language in ("cy", "en"):
        with override(language):
            names.append(str(said))
    return meeting.file_name(" ".join(names), "pdf")


def agenda_page(meeting, reader, language) -> dict:
    """Return the agenda as plain data: what stands on our own pages of the pack."""
    page = contents.contents_of(meeting, Pack.Audience.of(circle_of(reader)), language).page
    return page | {"bound": 0, "labels": page["labels"] | {"heading": _("Agenda")}}


def minutes_page(minutes, reader, language) -> dict:
    """Return the minutes as plain data: the register if this reader may see it, each item,
    and notes that were added later.
    """
    meeting, circle = minutes.meeting, circle_of(reader)
    read = read_minutes(minutes, circle, language, ties=False)
    return {
        "lang": language,
        **Identity.now().for_paper(),
        "title": _said(meeting.title),
        "state": state_of(minutes),
        "unconfirmed": minutes.state != Minutes.State.CONFIRMED,
        "facts": _facts(meeting, access.register_is_open_to(circle, meeting)),
        "roll": _roll(read.roll) if read.roll else [],
        "sections": [_section(section) for section in read.sections],
        "actions": [_listed(action) for action in read.actions],
        "notes": [_note(note) for note in read.notes],
        "labels": _labels(),
    }


def state_of(minutes) -> str:
    """Return how far minutes have come, as every page of them says."""
    if minutes.state != Minutes.State.CONFIRMED:
        return str(minutes.get_state_display())
    if minutes.confirmed_at_meeting_id:
        said = _("Confirmed at the meeting of %(date)s") % {"date": _day(minutes.confirmed_at_meeting.starts_at)}
    else:
        said = _("Confirmed on %(date)s") % {"date": _day(minutes.confirmed_at)}
    return f"{said}, {_('as corrected')}" if minutes.as_corrected else said


def _day(moment) -> str:
    return date_format(timezone.localtime(moment), "j F Y")


def _said(text) -> dict:
    return {"text": str(text), "lang": getattr(text, "lang", "")}


def _lines(text) -> dict:
    """Return a text of several paragraphs, each a list of its lines, with the language it is in."""
    blocks = [block.split("\n") for block in str(text).split("\n\n") if block.strip()]
    return {"blocks": blocks, "lang": getattr(text, "lang", "")}


def _labels() -> dict:
    """Return the words of the pages."""
    return {
        "heading": _("Minutes"),
        "actions": _("Actions"),
        "number": _("Number"),
        "action": pgettext("minutes", "Action"),
        "owner": _("Who, and by when"),
        "signed": _("Signed, in the chair"),
        "date": _("Date"),
        "notes": _("Written later"),
        "page": contents.page_label(),
    }


def _facts(meeting, sees_register) -> list:
    """Return date, time and place as the agenda has them, without the link to join,
    and who was in the chair if that may be seen.
    """
    left_out = [] if sees_register else [_("Chair")]
    return [fact for fact in contents.facts_of(meeting) if not fact[3] and fact[0] not in left_out]


def _roll(roll) -> list:
    """Return who was there as [(label, names)], in the customary order; each name with what stands behind it."""
    lists = [(_("Present"), roll.present), (_("In attendance"), roll.in_attendance), (_("Apologies"), roll.apologies)]
    return [(label, [_attender(row) for row in rows]) for label, rows in lists if rows]


def _attender(row) -> dict:
    return {"name": row.name, "organisation": _said(row.organisation), "marks": ", ".join(row.remarks)}


def _section(section) -> dict:
    return {
        "number": section.item.number,
        "title": _said(section.item.title),
        "declared": [_declared(row) for row in section.declarations],
        "paragraphs": [_paragraph(paragraph) for paragraph in section.paragraphs],
    }


def _declared(row) -> dict:
    """Return a declaration of interest, as it stands under the heading of its item."""
    return {"label": f"{_('Declaration of interest')}: {row.name}, ", "text": _said(row.text), "then": f" ({row.then})"}


def _paragraph(paragraph) -> dict:
    entries = [*map(_decision, paragraph.decisions), *map(_action, paragraph.actions)]
    text = {"tree": tree(paragraph.text), "lang": paragraph.text.lang}
    return {"number": paragraph.number, "text": text, "entries": entries}


def _decision(row) -> dict:
    label = _("Decision %(number)s") % {"number": row.number}
    meta = " · ".join([row.facts, *in_succession(row.succession)])
    return {"kind": "decision", "label": label, "text": _lines(row.text), "meta": meta}


def _action(row) -> dict:
    label = _("Action %(number)s") % {"number": row.number}
    return {"kind": "action", "label": label, "text": _lines(row.text), "meta": _whose(row)}


def _listed(row) -> dict:
    """Return an action as the list at the end has it."""
    return {"number": row.number, "text": _said(row.text), "whose": _whose(row)}


def _whose(row) -> str:
    return " · ".join(filter(None, [row.facts, row.status_label]))


def _note(note) -> dict:
    return {"date": _day(note.written_at), "text": _lines(note.text)}
