"""A hundred letters through a real worker and a real mail server,
though the worker is killed three times in between.
"""

import os
import signal
import socket
from collections import Counter
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from common.steps import take
from forum_site import jobs
from meetings.planning import lifecycle
from members.models import Letter, Person, Standing
from tests.cast import a_meeting, an_item
from tests.forum_site.running import test_jobs
from tests.forum_site.running.test_jobs import WORKER
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

NUMBER = 100


class Sink:
    """A mail server that keeps what it gets, and refuses one address for good."""

    def __init__(self):
        self.got = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == "refused@forum.example":
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.got.append((envelope.rcpt_tos[0], message_from_bytes(envelope.content)["Message-ID"]))
        return "250 OK"


@pytest.fixture
def sink():
    """The mail server, at a port of its own."""
    handler = Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        handler.port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    yield handler
    controller.stop()


start_worker = test_jobs.start_worker


@pytest.fixture
def posting(monkeypatch, sink):
    """Workers that send through the sink."""
    backend = 'settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"'
    server = f'settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", {sink.port}'
    monkeypatch.setattr(test_jobs, "WORKER", WORKER.replace("django.setup()", f"{backend}\n{server}\ndjango.setup()"))


def members():
    """Add members until there are NUMBER, one of whom has an address that is refused."""
    rows = [Person(email=f"m{number}@forum.example", name=f"Member {number}") for number in range(NUMBER - 1)]
    people = Person.objects.bulk_create([*rows, Person(email="refused@forum.example", name="Refused")])
    Standing.objects.bulk_create(
        Standing(person=person, capacity="member", starts_on="2020-01-01") for person in people
    )


def test_each_is_written_to_once_and_a_bad_address_stops_nobody(start_worker, sink, posting):
    members()
    meeting = a_meeting()
    an_item(meeting)
    take(meeting, lifecycle.PUBLISH)
    for reached in (15, 40, 70):
        worker = start_worker("--concurrency", "1")
        wait_until(lambda reached=reached: len(sink.got) >= reached)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
        jobs.resume_stalled.defer(timestamp=0)
    start_worker()
    wait_until(lambda: not Letter.objects.filter(state=Letter.State.WAITING).exists())
    states = Counter(Letter.objects.values_list("state", flat=True))
    assert states == {Letter.State.SENT: NUMBER - 1, Letter.State.FAILED: 1}
    assert Letter.objects.failed().get().person.email == "refused@forum.example"
    again = [letter for letter, times in Counter(sink.got).items() if times > 1]
    assert len(set(sink.got)) == len({address for address, _id in sink.got}) == NUMBER - 1
    assert (
        len(again) <= 3
    )  # a letter that was on its way when its worker was killed: the same Message-ID, so mail programs show one
