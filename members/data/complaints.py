"""Complaints: received with a stamp, acknowledged, brought back to mind on the 25th day, answered by letter."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import IllegalChange, locked
from common.languages.in_use import for_reader_of
from members.letters.composing import compose, link
from members.letters.letters import builds, write
from members.models import Complaint, Person

RECEIVED, REMINDER, ANSWERED = "members.complaint_received", "members.complaint_reminder", "members.complaint_answered"
NEW = "members.complaint"


@transaction.atomic
def receive(*, complaint) -> None:
    """Save a Complaint with the moment it came, acknowledge it, and tell the record keepers."""
    complaint.save(force_insert=True)
    write(RECEIVED, complaint.pk, addresses=[complaint.email])
    write(NEW, complaint.pk, people=Person.objects.record_keepers())


@transaction.atomic
def close(*, complaint, by, reply) -> None:
    """Answer a complaint by letter; raises IllegalChange if it was answered already."""
    complaint = locked(complaint)
    if complaint.closed_at:
        raise IllegalChange(_("This complaint has been answered already."))
    complaint.reply, complaint.closed_at, complaint.closed_by = reply, timezone.now(), by
    complaint.save(update_fields=["reply", "closed_at", "closed_by"])
    write(ANSWERED, complaint.pk, addresses=[complaint.email])


@transaction.atomic
def remind(*, complaint) -> None:
    """Remind the record keepers, once, of a complaint that will soon be late."""
    complaint = locked(complaint)
    if complaint.closed_at is None and complaint.reminded_at is None:
        complaint.reminded_at = timezone.now()
        complaint.save(update_fields=["reminded_at"])
        write(REMINDER, complaint.pk, people=Person.objects.record_keepers())


@builds(RECEIVED, gettext_lazy("A complaint has arrived"))
def received(letter):
    """To who complains: it is here, and by when they hear."""
    return _to_complainer(letter, "members/emails/complaint_received")


@builds(ANSWERED, gettext_lazy("The answer to a complaint"))
def answered(letter):
    """To who complains: the answer."""
    return _to_complainer(letter, "members/emails/complaint_answered")


@builds(NEW, gettext_lazy("A new complaint"))
def new(letter):
    """To who keeps the record: a complaint has come."""
    return _to_keeper(letter, "members/emails/complaint_new")


@builds(REMINDER, gettext_lazy("A complaint that must be answered"))
def reminder(letter):
    """To who keeps the record: five days are left."""
    return _to_keeper(letter, "members/emails/complaint_reminder")


def _to_complainer(letter, template):
    row = Complaint.objects.filter(pk=letter.thing).first()
    if row is None:
        return None
    with for_reader_of(row.language):
        return compose(template, {"complaint": row}, name=row.name, address=letter.address)


def _to_keeper(letter, template):
    row = Complaint.objects.visible_to(letter.person).open().filter(pk=letter.thing).first()
    if row is None:
        return None
    context = {"complaint": row, "link": link(reverse("members:complaint", args=[row.pk]))}
    return compose(template, context, name=letter.person.name, address=letter.person.email)
