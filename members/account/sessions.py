"""Ends sessions: a cookie from before an account was closed, or its address or factor changed, opens nothing again;
nor does the address of a calendar whose owner had no part in the Forum in between.
"""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from members.models import Person

STOP = "members.stop_address"  # the purpose of the signed links
STOPS_FOR = 3 * 24 * 60 * 60  # seconds; as long as the link to the new address lives


def end_sessions(person, *, but=None) -> None:
    """Delete every session of a person, except the one with the key `but`."""
    rows = UserSession.objects.filter(user=person).exclude(session_key=but or "")
    with transaction.atomic():
        Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()
        rows.delete()


def shut_out(person) -> None:
    """End what opens the site to somebody unasked: their sessions, and the address of their calendar."""
    with transaction.atomic():
        end_sessions(person)
        Person.objects.filter(pk=person.pk).exclude(calendar_digest=None).update(calendar_digest=None)


def shut_out_ended() -> None:
    """Shut out everybody whose part in the Forum has ended, on whichever path: given one again, they begin anew."""
    inside = Person.objects.standing_now().values("pk")
    Person.objects.exclude(calendar_digest=None).exclude(pk__in=inside).update(calendar_digest=None)
    staff = Q(user__is_staff=True, user__is_active=True)
    with transaction.atomic():
        rows = UserSession.objects.exclude(Q(user__in=inside) | staff)
        Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()
        rows.delete()


def settle_address(person) -> None:
    """Make the person's address the only one they log in with and get letters at:
    whoever keeps people vouches for it.
    """
    with transaction.atomic():
        EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
        EmailAddress.objects.update_or_create(
            user=person, email=person.email, defaults={"verified": True, "primary": True}
        )


def end_one(person, pk, *, but) -> bool:
    """End one session of a person that is not the one with the key `but`; return whether there was one."""
    row = UserSession.objects.filter(user=person, pk=pk).exclude(session_key=but or "").first()
    if row is None:
        return False
    with transaction.atomic():
        Session.objects.filter(session_key=row.session_key).delete()
        row.delete()
    return True


def stop_link(address) -> str:
    """Return the path by which who reads the old address stops the change to a new one (an EmailAddress)."""
    return reverse("members:stop_address", args=[signing.dumps(address.pk, salt=STOP)])


def change_of_address(token) -> EmailAddress | None:
    """Return the EmailAddress that such a link stops; None if the link was changed,
    or the change is made, stopped or too old.
    """
    try:
        pk = signing.loads(token, salt=STOP, max_age=STOPS_FOR)
    except signing.BadSignature:
        return None
    return EmailAddress.objects.filter(pk=pk, verified=False).first()


def stop_change(address) -> None:
    """Give a change of address up, and end every session: whoever asked for it may be a stranger."""
    with transaction.atomic():
        end_sessions(address.user)
        address.delete()
