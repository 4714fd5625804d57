"""The letters of the ledger, sent as the worker sends them."""

from email.utils import parseaddr

from django.core import mail

from members.letters import letters
from members.models import Letter


def sent():
    """Send what waits, and return what was sent just now."""
    mail.outbox.clear()
    for pk in Letter.objects.filter(state=Letter.State.WAITING).values_list("pk", flat=True):
        letters.deliver(pk, is_last=True)
    return mail.outbox


def deliver():
    """Send what waits, and return {address: letter}."""
    return {parseaddr(letter.to[0])[1]: letter for letter in sent()}


def deliver_to_roles():
    """Send what waits, and return {role: letter} by the addresses of the cast."""
    return {address.partition("@")[0]: letter for address, letter in deliver().items()}
