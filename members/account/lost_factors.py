"""A second factor that was lost: one person asks for its removal with a reason, a second one does it,
and the record keeps both.
"""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import IllegalChange, locked
from members import access
from members.account.sessions import end_sessions
from members.letters.composing import compose, link
from members.letters.letters import builds, write
from members.models import LostFactor, Person

ASKED, WAITING, REMOVED = "members.factor_asked", "members.factor_waiting", "members.factor_removed"


def with_factors() -> QuerySet:
    """Return the people who have a second factor, or codes instead of one."""
    return Person.objects.filter(pk__in=Authenticator.objects.values("user"))


@transaction.atomic
def ask(*, person, by, reason) -> LostFactor:
    """Ask that somebody's factor be removed; tell them and the record keepers.
    Raises IllegalChange where that makes no sense.
    """
    locked(person)
    if by == person:
        raise IllegalChange(_("Nobody removes their own factor this way. Please ask the administrator or the Chair."))
    if not with_factors().filter(pk=person.pk).exists():
        raise IllegalChange(_("This person has no second factor."))
    if LostFactor.objects.open().filter(person=person).exists():
        raise IllegalChange(_("This has been asked already, and waits for a second person."))
    LostFactor.objects.filter(person=person, confirmed_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )  # too old by now
    row = LostFactor.objects.create(person=person, reason=reason, opened_by=by)
    write(ASKED, row.pk, people=[person])
    write(WAITING, row.pk, people=[keeper for keeper in Person.objects.record_keepers() if keeper not in (by, person)])
    return row


@transaction.atomic
def confirm(*, request, by) -> None:
    """Remove the factor and end all sessions, as a second person.

    Raises IllegalChange for the first one, for who lost it, and where the first one lost the right meanwhile.
    """
    row = _open(request)
    if by in (row.opened_by, row.person):
        raise IllegalChange(_("This takes a second person: neither who asked for it, nor who lost the factor."))
    if not access.may_help_with_factors(row.opened_by):
        raise IllegalChange(_("Who asked for this may not do so any more. Please withdraw it, and ask anew."))
    row.confirmed_by, row.confirmed_at = by, timezone.now()
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    _remove(row)


@transaction.atomic
def withdraw(*, request, by) -> None:
    """Give a request up: it was a mistake, or the factor is found."""
    row = _open(request)
    row.withdrawn_by, row.withdrawn_at = by, timezone.now()
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])


@transaction.atomic
def remove_on_server(*, person, reason) -> LostFactor:
    """Remove a factor when nobody is left who could: by who has the server itself. It is recorded as such."""
    locked(person)
    LostFactor.objects.filter(person=person, confirmed_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
    row = LostFactor.objects.create(person=person, reason=reason, on_server=True, confirmed_at=timezone.now())
    _remove(row)
    return row


def _open(request):
    row = locked(request, "person", "opened_by")
    if not row.is_open:
        raise IllegalChange(_("This request is no longer open. Please look at the list."))
    return row


def _remove(row) -> None:
    Authenticator.objects.filter(user=row.person).delete()
    end_sessions(row.person)
    write(REMOVED, row.pk, people=[row.person])


@builds(ASKED, gettext_lazy("A second factor is to be removed"))
def asked(letter):
    """To who is said to have lost it: what happens, and how to stop it."""
    return _told(letter, "asked") if LostFactor.objects.open().filter(pk=letter.thing).exists() else None


@builds(WAITING, gettext_lazy("A lost factor waits for a second person"))
def waiting(letter):
    """To who keeps the record: somebody asks for a removal, and a second person is needed."""
    may = access.may_help_with_factors(letter.person)
    return _told(letter, "waiting") if may and LostFactor.objects.open().filter(pk=letter.thing).exists() else None


@builds(REMOVED, gettext_lazy("A second factor is removed"))
def removed(letter):
    """To whose factor is gone: by whom, and what to do now."""
    return _told(letter, "removed")


def _told(letter, what):
    row = LostFactor.objects.select_related("person", "opened_by", "confirmed_by").filter(pk=letter.thing).first()
    if row is None:
        return None
    path = reverse("members:lost_factor", args=[row.pk]) if what == "waiting" else reverse("mfa_index")
    context = {"row": row, "link": link(path)}
    return compose(f"members/emails/factor_{what}", context, name=letter.person.name, address=letter.person.email)
