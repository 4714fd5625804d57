"""The texts of meetings that come to the translation desk: agendas, papers, minutes until they are confirmed."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings import access, against
from meetings.agenda import pack_due
from meetings.declaring import declarations
from meetings.minutes import writing
from meetings.models import (
    Action,
    AgendaItem,
    ClosedDay,
    Decision,
    Declaration,
    Meeting,
    Minutes,
    Paper,
    Paragraph,
    StandingItem,
)
from meetings.papers import papers
from meetings.planning import scheduling
from members.texts import kept_in_admin, may_change
from members.translating.texts import Texts, read

REMOVED = _("This has been removed in the meantime.")
IN_ADMIN = {StandingItem: "admin:meetings_standingitem_change", ClosedDay: "admin:meetings_closedday_change"}


def texts(reader) -> list[Texts]:
    """Return the tables of this app whose texts somebody may translate."""
    if not access.may_schedule(reader):
        return []
    return [
        _of(reader, Meeting, "", against=_building, save=_save_meeting),
        _of(reader, AgendaItem, "meeting", against=_building, save=_save_item),
        _of(reader, Paper, "item__meeting", also=Q(removed_at=None), against=_building_paper, save=_save_paper),
        _of(reader, Paragraph, "item__meeting", against=_recording, save=_save_minutes),
        _of(reader, Decision, "paragraph__item__meeting", against=_recording, save=_save_minutes),
        _of(reader, Action, "paragraph__item__meeting", against=_recording, save=_save_minutes),
        _of(reader, Declaration, "item__meeting", against=_recording, save=_save_declaration),
        *(kept_in_admin(model, reader, page) for model, page in IN_ADMIN.items() if may_change(reader, model)),
    ]


def _of(reader, model, meeting, *, also=None, against, save) -> Texts:
    """Return the texts of a table whose rows belong to a meeting, to which the path `meeting` leads."""
    path = f"{meeting}__" if meeting else ""
    confirmed = Q(**{f"{path}minutes__state": Minutes.State.CONFIRMED})
    off = Q(**{f"{path}state__in": (Meeting.State.CANCELLED, Meeting.State.POSTPONED)})
    coming = Q(**{f"{path}ends_at__gte": timezone.now(), f"{path}state__in": Meeting.TO_COME})
    is_recorded = against is _recording
    return Texts(
        rows=model._default_manager.visible_to(reader),
        open=~confirmed & (~off if is_recorded else Q()) & (also or Q()),
        against=against,
        about=(f"{path}title_en", f"{path}title_cy") if meeting else ("", ""),
        day=f"{path}starts_at",
        rank=read(soon=coming, circulated=Q(**{f"{path}minutes__state": Minutes.State.CIRCULATED})),
        save=save,
        within=(f"{path}minutes",),
    )


def _meeting_of(row) -> Meeting:
    """Return the meeting that a row belongs to."""
    if isinstance(row, Meeting):
        return row
    if hasattr(row, "paragraph"):
        return row.paragraph.item.meeting
    return row.item.meeting if hasattr(row, "item") else row.meeting


def _building(row) -> str:
    return against.building(_meeting_of(row))


def _building_paper(paper) -> str:
    return str(REMOVED) if paper.removed_at else _building(paper)


def _recording(row) -> str:
    return against.recording(_meeting_of(row))


def _save_meeting(*, form, by) -> bool:
    return scheduling.change_meeting(form=form)


def _save_item(*, form, by) -> bool:
    is_saved = form.save_if_current()
    if is_saved:
        pack_due.enqueue_packs(form.instance.meeting)
    return is_saved


def _save_paper(*, form, by) -> bool:
    form.uploads = []
    return papers.change_paper(form=form, by=by)


def _save_minutes(*, form, by) -> bool:
    return writing.save_change(meeting=_meeting_of(form.instance), form=form)


def _save_declaration(*, form, by) -> bool:
    return declarations.save(form=form)
