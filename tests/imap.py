"""A real mail server with one mailbox (pymap, a process of its own), for what reads mail over IMAP.

TEST_IMAP=imap://user:password@127.0.0.1:1143 has another server's mailbox used instead, of which everything is deleted.
"""

import contextlib
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from imap_tools import MailBoxUnencrypted

from tests.waiting import wait_until

USER, PASSWORD, FOLDER = "forum@forum.example", "gair cyfrin", "INBOX"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def answers(port):
    """Whether anybody listens at a port of this machine."""
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Mailbox:
    """The mailbox of a server that runs: what a mail server puts in, and what a person sees and does there."""

    host: str
    port: int
    user: str = USER
    password: str = PASSWORD
    process: subprocess.Popen | None = None

    @property
    def setting(self):
        """What MAIL_INBOX becomes."""
        return {
            "host": self.host, "port": self.port, "is_secure": False, "user": self.user, "password": self.password,
            "folder": FOLDER, "address": USER,
        }  # fmt: skip

    @contextlib.contextmanager
    def opened(self):
        with MailBoxUnencrypted(self.host, self.port, 20).login(self.user, self.password, FOLDER) as box:
            yield box

    def put(self, *messages):
        """Put messages (bytes) into the mailbox."""
        with self.opened() as box:
            for message in messages:
                box.append(message, FOLDER)

    def unread(self):
        """Return the subjects of what a person sees as unread."""
        with self.opened() as box:
            return [message.subject for message in box.fetch("UNSEEN", mark_seen=False, headers_only=True)]

    def read_all(self):
        """Mark all as read, as a person does who reads it."""
        with self.opened() as box:
            box.flag(box.uids(), "\\Seen", True)

    def empty(self):
        with self.opened() as box:
            box.delete(box.uids())


@contextlib.contextmanager
def served(port):
    """Run a mail server at a port for as long as the block lasts."""
    program = str(Path(sys.executable).with_name("pymap"))
    command = [program, "--host", "127.0.0.1", "--port", str(port), "--no-tls", "dict"]
    command += ["--demo-data", "--demo-user", USER, "--demo-password", PASSWORD]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: answers(port))
        yield Mailbox("127.0.0.1", port, process=process)
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def mail_server():
    """The mailbox of a server that runs as long as the tests do."""
    if named := os.environ.get("TEST_IMAP"):
        parts = urlsplit(named)
        yield Mailbox(parts.hostname, parts.port, unquote(parts.username), unquote(parts.password))
        return
    with served(free_port()) as mailbox:
        yield mailbox


@pytest.fixture
def mailbox(mail_server, settings):
    """The Forum's mailbox, empty, which the site is set to read."""
    mail_server.empty()
    settings.MAIL_INBOX = mail_server.setting
    return mail_server
