"""A mail server with moods: it keeps what it gets, or refuses, dawdles, gives a byte a second, or is away."""

import contextlib
import socket
import threading
import time
from collections import defaultdict
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

from tests.forum_site.running.serving import free_port


class MailServer:
    """Listens at one port all its life; `mood` says what it does with whoever comes."""

    def __init__(self):
        self.port, self.got, self.threads = free_port(), [], []
        self.controller = self.listener = None
        self.be_well()

    async def handle_DATA(self, server, session, envelope):
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.got.append((envelope.rcpt_tos[0], message["Message-ID"], message.get_body(("plain",)).get_content()))
        return "250 OK"

    def be_well(self):
        """Take every letter from now on."""
        self.stop()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def be_away(self):
        """Have nobody listen."""
        self.stop()

    def refuse(self):
        """Say at once that nothing is taken just now."""
        self._be(lambda one: one.sendall(b"421 Not now\r\n"))

    def be_silent(self):
        """Take connections and say nothing."""
        self._be(lambda one: self._while_open(lambda: time.sleep(0.2)))

    def drip(self):
        """Say a byte a second of an endless greeting."""
        self._be(lambda one: self._while_open(lambda: (one.sendall(b"2"), time.sleep(1))))

    def _be(self, treat):
        self.stop()
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._take, args=(self.listener, treat), daemon=True).start()

    def _take(self, listener, treat):
        while True:
            try:
                one, _where = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._treat, args=(one, treat), daemon=True).start()

    def _treat(self, one, treat):
        with contextlib.suppress(OSError), one:
            treat(one)

    def _while_open(self, do):
        here = self.listener
        while self.listener is here:
            do()

    def stop(self):
        """Listen no longer."""
        if self.controller:
            self.controller.stop()
            self.controller = None
        if self.listener:
            self.listener.shutdown(socket.SHUT_RDWR)
            self.listener.close()
            self.listener = None

    def letters(self, word):
        """Return {address: the Message-IDs under which it got a letter with this word}."""
        found = defaultdict(list)
        for address, name, text in list(self.got):
            if word in text:
                found[address].append(name)
        return found
