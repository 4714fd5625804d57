"""The parts of a message in words, however they are packed; of broken ones what can be read."""

from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

MOST_TEXT = 200_000  # characters of one part that are looked at


def header(message: Message, name: str) -> str:
    """Return a header in words, "" if there is none; letters that were not packed as they should be are read too."""
    value = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    value = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        return " ".join(str(make_header(decode_header(value))).split())
    except (LookupError, ValueError):  # an unknown alphabet, or no letters of it
        return " ".join(value.split())


def text_of(part: Message) -> str:
    """Return the text of a part without parts of its own."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset() or "utf-8", errors="replace")[:MOST_TEXT]
    except LookupError:
        return content.decode("utf-8", errors="replace")[:MOST_TEXT]


def written_in(message: Message) -> str:
    """Return the plain text that a message begins with, "" if it has none; not that of a message within it."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            return ""
        if part.get_content_type() == "text/plain":
            return text_of(part)
    return ""


def sender_of(message: Message) -> str:
    """Return the address that a message says it is from, in small letters; "" unless it is exactly one."""
    headers = message.get_all("from", [])
    addresses = {address.lower() for _name, address in getaddresses(map(str, headers)) if address}
    return addresses.pop() if len(headers) == len(addresses) == 1 else ""
