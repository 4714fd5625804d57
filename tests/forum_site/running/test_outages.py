"""Pages while the database is away or held up: a page of their own, soon, and health that never waits."""

import json
import os
import socket
import subprocess
import sys
from urllib.parse import quote

import psycopg
import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.test import RequestFactory

from forum_site.running import answers, outages
from tests.forum_site.backups.test_making import connect
from tests.forum_site.running.test_headers import PRODUCTION

pytestmark = pytest.mark.slow

ASK = """
import json, sys
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
import forum_site.wsgi
from django.test import Client
from psycopg_pool import ConnectionPool
waits, getconn = [], ConnectionPool.getconn
def wait(pool, timeout=None):
    waits.append(pool.timeout if timeout is None else timeout)
    return getconn(pool, timeout)
ConnectionPool.getconn = wait
client = Client(raise_request_exception=False)
answers = []
for method, path, session in json.loads(sys.argv[1]):
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    waits.clear()
    answer = getattr(client, method)(path, secure=True, HTTP_HOST="forum.example")
    answers.append([answer.status_code, sum(waits), answer.headers.get("Retry-After", ""), answer.content.decode()])
print(json.dumps(answers))
"""
PAGES = [("get", "/", "s" * 32), ("get", "/", ""), ("get", "/meetings/1/", "s" * 32), ("post", "/people/me/", "s" * 32)]
SHOW = "import forum_site.wsgi; from django.db import connection as c; k = c.cursor(); {}"


def run(code, *arguments, url):
    """Run code as a process of the web server that has this database; return what it wrote."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env={**os.environ, **PRODUCTION, "DATABASE_URL": url},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(params=["refuses", "is silent"])
def nowhere(request):
    """The address of a database that is not there, or that takes connections and says nothing."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if request.param == "is silent":
            listener.listen(50)
        yield f"postgresql://forum:x@127.0.0.1:{listener.getsockname()[1]}/forum"


def test_without_a_database_pages_say_so_after_waiting_once_and_health_never_waits(nowhere):
    watched = [("get", "/healthz", "s" * 32), ("get", "/readyz", "s" * 32)]
    *pages, alive, ready = json.loads(run(ASK, json.dumps([*PAGES, *watched]), url=nowhere))
    for status, waiting, retry, page in pages:
        assert (status, retry) == (503, str(outages.RETRY_AFTER))
        assert "The site cannot answer just now" in page
        assert waiting == outages.CONNECTING
    assert (alive[0], alive[1]) == (200, 0)
    assert (ready[0], ready[1] <= outages.CONNECTING) == (503, True)
    assert {name for name, holds in json.loads(ready[3]).items() if holds} == {"storage", "disk"}


@pytest.mark.django_db(transaction=True)
def test_what_waits_too_long_for_a_row_is_answered_with_503(as_person, cast):
    client = as_person("member")
    client.raise_request_exception = False
    sent = {"name": "Gwen", "language": "cy", "version": cast.member.version}
    with connect(connection.settings_dict["NAME"]) as other, other.transaction():
        other.execute("SELECT 1 FROM members_person WHERE id = %s FOR UPDATE", [cast.member.pk])
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        answer = client.post("/people/me/", sent)
    assert (answer.status_code, "just now" in answer.content.decode()) == (503, True)
    assert client.post("/people/me/", sent).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


@pytest.mark.django_db(transaction=True)
def test_the_web_server_waits_for_rows_and_statements_for_a_few_seconds_only():
    known = connection.settings_dict
    host = f"{known['HOST']}" if not known["HOST"].startswith("/") else ""
    at = f":{known['PORT']}" if known["PORT"] and host else ""
    where = "" if host else f"?host={quote(known['HOST'], safe='')}"
    url = f"postgresql://{known['USER']}:{quote(known['PASSWORD'])}@{host}{at}/{known['NAME']}{where}"
    show = "; ".join(f"k.execute('SHOW {name}'); print(k.fetchone()[0])" for name in outages.WAITS)
    assert run(SHOW.format(show), url=url).split() == list(outages.WAITS.values())


def chained(fault, *, because):
    try:
        raise fault from because
    except type(fault) as raised:
        return raised


@pytest.mark.parametrize("fault", [OperationalError("gone"), InterfaceError("closed")])
def test_a_session_that_could_not_be_saved_is_no_fault_of_the_request(fault):
    interrupted = chained(SessionInterrupted("deleted"), because=fault)
    assert answers.bad_request(RequestFactory().get("/"), interrupted).status_code == 503
    assert answers.bad_request(RequestFactory().get("/"), SessionInterrupted("deleted")).status_code == 400


def test_other_faults_are_ours():
    assert not outages.is_outage(chained(KeyError("x"), because=IntegrityError("refused")))
    assert not outages.is_outage(None)


@pytest.mark.django_db
def test_a_connection_that_its_server_has_ended_is_told_by_looking():
    with connect(connection.settings_dict["NAME"]) as one:
        outages.look_at(one)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [one.info.backend_pid])
        with pytest.raises(psycopg.OperationalError):
            outages.look_at(one)
