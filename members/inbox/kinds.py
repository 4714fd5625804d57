"""What a message can be, as plain facts that one step of the reading hands to the next."""

import datetime
import json
from dataclasses import asdict, dataclass

AUTOMATIC, OTHER = "automatic", "other"


@dataclass(frozen=True)
class Bounce:
    """Word that a letter came back: the Message-IDs it names, and why, as "5.1.1" (RFC 3463)."""

    names: tuple
    status: str


@dataclass(frozen=True)
class CalendarReply:
    """The answer of a calendar to an invitation (iMIP, RFC 6047), as it stands there; nothing of it is believed yet.

    `sender` is the address in From, `attendee` the one the answer is for, both in small letters, "" if there is not
    exactly one. `sent_at` is DTSTAMP, `starts_at` DTSTART where it says a moment.
    """

    method: str
    uid: str
    sender: str
    attendee: str
    answer: str  # PARTSTAT
    sequence: int
    sent_at: datetime.datetime | None
    starts_at: datetime.datetime | None
    is_delegated: bool
    is_disowned: bool  # the mailbox's own server says that the sender is forged
    has_words: bool


FORMS = {"bounce": Bounce, "reply": CalendarReply}
MOMENTS = ("sent_at", "starts_at")


def packed(sorted_as) -> bytes:
    """Return what a message was sorted as in bytes: a Bounce, a CalendarReply, AUTOMATIC or OTHER."""
    if isinstance(sorted_as, str):
        return json.dumps([sorted_as, {}]).encode()
    (word,) = [word for word, form in FORMS.items() if isinstance(sorted_as, form)]
    return json.dumps([word, asdict(sorted_as)], default=datetime.datetime.isoformat).encode()


def unpacked(content: bytes):
    """Return what `packed` packed."""
    word, facts = json.loads(content)
    if word not in FORMS:
        return word
    for name in MOMENTS:
        if facts.get(name):
            facts[name] = datetime.datetime.fromisoformat(facts[name])
    if word == "bounce":
        facts["names"] = tuple(facts["names"])
    return FORMS[word](**facts)
