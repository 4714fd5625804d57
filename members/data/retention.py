"""How long each kind of record is kept, and the deletion of what is older."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import pghistory.models
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.enquiries import answering
from members.models import (
    Application,
    Complaint,
    ContactNote,
    Enquiry,
    ImportRun,
    Incoming,
    Invite,
    Letter,
    ReturnedAddress,
    Stakeholder,
)

YEAR = 365


@dataclass(frozen=True)
class Rule:
    """A kind of record, the days it is kept, and the rows that were there before a moment and may go."""

    name: str
    label: str
    days: int
    rows: Callable
    ends: Callable | None = None  # what becomes of these rows, where they are not deleted

    def due(self):
        """Return the rows whose time is over, as a list of QuerySets."""
        return self.rows(timezone.now() - datetime.timedelta(days=self.days))


def _histories(before) -> list:
    events = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]
    return [model.objects.filter(pgh_created_at__lt=before) for model in events]


def _contacts(before) -> list:
    """Contacts without a next step, who have no note of contact and no change of their own since."""
    changed = [events.objects.filter(pgh_created_at__gte=before) for events in Stakeholder.pgh_event_models.values()]
    rows = Stakeholder.objects.filter(next_step="").exclude(notes__on__gte=before)
    for events in changed:
        rows = rows.exclude(pk__in=events.values("pgh_obj_id"))
    return [rows]


RULES = [
    Rule("declined_applications", _("Declined applications"), YEAR, lambda before: [
        Application.objects.filter(state=Application.State.DECLINED, decided_at__lt=before)]),
    Rule("accepted_applications", _("Accepted applications"), 3 * YEAR, lambda before: [
        Application.objects.filter(state=Application.State.ACCEPTED, decided_at__lt=before)]),
    Rule("invitations", _("Invitations that were not taken up"), 182, lambda before: [
        Invite.objects.exclude(state=Invite.State.ACCEPTED).filter(expires_at__lt=before)]),
    Rule("letters", _("The ledger of letters"), 2 * YEAR, lambda before: [
        Letter.objects.exclude(state=Letter.State.WAITING).filter(created_at__lt=before)]),
    Rule("incoming", _("What came into the Forum’s mailbox: its number and what became of it"), YEAR, lambda before: [
        Incoming.objects.filter(read_at__lt=before)]),
    Rule("returned_addresses", _("Addresses that letters come back from"), 2 * YEAR, lambda before: [
        ReturnedAddress.objects.filter(noted_at__lt=before)]),
    Rule("complaints", _("Complaints that were "
                         "answered"), 3 * YEAR, lambda before: [Complaint.objects.filter(closed_at__lt=before)]),
    Rule("enquiries", _("Enquiries that were closed: all that is about people; that they came stays"), YEAR,
         lambda before: [Enquiry.objects.exclude(email="").filter(closed_at__lt=before)], answering.empty),
    Rule("contact_notes", _("Notes of contact"), 6 * YEAR, lambda before: [ContactNote.objects.filter(on__lt=before)]),
    Rule("contacts", _("Contacts whom nobody was in touch with"), 6 * YEAR, _contacts),
    Rule("imports_unused", _("Spreadsheets that were looked at and not imported"), 7, lambda before: [
        ImportRun.objects.filter(state=ImportRun.State.CHECKED, made_at__lt=before)]),
    Rule("imports", _("Imports, which can then not be undone any more"), YEAR, lambda before: [
        ImportRun.objects.exclude(state=ImportRun.State.CHECKED).filter(made_at__lt=before)]),
    Rule("admin_log", _("The log of the Django "
                        "admin"), 6 * YEAR, lambda before: [LogEntry.objects.filter(action_time__lt=before)]),
    Rule("history", _("The history of changes"), 6 * YEAR, _histories),
]  # fmt: skip


def add(rule) -> None:
    """Add the Rule of an app above this one."""
    RULES.append(rule)


@transaction.atomic
def retire(*, dry_run=False) -> list:
    """Delete what is older than its rule allows, and return [(Rule, number of rows)]; with `dry_run` only count."""
    done = []
    for rule in RULES:
        number = sum(rows.count() if dry_run else (rule.ends or _delete)(rows) for rows in rule.due())
        done.append((rule, number))
    return done


def _delete(rows) -> int:
    """Delete rows with what hangs on them, and with their own history; return how many there were."""
    keys = list(rows.values_list("pk", flat=True))
    rows.model._base_manager.filter(pk__in=keys).delete()
    events = getattr(rows.model, "pgh_event_models", None)
    for model in events.values() if events else ():
        model.objects.filter(pgh_obj_id__in=keys).delete()
    return len(keys)
