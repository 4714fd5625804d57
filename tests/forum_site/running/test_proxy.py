"""Behind a proxy: whose address counts, who says that it was https, what machines hear, where a request ends."""

import contextlib
import re
import socket
import ssl

import pytest
from django.core.cache import cache
from django.test import Client

from forum_site import settings as read
from tests.cast import PASSWORD
from tests.sources import ROOT

NGINX = (ROOT / "deploy" / "nginx.conf").read_text()
CADDY = (ROOT / "deploy" / "Caddyfile").read_text()
TRUE = "198.51.100.7"


def tried(forwarded, password="wrong"):
    """Return the status of one login that a proxy hands on."""
    facts = {"login": "member@forum.example", "password": password}
    return Client().post("/accounts/login/", facts, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded).status_code


@pytest.mark.django_db
def test_who_says_to_come_from_elsewhere_is_still_counted_where_they_are(cast, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    cache.clear()
    assert [tried(f"192.0.2.{number}, {TRUE}") for number in range(7)] == [200] * 5 + [429] * 2
    assert tried(f"{TRUE}, 203.0.113.9", PASSWORD) == 302


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_machines_are_answered_and_not_led_to_https(settings, path):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = read.SECURE_REDIRECT_EXEMPT
    assert Client().get(path).status_code != 301
    assert Client().get("/meetings/").status_code == 301


def test_nginx_writes_the_heads_that_the_site_believes():
    for name, value in {"X-Forwarded-Proto": "$scheme", "X-Forwarded-For": "$proxy_add_x_forwarded_for"}.items():
        assert re.search(rf"^ +proxy_set_header {name} \{value};$", NGINX, re.MULTILINE)
    assert "trusted_proxies" not in CADDY  # so that Caddy writes both anew, whatever comes in
    assert "header_up" not in CADDY


def test_nginx_speaks_tls_as_it_is_spoken_today_and_with_one_place_only():
    assert re.findall(r"ssl_protocols (.+);", NGINX) == ["TLSv1.2 TLSv1.3"]
    assert re.findall(r"proxy_pass (.+);", NGINX) == ["http://forum"]
    assert re.findall(r"^\s*(?:alias|root|autoindex|file_server)\b", NGINX + CADDY, re.MULTILINE) == []


def test_no_proxy_logs_paths_which_may_be_keys():
    assert NGINX.count("server_name") == NGINX.count("access_log off;") == 2
    assert not re.search(r"^\s*log\b", CADDY, re.MULTILINE)  # it logs no requests unless it is told to


def test_nginx_takes_ciphers_alone_that_keep_what_was_said_secret_later_too():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers(re.search(r"ssl_ciphers (.+);", NGINX)[1])
    of_tls_1_2 = [cipher for cipher in context.get_ciphers() if cipher["protocol"] == "TLSv1.2"]
    assert len(of_tls_1_2) == 6
    assert {(cipher["aead"], cipher["kea"]) for cipher in of_tls_1_2} == {(True, "kx-ecdhe")}
    assert "tls" not in re.sub("#.*", "", CADDY)  # so that Caddy takes those of its own, which are such


HEAD = b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
UNCLEAR = {
    "two ways to its end": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": b"Content-Length: 4\r\nContent-Length: 30\r\n\r\nabcd",
    "a list of lengths": b"Content-Length: 4, 30\r\n\r\nabcd",
    "a length with a sign": b"Content-Length: +4\r\n\r\nabcd",
    "a name with a space": b"Content-Length : 4\r\n\r\nabcd",
    "an unknown way": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunks twice": b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "a head over two lines": b"X-One: a\r\n b\r\nContent-Length: 4\r\n\r\nabcd",
    "a bare return": b"X-One: a\rContent-Length: 30\r\nContent-Length: 4\r\n\r\nabcd",
}
SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def answers(port, sent):
    """Return all that comes back until the connection ends, or is quiet for a while."""
    with contextlib.closing(socket.create_connection(("127.0.0.1", port), timeout=60)) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.xdist_group("serve")
def test_a_request_whose_end_is_unclear_is_refused_with_all_that_follows(site):
    site.start()
    found = {what: answers(site.port, HEAD + rest + SMUGGLED) for what, rest in UNCLEAR.items()}
    starts = {what: said[:12] for what, said in found.items()}
    assert {what: start for what, start in starts.items() if not re.match(rb"HTTP/1\.1 [45]\d\d", start)} == {}
    assert [what for what, said in found.items() if said.count(b"HTTP/1.1 ") != 1] == []
    site.stop()
