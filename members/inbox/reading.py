"""Reads the Forum's mailbox: each message once, whoever else reads at the same time and whenever a reader is killed.

A message, and all that follows from it, is one transaction, which begins with its row: a second reader waits for the
row, finds it, and goes on. What ends before its transaction does has done nothing, and is read again.
"""

import datetime
import hashlib
import logging
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from common.bare import apart
from members.inbox import returned, server
from members.inbox.kinds import AUTOMATIC, OTHER, Bounce, CalendarReply, unpacked
from members.models import Incoming, Mailbox

MOST = 500  # messages at one go; the next go takes the others
Outcome = Incoming.Outcome
logger = logging.getLogger(__name__)


def read(answered: Callable) -> int:
    """Read what is new in the mailbox, and return how many messages that was; 0 while there is no mailbox.

    `answered` takes a CalendarReply to whoever asked, and returns (Outcome, person) or None if nobody did.
    """
    if settings.MAIL_INBOX is None:
        return 0
    Mailbox.objects.get_or_create(pk=1)
    try:
        with server.opened() as box:
            number = _read(box, answered)
    except server.Away as why:
        logger.warning("the mailbox cannot be read: %s", why)
        Mailbox.objects.filter(pk=1).update(fault=str(why))
        return 0
    Mailbox.objects.filter(pk=1).update(fault="", read_at=timezone.now())
    return number


def is_read() -> bool:
    """Whether the mailbox, if there is one, was read lately (READY_MAILBOX_HOURS)."""
    return not silent().exists()


def silent():
    """Return the Mailbox, if there is one, that has not been read for longer than that; before, since it was asked."""
    hours = settings.READY_MAILBOX_HOURS
    if settings.MAIL_INBOX is None or not hours:
        return Mailbox.objects.none()
    before = timezone.now() - datetime.timedelta(hours=hours)
    return Mailbox.objects.annotate(since=Coalesce("read_at", "made_at")).filter(since__lt=before)


def _read(box, answered) -> int:
    Mailbox.objects.filter(pk=1).update(validity=box.validity)
    rows = Incoming.objects.filter(validity=box.validity)
    known = set(rows.values_list("uid", flat=True))
    new = [uid for uid in box.numbers() if uid not in known][:MOST]
    for uid in new:
        _take_one(box, uid, answered)
    settled = rows.filter(outcome__in=Incoming.SETTLED, is_unread=True)
    box.mark_read(list(settled.values_list("uid", flat=True)))
    settled.update(is_unread=False)
    unread, waiting = box.unread(), rows.exclude(outcome__in=Incoming.FOR_NOBODY)
    waiting.filter(uid__in=unread).update(is_unread=True)
    waiting.exclude(uid__in=unread).update(is_unread=False)
    return len(new)


def _take_one(box, uid, answered) -> None:
    """Take one message: fetch and sort it, then, in a transaction of its own, do what it asks for."""
    size = box.size(uid)
    raw = box.raw(uid) if size <= server.MOST_BYTES else b""
    if not size or not (raw or size > server.MOST_BYTES):
        return  # somebody has moved it away meanwhile
    digest = hashlib.sha256(raw).hexdigest() if raw else ""
    found = _sorted(raw) if raw else Outcome.HUGE
    with transaction.atomic():
        facts = {"digest": digest, "outcome": Outcome.OTHER}
        row, is_ours = Incoming.objects.get_or_create(validity=box.validity, uid=uid, defaults=facts)
        if not is_ours:
            return  # another reader has taken it
        before = Incoming.objects.filter(digest=digest).exclude(pk=row.pk).first() if digest else None
        row.outcome, row.person = (before.outcome, before.person) if before else _dealt_with(found, answered)
        row.save(update_fields=["outcome", "person"])


def _sorted(raw):
    """Return what a message is (see `sorting.py`); BROKEN for one that cannot be read, or not in time."""
    try:
        return unpacked(apart.run("members.inbox.sorting.sort_apart", raw))
    except apart.Exceeded:
        return Outcome.BROKEN


def _dealt_with(found, answered) -> tuple:
    """Return (Outcome, person) of a message, having done what it asks for; one that cannot be dealt with, whatever is
    wrong with it, keeps no other waiting.
    """
    try:
        with transaction.atomic():
            return _done(found, answered)
    except (InterfaceError, OperationalError):
        raise  # the database is away: again later
    except Exception as fault:
        logger.error("a message of the mailbox could not be dealt with: %s", type(fault).__name__)
        return Outcome.BROKEN, None


def _done(found, answered) -> tuple:
    if isinstance(found, Bounce):
        return returned.take(found)
    if isinstance(found, CalendarReply):
        return answered(found) or (Outcome.NOT_INVITED, None)
    return {AUTOMATIC: Outcome.AUTOMATIC, OTHER: Outcome.OTHER}.get(found, found), None
