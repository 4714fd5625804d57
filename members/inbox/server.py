"""The mail server that keeps the Forum's mailbox (IMAP, RFC 3501): asked for little, and nothing is deleted there."""

import contextlib
import datetime
import imaplib
import re
import ssl
from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone
from imap_tools import AND, MailBox, MailBoxUnencrypted, MailMessageFlags
from imap_tools.errors import ImapToolsError

SECONDS = 20  # for each answer of the server
DAYS = 30  # how far back messages are looked at
MOST_BYTES = 1_000_000  # of a message; one that is larger is no answer and no bounce
FAULTS = (OSError, imaplib.IMAP4.error, ImapToolsError, ValueError)  # ssl's and sockets' are OSErrors
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class Away(Exception):
    """The mailbox cannot be read now; says why by the name of the fault alone, because its words hold what was sent."""


class Box:
    """The Forum's mailbox, open."""

    def __init__(self, box) -> None:
        self._box = box
        folder = settings.MAIL_INBOX["folder"]
        box.folder.set(folder)
        self.validity = int(box.folder.status(folder, ["UIDVALIDITY"])["UIDVALIDITY"])

    def numbers(self) -> list[int]:
        """Return the UIDs of what came in within the last days, the oldest first."""
        since = timezone.localdate() - datetime.timedelta(days=DAYS)
        return sorted(int(uid) for uid in self._box.uids(AND(date_gte=since)))

    def unread(self) -> set[int]:
        """Return the UIDs of what nobody has read."""
        return {int(uid) for uid in self._box.uids(AND(seen=False))}

    def size(self, uid: int) -> int:
        """Return how many bytes a message has, 0 if it is there no more."""
        found = SIZE.search(b" ".join(_bytes_in(self._fetch(uid, "(RFC822.SIZE)"))))
        return int(found[1]) if found else 0

    def raw(self, uid: int) -> bytes:
        """Return a message as it is, b"" if it is there no more, and leave it unread."""
        answer = self._fetch(uid, f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
        return next((part[1] for part in answer if isinstance(part, tuple)), b"")

    def mark_read(self, uids) -> None:
        """Mark messages as read, so that a person sees at once what is left for them."""
        if uids:
            self._box.flag([str(uid) for uid in uids], MailMessageFlags.SEEN, True)

    def _fetch(self, uid, what) -> list:
        state, answer = self._box.client.uid("FETCH", str(uid), what)
        if state != "OK":
            raise imaplib.IMAP4.error("FETCH")
        return [part for part in answer if part]


def _bytes_in(answer) -> list:
    return [part if isinstance(part, bytes) else part[0] for part in answer]


@contextlib.contextmanager
def opened() -> Iterator[Box]:
    """Open the Forum's mailbox for as long as the block lasts; raises Away, at any time, if the server is."""
    where = settings.MAIL_INBOX
    try:
        with _closing(_connected(where)) as box:
            yield Box(box.login(where["user"], where["password"], initial_folder=None))
            box.logout()
    except FAULTS as fault:
        raise Away(type(fault).__name__) from None


@contextlib.contextmanager
def _closing(box) -> Iterator:
    """Close a connection, also one that has ended already or never let us in."""
    try:
        yield box
    finally:
        with contextlib.suppress(OSError):
            box.client.shutdown()


def _connected(where):
    if where["is_secure"]:  # the library's own context would trust anybody's certificate
        return MailBox(where["host"], where["port"], SECONDS, ssl_context=ssl.create_default_context())
    return MailBoxUnencrypted(where["host"], where["port"], SECONDS)
