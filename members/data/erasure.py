"""Erasing a person who asks for it: the account and all about it go,
and a row without a name stays for what the record needs.
"""

import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from common.editing import IllegalChange, locked
from members.account.sessions import shut_out
from members.models import (
    Answerer,
    Application,
    Complaint,
    Consent,
    Enquiry,
    ImportRun,
    Incoming,
    Invite,
    Letter,
    LetterChoice,
    LostFactor,
    Network,
    Person,
    RegisteredInterest,
    Renewal,
    Representative,
    ReturnedAddress,
    Stakeholder,
    Standing,
    Term,
)
from members.models.people import ERASED

NAME = "Cyn-aelod / Former member"  # in both languages, because a name has no language
EMPTIED = {
    "role_there": "", "area": "", "phone": "", "access_needs": "", "prefers_easy_read": False, "organisation": None,
    "calendar_digest": None, "last_login": None,
    "about_en": "", "about_cy": "", "is_active": False, "is_staff": False, "is_superuser": False,
}  # fmt: skip


def is_erased(person) -> bool:
    """Whether this row stands for somebody who was erased."""
    return person.email.endswith(ERASED)


def going(person) -> list:
    """Return the rows that go with a person, as a list of QuerySets."""
    mine = {"email__iexact": person.email}
    return [
        Application.objects.filter(**mine),
        Invite.objects.filter(**mine),
        Stakeholder.objects.filter(**mine),
        Complaint.objects.filter(**mine).exclude(closed_at=None),
        Enquiry.objects.filter(**mine).exclude(closed_at=None),
        Answerer.objects.filter(person=person),
        Consent.objects.filter(person=person),
        LetterChoice.objects.filter(person=person),
        LostFactor.objects.filter(person=person),
        RegisteredInterest.objects.filter(person=person),
        Renewal.objects.filter(standing__person=person),
        Letter.objects.filter(person=person) | Letter.objects.filter(address__iexact=person.email),
        ReturnedAddress.objects.filter(person=person) | ReturnedAddress.objects.filter(address__iexact=person.email),
        Incoming.objects.filter(person=person),
        Authenticator.objects.filter(user=person),
        EmailAddress.objects.filter(user=person),
    ]


def staying(person) -> list:
    """Return the rows that stay: a complaint that waits must be answered first."""
    return [
        Standing.objects.filter(person=person),
        Complaint.objects.filter(email__iexact=person.email, closed_at=None),
        Enquiry.objects.filter(email__iexact=person.email, closed_at=None),
    ]


def refuse_officers(person) -> None:
    """Raise IllegalChange for whom erasing would lock out of their office, and for who is erased already."""
    if is_erased(person):
        raise IllegalChange(_("This person has been erased already."))
    if person.is_staff or person.is_superuser or Term.objects.current().filter(person=person).exists():
        raise IllegalChange(_("This person holds an office or is staff. End that first."))


@transaction.atomic
def erase(*, person, by, keeps_name):
    """Erase a person; `keeps_name` says whether confirmed minutes name them, and so must go on to."""
    person = locked(person)
    refuse_officers(person)
    shut_out(person)
    _forget_imports(person)
    for rows in going(person):
        delete_wholly(rows)
    _end_periods(person)
    person.groups.clear()
    person.interests.clear()
    Network.objects.filter(keeper=person).update(keeper=None)
    person.user_permissions.clear()
    person.kept_name = person.name if keeps_name else ""
    person.name, person.email = NAME, f"{person.pk}{ERASED}"
    for name, value in EMPTIED.items():
        setattr(person, name, value)
    person.set_unusable_password()
    person.save(update_fields=["kept_name", "name", "email", "password", *EMPTIED])
    _forget_history(Person, [person.pk])
    _log(person, by)
    return person


def delete_wholly(rows) -> None:
    """Delete rows (a QuerySet), and with them what their history says, if they have one."""
    keys = list(rows.values_list("pk", flat=True))
    rows.model._base_manager.filter(pk__in=keys).delete()
    _forget_history(rows.model, keys)


def _forget_history(model, keys) -> None:
    for events in set(getattr(model, "pgh_event_models", {}).values()):
        events.objects.filter(pgh_obj_id__in=keys).delete()


def _end_periods(person) -> None:
    """End what goes on; what begins only now, or later, never was."""
    today = timezone.localdate()
    yesterday = today - datetime.timedelta(days=1)
    for model in (Standing, Term, Representative):
        model.objects.filter(person=person, starts_on__gte=today).delete()
        model.objects.current().filter(person=person).update(ends_on=yesterday)


def _forget_imports(person) -> None:
    """Take the person's rows out of the imports that are kept for undoing."""
    for run in ImportRun.objects.select_for_update(of=["self"]).all():
        rows, problems, kept = (
            [row for row in part if not _names(row, person)] for part in (run.rows, run.problems, run.kept)
        )
        if (rows, problems, kept) != (run.rows, run.problems, run.kept):
            run.rows, run.problems, run.kept = rows, problems, kept
            run.save(update_fields=["rows", "problems", "kept"])


def _names(row, person) -> bool:
    is_theirs = person.email in " ".join(row.get("cells", {}).values()).lower()
    return is_theirs or row.get("name", "").casefold() in (person.name.casefold(), person.email)


def _log(person, by) -> None:
    """Note who erased whom, by number alone; and take the name out of what the admin noted before."""
    kind = ContentType.objects.get_for_model(Person)
    LogEntry.objects.filter(content_type=kind, object_id=str(person.pk)).update(object_repr=NAME, change_message="")
    said = gettext_noop("Erased at their wish")
    facts = {"content_type": kind, "object_id": str(person.pk), "object_repr": NAME}
    LogEntry.objects.create(user=by, action_flag=CHANGE, change_message=said, **facts)
