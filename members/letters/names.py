"""The names that letters carry (Message-ID), by which one that comes back is known as ours, and nothing else is.

`<letter-12-KEY-ADDRESS@forum.example>`: the letter's number, a key that nobody makes who has not the site's secret, and
a digest of the address that it was sent to. One letter sent again to the same address has the same name.
"""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

NAMED = re.compile(r"<letter-([0-9]{1,18})-([0-9a-f]{20})-([0-9a-f]{12})@[\w.-]{1,255}>")


class Named(NamedTuple):
    """What the name of a letter of ours says."""

    letter_id: int
    address_digest: str


def name_of(letter_id: int, address: str) -> str:
    """Return the Message-ID of a letter to an address."""
    host = urlsplit(settings.SITE_ORIGIN).hostname
    return f"<letter-{letter_id}-{_key(letter_id)}-{digest_of(address)}@{host}>"


def read(name: str) -> Named | None:
    """Return what a Message-ID says, or None if we did not give it."""
    found = NAMED.fullmatch(name)
    if found is None or not constant_time_compare(found[2], _key(int(found[1]))):
        return None
    return Named(int(found[1]), found[3])


def digest_of(address: str) -> str:
    """Return what stands for an address in a name; capitals do not count."""
    return salted_hmac("members.letters.address", address.lower()).hexdigest()[:12]


def _key(letter_id) -> str:
    return salted_hmac("members.letters.name", str(letter_id)).hexdigest()[:20]
