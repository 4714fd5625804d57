"""Saves that were acknowledged outlive kills of the web server and of the database,
and one that is tried again is made once.
"""

import contextlib
import http.cookiejar
import json
import re
import signal
import threading
import urllib.error
import urllib.parse
import urllib.request
import uuid

import psutil
import pytest

from tests.waiting import PATIENCE, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("serve")]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
HIDDEN = re.compile(r'type="hidden" name="(version|mark)" value="([^"]*)"')
SAVES = 60
KILLED = {6: "gunicorn", 26: "postgres", 46: "gunicorn"}  # at which save what is killed


class Writer:
    """A browser without a screen, logged in as the administrator of the sample."""

    def __init__(self, port):
        self.origin = f"http://127.0.0.1:{port}"
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.token = TOKEN.search(self.get("/accounts/login/"))[1]
        self.post("/accounts/login/", login="administrator@forum.example", password="croeso-i-bawb-2016")

    def get(self, path):
        return self.browser.open(self.origin + path, timeout=PATIENCE).read().decode()

    def post(self, path, **fields):
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": self.token}).encode()
        return self.browser.open(
            urllib.request.Request(self.origin + path, body, {"Referer": self.origin}), timeout=PATIENCE
        ).read()

    def begin(self):
        """Open the page for the minutes of the meeting that comes next,
        and return the address that its first item is saved at.
        """
        meeting = re.search(r'href="(/meetings/\d+/)"', self.get("/meetings/"))[1]
        self.minutes = f"{meeting}minutes/"
        written = self.get(f"{self.minutes}write/")
        if "data-save" not in written:  # its day has not come: this page asks whether to start the record early
            self.token = TOKEN.search(written)[1]
            self.post(f"{meeting}step/start/", **dict(HIDDEN.findall(written)))
            written = self.get(f"{self.minutes}write/")
        self.token = TOKEN.search(written)[1]
        return re.search(r'data-save="([^"]+)"', written)[1]

    def save(self, path, words, key):
        """Save a paragraph as the page's script does: again, under the same key,
        until the answer says that it is saved.
        """

        def paragraph():
            with contextlib.suppress(OSError, http.client.HTTPException):
                return json.loads(self.post(path, text_en=words, made_as=key))["paragraph"]

        return wait_until(paragraph, lambda: f"not saved: {words}")


def kill(site, program):
    """Kill all of gunicorn's processes, or Postgres with all its children."""
    for process in site.programs() if program == "gunicorn" else psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            line = " ".join(process.cmdline())
            if (program in line and str(site.var) in line) or (program == "gunicorn" and program in line):
                process.send_signal(signal.SIGKILL)


def test_nothing_acknowledged_is_lost_though_web_and_database_are_killed(site):
    site.start()
    writer = Writer(site.port)
    path = writer.begin()
    words, made = [f"word{number}x" for number in range(SAVES)], []
    for number, word in enumerate(words):
        killer = threading.Thread(target=kill, args=(site, KILLED[number])) if number in KILLED else None
        if killer:
            killer.start()  # while the next one is being saved
        made.append(writer.save(path, word, uuid.uuid4()))
        if killer:
            killer.join()
    shown = re.findall(r"word\d+x", writer.get(writer.minutes))
    assert (shown, len(set(made))) == (words, SAVES)
    site.stop()
