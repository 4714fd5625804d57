"""What of people waits for somebody: that they stay, for a member; for who keeps the record applications, complaints,
letters that could not be sent or come back, what waits in the Forum's mailbox, next steps with contacts and networks.
"""

import datetime

from django.db.models import CharField, DateTimeField, Exists, ExpressionWrapper, F
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.doors.waiting import Kind, Press, Row, Waits
from members.access import belongs, keeps_the_record
from members.inbox import reading
from members.models import (
    Application,
    Complaint,
    Incoming,
    Letter,
    MembershipRules,
    Network,
    ReturnedAddress,
    Stakeholder,
)
from members.models.data import ANSWER_DAYS
from members.standing import emails, renewals

NAME = ("name", "name")  # a person's name has no language
OF_BODY = ("organisation__name_en", "organisation__name_cy")


def kinds(person) -> list[Kind]:
    """Return the kinds of thing about people that wait for a person."""
    own = [_renewals(person), _steps(Network.objects.filter(keeper=person.pk))] if belongs(person) else []
    return own + (_of_office(person) if keeps_the_record(person) else [])


def _renewals(person) -> Kind:
    """The yearly question whether they stay, while the Forum has renewals."""
    rows = renewals.not_renewed().select_related(None).filter(person=person.pk)
    asked = MembershipRules.objects.filter(has_renewals=True)
    return Kind(rows=rows.filter(Exists(asked)), day="due_on", say=_stay)


def _stay(row: Row) -> Waits:
    page = emails.signed(emails.RENEWAL_LINK, row)
    said = _("Say whether you stay in the Forum, by %(date)s") % {"date": date_format(row.day, "j F Y")}
    return Waits(said, page, presses=(Press(_("Say that I stay"), page),), until=row.day)


def _of_office(person) -> list[Kind]:
    received = TruncDate(ExpressionWrapper(F("received_at") + datetime.timedelta(days=ANSWER_DAYS), DateTimeField()))
    return [
        Kind(rows=Application.objects.visible_to(person).waiting(), about=NAME, say=_application, for_office=True),
        Kind(
            rows=Complaint.objects.visible_to(person).open(), about=NAME, day=received, say=_complaint, for_office=True
        ),
        Kind(rows=Letter.objects.visible_to(person).stopped(), together=True, say=_letters, for_office=True),
        Kind(rows=_gone(person), about=("who", "who"), say=_address, for_office=True),
        Kind(rows=Incoming.objects.visible_to(person).waiting(), together=True, say=_messages, for_office=True),
        Kind(rows=reading.silent(), say=_silent, for_office=True),
        Kind(
            rows=Stakeholder.objects.visible_to(person).due(),
            about=NAME,
            day="next_step_on",
            word="next_step",
            say=_next_step,
            for_office=True,
        ),
        _steps(Network.objects.filter(keeper=None), for_office=True),
        Kind(rows=Network.objects.unheard().order_by(), about=OF_BODY, say=_unheard, for_office=True),
    ]


def _steps(rows, **facts) -> Kind:
    """The next steps with networks and initiatives."""
    return Kind(
        rows=rows.due().order_by(), about=OF_BODY, day="next_step_on", word="next_step", say=_network_step, **facts
    )


def _network_step(row: Row) -> Waits:
    said, page = _("Take the next step with %(name)s") % {"name": row.about}, "members:network"
    return Waits(said, reverse(page, args=[row.pk]), row.word, until=row.day)


def _unheard(row: Row) -> Waits:
    page = reverse("members:network", args=[row.pk])
    return Waits(_("Be in touch: nobody has noted contact for a year"), page, row.about)


def _application(row: Row) -> Waits:
    page = reverse("members:application", args=[row.pk])
    return Waits(_("Answer an application to join"), page, str(row.about))


def _complaint(row: Row) -> Waits:
    said = _("Answer a complaint by %(date)s") % {"date": date_format(row.day, "j F Y")}
    return Waits(said, reverse("members:complaint", args=[row.pk]), str(row.about), until=row.day)


def _letters(rows: list[Row]) -> Waits:
    number = len(rows)
    said = ngettext(
        "%(number)s letter could not be sent: see why", "%(number)s letters could not be sent: see why", number
    )
    return Waits(said % {"number": number}, reverse("members:letters"))


def _gone(person):
    """Return the addresses that letters come back from, with the name of `who` that is, or the address itself."""
    rows = ReturnedAddress.objects.visible_to(person).stopped().in_use()
    return rows.annotate(who=Coalesce("person__name", "address", output_field=CharField()))


def _address(row: Row) -> Waits:
    return Waits(_("Ring somebody whose letters come back"), reverse("members:letters"), str(row.about))


def _messages(rows: list[Row]) -> Waits:
    number = len(rows)
    said = ngettext(
        "%(number)s message waits in the Forum’s mailbox: read it there",
        "%(number)s messages wait in the Forum’s mailbox: read them there",
        number,
    )
    return Waits(said % {"number": number}, reverse("members:letters"))


def _silent(row: Row) -> Waits:
    return Waits(_("The Forum’s mailbox cannot be read: see since when"), reverse("members:letters"))


def _next_step(row: Row) -> Waits:
    said, page = _("Take the next step with %(name)s") % {"name": row.about}, "members:stakeholder"
    return Waits(said, reverse(page, args=[row.pk]), row.word, until=row.day)
