"""Letters that came back, as mail servers say it: by RFC 3464 (Postfix, Exchange, Gmail), or in words (Exim, qmail).

Who may say so is asked later: only a message that holds the name we gave a letter (`members/letters/names.py`) counts.
"""

import re
from email.message import Message

from members.inbox.kinds import AUTOMATIC, Bounce
from members.inbox.parts import header, sender_of, text_of, written_in

NAME = re.compile(r"<letter-[0-9]{1,18}-[0-9a-f]{20}-[0-9a-f]{12}@[\w.-]{1,255}>")
STATUS = re.compile(r"(?<![\d.])([245]\.[0-9]{1,3}\.[0-9]{1,3})(?![\d.])")
REPLY = re.compile(r"(?<![\d.])(5[0-9]{2})[ -](?!\d{3})")  # of SMTP (RFC 5321, 4.2)
MACHINES = re.compile(r"(?:mailer-?daemon|postmaster|microsoftexchange\w*)@", re.I)
FAILS = re.compile(
    r"could not be delivered|permanent error|delivery (?:has )?failed|undeliverable|wasn'?t able to deliver", re.I
)
DELAYED = re.compile(r"\bdelayed\b|will (?:be )?(?:re)?tried|still (?:be )?trying|not need to resend", re.I)
NO_MAILBOX = "5.1.1"
SAID_IN = {550: NO_MAILBOX, 551: "5.1.6", 553: "5.1.3"}  # what servers mean that say no more than an SMTP code


def find(message: Message) -> Bounce | str | None:
    """Return the Bounce that a message is, AUTOMATIC for word of a delay or delivery, or None if it is none."""
    report = _report(message)
    if report is not None:
        return _by_report(message, report)
    is_machine = header(message, "x-failed-recipients") or MACHINES.search(f"{sender_of(message)}")
    text = written_in(message)
    if not is_machine or not (FAILS.search(text) or DELAYED.search(f"{header(message, 'subject')} {text}")):
        return None
    names = _names_within(message) or tuple(NAME.findall(text))
    if DELAYED.search(header(message, "subject")) or not FAILS.search(text):
        return AUTOMATIC
    return Bounce(names, _status_in_words(text))


def _report(message: Message) -> Message | None:
    """Return the part for machines of a delivery report (RFC 3464), or None."""
    if message.get_content_type() != "multipart/report":
        return None
    return next((part for part in message.walk() if part.get_content_type() == "message/delivery-status"), None)


def _by_report(message, report) -> Bounce | str:
    """Return what a report says of its first recipient that failed."""
    blocks = report.get_payload() if report.is_multipart() else []
    for block in blocks:
        if header(block, "action").lower() == "failed":
            names = _names_within(message) or _names_told(message)
            return Bounce(names, _status(block))
    return AUTOMATIC


def _status(block) -> str:
    """Return the more telling of a block's status and of what the other server said, which some put in its place."""
    given, said = (STATUS.search(header(block, name)) for name in ("status", "diagnostic-code"))
    status = given[1] if given else ""
    is_vague = status in ("", "5.0.0")
    if is_vague and said:
        return said[1]
    return status if not is_vague else _status_in_words(header(block, "diagnostic-code"))


def _status_in_words(text) -> str:
    """Return the status that a text names, by a code of SMTP where it names no other; "5.0.0" where it names none."""
    if found := STATUS.search(text):
        return found[1]
    found = REPLY.search(text)
    return SAID_IN.get(int(found[1]), "5.0.0") if found else "5.0.0"


def _names_within(message) -> tuple:
    """Return the names of the letters that came back with the message: whole, or their headers alone."""
    names = []
    for part in message.walk():
        if part is not message and part.get("message-id"):
            names += NAME.findall(str(part.get("message-id")))
        if part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            content = text_of(part) or str(part.get_payload())
            names += NAME.findall(content)
    return tuple(dict.fromkeys(names))


def _names_told(message) -> tuple:
    """Return the names of the letters that the message says it answers."""
    return tuple(NAME.findall(f"{header(message, 'in-reply-to')} {header(message, 'references')}"))
