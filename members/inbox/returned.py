"""Letters that came back: the ledger says so, and an address that letters come back from for good gets no more."""

import datetime

from django.db import transaction
from django.utils import timezone

from common.editing import locked
from members.inbox.kinds import Bounce
from members.letters import names, refused
from members.models import Incoming, Letter, ReturnedAddress

# There is no such mailbox, or it is closed (RFC 3463, 3.2 and 3.3): one letter is enough. What is full, or refuses what
# it gets, may be otherwise tomorrow: it takes a second letter, a day later or more, while the first is remembered.
AT_ONCE = {"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"}
# A status that begins with 4 is of their server, which gave up (a full mailbox among them): only this letter came back.
OF_US = "5.7."  # we are refused, whoever the letter is to: no fault of the address (RFC 3463, 3.8)
APART, REMEMBERED = datetime.timedelta(days=1), datetime.timedelta(days=60)


@transaction.atomic
def take(bounce: Bounce) -> tuple:
    """Note that a letter came back; return (what became of the message, the person it was to, if we know them)."""
    named = [found for name in bounce.names if (found := names.read(name))]
    if not named:
        return Incoming.Outcome.NOT_OURS, None
    rows = Letter.objects.select_for_update(of=["self"]).select_related("person")
    letter = rows.filter(pk=named[0].letter_id).first()
    if letter is None:
        return Incoming.Outcome.RETURNED, None  # its time in the ledger is over
    if letter.state == Letter.State.SENT:
        letter.state, letter.error = Letter.State.FAILED, refused.came_back(bounce.status)
        letter.save(update_fields=["state", "error"])
    address = letter.person.email if letter.person else letter.address
    is_of_address = bounce.status.startswith("5") and not bounce.status.startswith(OF_US)
    if is_of_address and names.digest_of(address) == named[0].address_digest:
        _suspect(address, letter, bounce.status)
    return Incoming.Outcome.RETURNED, letter.person


def _suspect(address, letter, status) -> None:
    """Note the address; stop letters to it if this says enough, or another letter came back a while ago."""
    facts = {"address": address.lower(), "person": letter.person, "letter": letter, "status": status}
    ReturnedAddress.objects.bulk_create([ReturnedAddress(**facts)], ignore_conflicts=True)
    row = locked(ReturnedAddress.objects.get(address__iexact=address))
    if row.stopped_at:
        return
    age = timezone.now() - row.noted_at
    if age > REMEMBERED:
        row.letter, row.noted_at, age = letter, timezone.now(), datetime.timedelta(0)
    is_second = row.letter_id != letter.pk and age >= APART
    row.person, row.status = letter.person, status
    row.stopped_at = timezone.now() if status in AT_ONCE or is_second else None
    row.save(update_fields=["person", "letter", "status", "noted_at", "stopped_at"])


def use_again(*, returned) -> None:
    """Send letters to an address again: somebody says that it works."""
    ReturnedAddress.objects.filter(pk=returned.pk).delete()
