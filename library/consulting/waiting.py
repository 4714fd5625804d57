"""What of consultations waits for who keeps the record, and for who leads an answer: the steps of the plan."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.doors.waiting import Kind, Press, Row, Waits
from library.consulting import planning
from library.models import Consultation
from library.models.consultations import led_by
from meetings.models import AgendaItem, Meeting
from members.access import belongs, keeps_the_record

TITLE = ("title_en", "title_cy")
NOBODY = Q(lead=None, lead_group=None)
ASKED = Q(ballot__isnull=False, ballot__outcome="")


def kinds(person) -> list[Kind]:
    """Return what waits of consultations for a person."""
    if not belongs(person):
        return []
    rows = planning.planned(Consultation.objects.visible_to(person).answering())
    mine = Kind(rows=rows.filter(led_by(person), is_shown=False), about=TITLE, day="show_on", say=_write)
    if not keeps_the_record(person):
        return [mine]
    every = planning.planned(
        Consultation.objects.answering()
    )  # whoever keeps the record: the figure is for all of them
    open_ones = every.filter(planning.NOT_AGREED, is_shown=True).exclude(ASKED)
    facts = {"about": TITLE, "for_office": True}
    return [
        mine,
        Kind(rows=every.filter(NOBODY, is_shown=False), day="lead_on", say=_choose, **facts),
        Kind(rows=open_ones.filter(meeting_on=None), day="ask_on", say=_ask, **facts),
        Kind(rows=_to_be_brought(open_ones), day="show_on", say=_bring, **facts),
        Kind(rows=every.exclude(planning.NOT_AGREED), day="send_on", say=_send, **facts),
    ]


def _to_be_brought(rows):
    """Return the Consultations that are on no agenda yet, while that of the meeting which is to agree is not out."""
    meeting = Meeting.objects.filter(pk=OuterRef("meeting_pk"), agenda_published_at=None)
    return rows.filter(Exists(meeting), ~Exists(AgendaItem.objects.to_come().filter(pk=OuterRef("item"))))


def _in_words(day) -> dict:
    return {"date": date_format(day, "j F Y")}


def _page(name, row) -> str:
    return reverse(f"library:{name}", args=[row.pk])


def _write(row: Row) -> Waits:
    said = _("Put a draft answer to the members by %(date)s") % _in_words(row.day)
    page = _page("consultation", row)
    return Waits(said, page, row.about, presses=(Press(_("Open the consultation"), page),), until=row.day)


def _choose(row: Row) -> Waits:
    said = _("Choose who leads the answer to a consultation by %(date)s") % _in_words(row.day)
    return Waits(said, _page("edit_consultation", row), row.about, until=row.day)


def _ask(row: Row) -> Waits:
    said = _("Ask the members to agree to an answer by %(date)s: no meeting falls before its deadline")
    presses = (
        Press(_("Ask the members"), _page("ask_members", row)),
        Press(_("Record the decision"), _page("approve_answer", row)),
    )
    return Waits(said % _in_words(row.day), _page("consultation", row), row.about, presses=presses, until=row.day)


def _bring(row: Row) -> Waits:
    said = _("Put the answer to a consultation on the agenda by %(date)s") % _in_words(row.day)
    presses = (Press(_("Put it on the agenda"), _page("bring_answer", row)),)
    return Waits(said, _page("consultation", row), row.about, presses=presses, until=row.day)


def _send(row: Row) -> Waits:
    said = _("Send the answer to a consultation by %(date)s") % _in_words(row.day)
    presses = (Press(_("It is sent"), _page("send_answer", row)),)
    return Waits(said, _page("consultation", row), row.about, presses=presses, until=row.day)
