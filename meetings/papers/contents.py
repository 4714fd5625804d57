"""What stands on our own pages of a pack: plain data for the typesetter, in one language and for one audience."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from common.both_languages import other
from common.printing.rich_tree import tree
from meetings.agenda.below import ReadPaper, ReadSide
from meetings.agenda.showing import ARISING, PAPERS, read_agenda
from meetings.models import Pack
from meetings.models.kinds import LOOKS
from members.models import Identity

PAGES = Path(__file__).parent / "typst" / "pack.typ"  # what they are set by
PDF = "application/pdf"


@dataclass(frozen=True)
class Bound:
    """A paper as it comes into the pack: the side in the reader's language, else the other one."""

    item_number: int
    paper: ReadPaper
    side: ReadSide

    @property
    def is_pdf(self):
        """Whether its pages can be bound; others stay on the site."""
        return self.side.content_type == PDF


@dataclass(frozen=True)
class Contents:
    """Our own pages as data, and the papers that follow them; `items` are the headings for the bookmarks."""

    page: dict
    items: list
    papers: list


def contents_of(meeting, audience, language) -> Contents:
    """Return the Contents of a pack; to be called while `language` is active."""
    agenda = read_agenda(meeting, Pack.Audience(audience).circle, language, below=(PAPERS, ARISING))
    papers = [paper for item in agenda.items for paper in _bound(item, language)]
    page = {
        "lang": language,
        **Identity.now().for_paper(),
        "title": _said(meeting.title),
        "audience": str(Pack.Audience(audience).label),
        "draft": _why_not_to_rely_on(meeting),
        "changed": agenda.changed_since,
        "facts": facts_of(meeting),
        "shares": _shares(agenda.bar),
        "kinds": {kind: {"tile": look.tile, "size": look.size} for kind, look in LOOKS.items()},
        "as_read": [_item(item, papers) for item in agenda.as_read],
        "items": [_item(item, papers) for item in agenda.discussed],
        "labels": _labels(),
    }
    return Contents(page, [_heading(item) for item in [*agenda.as_read, *agenda.discussed]], papers)


def _why_not_to_rely_on(meeting) -> str:
    """Return what every page of an agenda says that does not stand: it is called off, or a draft; else ""."""
    if meeting.state in (meeting.State.CANCELLED, meeting.State.POSTPONED):
        return str(meeting.get_state_display())
    return "" if meeting.agenda_published_at else _("Draft: this agenda is not published yet")


def _said(text) -> dict:
    return {"text": str(text), "lang": getattr(text, "lang", "")}


def _heading(item) -> tuple:
    return item.position, f"{item.number}. {item.title}"


def _bound(item, language) -> list:
    """Return the papers of an item as Bound."""
    bound = []
    for paper in item.papers:
        in_each = {side.language: side for side in paper.sides}
        side = in_each.get(language) or in_each.get(other(language))
        if side:
            bound.append(Bound(item.position, paper, side))
    return bound


def page_label() -> str:
    """Return which page of how many: `{page}` and `{pages}` are filled in by the typesetter, who alone knows them."""
    return _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"}


def _labels() -> dict:
    """Return the words of the pages."""
    return {
        "heading": _("Agenda and papers"),
        "timetable": _("Timetable"),
        "spent": _("How the time is spent"),
        "as_read": _("Taken as read"),
        "as_read_hint": _("Sent out beforehand and taken in one line."),
        "items": _("The items"),
        "time": _("Time"),
        "item": _("Item"),
        "minutes": pgettext("time", "Minutes"),
        "kind": _("Kind of item"),
        "share": _("Share of the time"),
        "papers": _("Papers"),
        "arising": _("Open actions"),
        "page": page_label(),
        "from_page": _("from page %(page)s of this pack") % {"page": "{page}"},
    }


def facts_of(meeting) -> list:
    """Return the facts of a meeting as (label, text, language, address)."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    ended = f"–{time_format(ends)}" if meeting.end_is_known else ""
    facts = [
        (_("Date"), capfirst(date_format(starts, "l j F Y")), "", ""),
        (_("Time"), f"{time_format(starts)}{ended}", "", ""),
    ]
    if meeting.place:
        facts.append((_("Place"), str(meeting.place), meeting.place.lang, ""))
    if meeting.online_link:
        facts.append((_("Online"), meeting.online_link, "", meeting.online_link))
    if meeting.chair:
        facts.append((_("Chair"), meeting.chair_name, "", ""))
    hosts = meeting.hosts.all() if meeting.kind == meeting.Kind.JOINT else []
    facts += [(_("Held with"), str(host.name), host.name.lang, "") for host in hosts]
    return facts


def _shares(bar) -> list:
    """Return [kind, its name, minutes, its part of the work in words] of each kind; pauses have no part."""
    return [
        [share.kind, str(share.label), share.minutes, "" if share.percent is None else f"{share.percent} %"]
        for share in (bar.shares if bar else ())
    ]


def _item(item, papers) -> dict:
    """Return one item as data: its heading, its facts in one line, its text, and what hangs on it."""
    meta = [item.kind_label] if item.kind else []
    if item.minutes:
        meta += [ngettext("%(number)s minute", "%(number)s minutes", item.minutes) % {"number": item.minutes}]
    meta += [item.presented_by] if item.presented_by else []
    meta += [_("Members only")] if item.pk and not item.shared_with_partners else []
    return {
        "number": item.number,
        "time": time_format(timezone.localtime(item.starts_at)) if item.starts_at else "",
        "title": _said(item.title),
        "kind": item.kind or "reserved",
        "minutes": str(item.minutes or ""),
        "meta": " · ".join(meta),
        "text": tree(item.text),
        "text_lang": getattr(item.text, "lang", ""),
        "arising": _arising(item.arising) if item.arising else [],
        "papers": [_paper(bound) for bound in papers if bound.item_number == item.position],
    }


def _arising(arising) -> list:
    """Return what an item holds that fills itself: the last minutes by their date,
    or open actions and decisions to be reviewed.
    """
    last = [_last(arising.last_minutes)] if arising.last_minutes else []
    return [*last, *map(_action, arising.actions), *map(_review, arising.reviews)]


def _last(minutes) -> dict:
    date = date_format(timezone.localtime(minutes.starts_at), "j F Y")
    text = {"text": _("Minutes of %(date)s") % {"date": date}, "lang": ""}
    return {"number": "", "text": text, "meta": minutes.state_label, "line": _said("")}


def _action(action) -> dict:
    due = _("due by %(date)s") % {"date": date_format(action.due_on, "j F Y")} if action.due_on else ""
    left = _("has left the Forum") if action.has_left else ""
    meta = " · ".join(part for part in (str(action.owner_name), left, due) if part)
    return {"number": action.number, "text": _said(action.text), "meta": meta, "line": _said(action.progress)}


def _review(decision) -> dict:
    meta = _("To be reviewed by %(date)s") % {"date": date_format(decision.due_on, "j F Y")}
    return {"number": decision.number, "text": _said(decision.text), "meta": meta, "line": _said("")}


def _paper(bound) -> dict:
    """Return one line of an item's papers; where its pages begin is filled in when they are bound."""
    paper, side = bound.paper, bound.side
    marks = [_("Read this first")] if paper.read_first else []
    marks += [_("Late paper")] if paper.is_late else []
    marks += [] if paper.shared_with_partners else [_("Members only")]
    if side.reading_minutes:
        text = ngettext("%(number)s minute to read", "%(number)s minutes to read", side.reading_minutes)
        marks.append(text % {"number": side.reading_minutes})
    marks.append(side.language_label)
    if side.replaced_at:
        day = date_format(timezone.localtime(side.replaced_at), "j F Y")
        marks.append(_("replaced on %(date)s") % {"date": day})
    return {
        "side": side.pk,
        "title": _said(paper.title),
        "marks": " · ".join(marks),
        "address": settings.SITE_ORIGIN + side.url,
        "elsewhere": _("This paper is on the site:"),
    }
