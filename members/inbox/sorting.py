"""What a message is: a letter that came back, a calendar's answer, an automatic answer, or something for a person.

Works on the bytes alone, without settings or database, because it runs apart (`common/bare/apart.py`).
"""

import email
from email.message import Message

from members.inbox import automatic, bounces, replies
from members.inbox.kinds import AUTOMATIC, OTHER, Bounce, CalendarReply, packed

MOST_HEADERS, MOST_PARTS = 100_000, 100  # characters and parts; honest messages have a tenth of them


class Broken(Exception):
    """No message, or none that anybody would write."""


def sort(raw: bytes) -> Bounce | CalendarReply | str:
    """Return what a message is; raises Broken for what is none."""
    message = email.message_from_bytes(raw)
    parts = list(message.walk())
    if not message.get("from") or len(parts) > MOST_PARTS or sum(map(_length, parts)) > MOST_HEADERS:
        raise Broken
    found = bounces.find(message) or replies.find(message)
    return found or (AUTOMATIC if automatic.is_automatic(message) else OTHER)


def sort_apart(raw: bytes) -> bytes:
    """Return the same in bytes; what `common.bare.apart.run` runs."""
    return packed(sort(raw))


def _length(part: Message) -> int:
    return sum(len(name) + len(str(value)) for name, value in part.items())
