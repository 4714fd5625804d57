"""Ends sessions: a cookie from before an account was closed, or its address or factor changed, opens nothing again."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction


def end_sessions(person, *, but=None):
    """Delete every session of a person, except the one with the key `but`."""
    rows = UserSession.objects.filter(user=person).exclude(session_key=but or "")
    with transaction.atomic():
        Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()
        rows.delete()


def settle_address(person):
    """Make the person's address the only one they log in with and get letters at: whoever keeps people vouches for it."""
    with transaction.atomic():
        EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
        EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
