"""Letters that came back, as mail servers say it: by RFC 3464 (Postfix, Exchange, Gmail), or in words (Exim, qmail).

Who may say so is asked later: only a message that holds the name we gave a letter (`members/letters/names.py`) counts.
"""

import re
from email import message_from_string
from email.message import Message

from members.inbox.kinds import AUTOMATIC, Bounce
from members.inbox.parts import header, sender_of, text_of, written_in

NAME = re.compile(r"<letter-[0-9]{1,18}-[0-9a-f]{20}-[0-9a-f]{12}@[\w.-]{1,255}>")
STATUS = re.compile(r"(?<![\d.])([245]\.[0-9]{1,3}\.[0-9]{1,3})(?![\d.])")
REPLY = re.compile(r"(?<![\d.])(5[0-9]{2})[ -](?!\d{3})")  # of SMTP (RFC 5321, 4.2)
MACHINES = re.compile(r"(?:mailer-?daemon|postmaster|microsoftexchange\w*)@", re.I)
FAILS = re.compile(
    r"could not be delivered|permanent error|delivery (?:has )?failed|undeliverable"
    r"|(?:wasn['’]?t|(?:is|was|were|are) (?:un|not )able) to deliver"
    r"|ni (?:ellid|fu modd) (?:ei )?d?danfon|methwyd (?:â )?d?danfon|methodd y danfon",
    re.I,
)
DELAYED = re.compile(
    r"\bdelayed\b|will (?:be )?(?:re)?tried|still (?:be )?trying|not need to resend"
    r"|\boedi\b|rhoddir cynnig arall|nid oes angen (?:ei )?hanfon eto",
    re.I,
)
REPORTS = ("message/delivery-status", "message/global-delivery-status")  # the second of RFC 6533
HEADERS = ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers")
RECEIPT = "message/disposition-notification"
NO_MAILBOX = "5.1.1"
SAID_IN = {550: NO_MAILBOX, 551: "5.1.6", 553: "5.1.3"}  # what servers mean that say no more than an SMTP code


def find(message: Message) -> Bounce | str | None:
    """Return the Bounce that a message is, AUTOMATIC for word of a delay, of delivery or that it was read, or None if
    it is none.
    """
    report = _part(message, REPORTS)
    if report is not None:
        return _by_report(message, report)
    if _part(message, (RECEIPT,)) is not None:
        return AUTOMATIC
    is_machine = header(message, "x-failed-recipients") or MACHINES.search(f"{sender_of(message)}")
    text = written_in(message)
    if not is_machine or not (FAILS.search(text) or DELAYED.search(f"{header(message, 'subject')} {text}")):
        return None
    names = _names_within(message) or tuple(NAME.findall(text))
    if DELAYED.search(header(message, "subject")) or not FAILS.search(text):
        return AUTOMATIC
    return Bounce(names, _status_in_words(text))


def _part(message: Message, kinds) -> Message | None:
    """Return the part for machines of a report (RFC 3464), in a message that is one itself, whatever it calls itself;
    None if somebody only forwards one.
    """
    parts = message.get_payload() if message.is_multipart() else []
    return next((part for part in parts if isinstance(part, Message) and part.get_content_type() in kinds), None)


def _blocks(report) -> list:
    """Return the groups of headers of a report; those of RFC 6533 come as one message, the others its text."""
    first = report.get_payload() if report.is_multipart() else []
    below = [group for block in first for group in re.split(r"\n[ \t\r]*\n", str(block.get_payload()))]
    return [*first, *(message_from_string(group.lstrip()) for group in below if group.strip())]


def _by_report(message, report) -> Bounce | str:
    """Return what a report says of its first recipient that failed."""
    blocks = _blocks(report)
    for block in blocks:
        if header(block, "action").lower() == "failed":
            names = _names_within(message) or _names_told(message, *blocks)
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
        if part.get_content_type() in HEADERS:
            content = text_of(part) or str(part.get_payload())
            names += NAME.findall(content)
    return tuple(dict.fromkeys(names))


def _names_told(*parts) -> tuple:
    """Return the names of the letters that a message says it answers, or its report that it is about."""
    said = [header(part, name) for part in parts for name in ("in-reply-to", "references", "x-original-message-id")]
    return tuple(dict.fromkeys(NAME.findall(" ".join(said))))
