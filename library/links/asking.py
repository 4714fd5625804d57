"""Asking whether an address still answers: politely, in a bounded time, and never inside our own network.

What people write as a link must not make the server knock at doors that only it can reach. So the name is looked up
once, each of its addresses must be public, and the connection goes to that address and to no other; each redirect is
looked at anew. HEAD comes first, GET where a server does not know it; nothing of an answer is kept.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from django.conf import settings

ANSWER, ALL = 5, 15  # seconds for one answer, and for all that follow each other
HOPS = 4
PORTS = {"http": 80, "https": 443}
GONE, NOT_KNOWN, MOVED = {404, 410}, {400, 403, 405, 501}, {301, 302, 303, 307, 308}
FAULTS = (OSError, http.client.HTTPException, ValueError)  # those of ssl, of names and of time limits are OSErrors


class NotPublic(Exception):
    """An address that lies inside some network, or at a port where no web page is."""


def is_public(host: str, port: int, address: str) -> bool:
    """Whether an address of a host may be asked: one that the whole world can reach, at a port of the web."""
    number = ipaddress.ip_address(address)
    mapped = getattr(number, "ipv4_mapped", None) or number
    return port in PORTS.values() and mapped.is_global and not mapped.is_multicast


def ask(url: str, *, may_reach: Callable[[str, int, str], bool] = is_public) -> str:
    """Return "" where an address answers, also that one must log in or ask less often; else "gone" (404, 410), "fault"
    (5xx), "silent", or "not_public".
    """
    until = time.monotonic() + ALL
    try:
        for _hop in range(HOPS):
            status, moved_to = _status(url, may_reach)
            if status not in MOVED or not moved_to:
                return "gone" if status in GONE else "fault" if status >= 500 else ""
            url = urljoin(url, moved_to)
            if time.monotonic() > until:
                return "silent"
    except NotPublic:
        return "not_public"
    except FAULTS:
        return "silent"
    return "fault"  # it leads in a circle


def _status(url, may_reach) -> tuple[int, str]:
    """Return the status of an answer and where it leads on: to HEAD, or to GET where HEAD is not known."""
    status, moved_to = _answer("HEAD", url, may_reach)
    return _answer("GET", url, may_reach) if status in NOT_KNOWN | GONE or status >= 500 else (status, moved_to)


def _answer(method, url, may_reach) -> tuple[int, str]:
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.username:
        raise NotPublic
    port = parts.port or PORTS[parts.scheme]
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with contextlib.closing(_connection(parts.scheme, parts.hostname, port, may_reach)) as connection:
        about = f"SocialCoopForum/1 (+{settings.SITE_ORIGIN}; looks weekly whether links still lead somewhere)"
        connection.request(method, path, headers={"User-Agent": about, "Accept": "*/*", "Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location", "")


def _connection(scheme, host, port, may_reach) -> http.client.HTTPConnection:
    """Return a connection to the address of a host that was looked at, and to no other."""
    found = [row[4][0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(may_reach(host, port, address) for address in found):
        raise NotPublic
    connection = http.client.HTTPConnection(host, port, timeout=ANSWER)
    connected = socket.create_connection((found[0], port), timeout=ANSWER)
    if scheme == "https":
        connected = ssl.create_default_context().wrap_socket(connected, server_hostname=host)
    connection.sock = connected
    return connection
