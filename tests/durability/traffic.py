"""People at work on the site: they write, upload, send letters, try again until they are answered, and remember."""

import contextlib
import http.client
import random
import re
import ssl
import threading
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.durability.machines import PASSWORD

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
HIDDEN = re.compile(r'<input type="hidden" name="(?!csrf)([\w-]+)" value="([^"]*)"')
PAUSE = 1  # seconds until what was not answered is tried again
LONGEST = 45  # seconds that a request is waited for: the browser's own is longer


class Unanswered(Exception):
    """No answer, or one that says to come again."""


class Browser:
    """A browser without a screen, for one person; over https it takes any certificate."""

    def __init__(self, port, scheme="http"):
        self.port, self.scheme, self.cookies = port, scheme, {}

    def ask(self, method, path, body=None, kind="application/x-www-form-urlencoded"):
        """Return status, address that it leads to, and text of one answer; raises Unanswered."""
        headers = {
            "Host": "forum.example", "Referer": "https://forum.example/", "Connection": "close",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }  # fmt: skip
        headers |= {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"} if self.scheme == "http" else {}
        headers |= {"Content-Type": kind} if body is not None else {}
        try:
            with contextlib.closing(self._connection()) as connection:
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as fault:
            raise Unanswered(type(fault).__name__) from fault
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _is, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status in (429, 500, 502, 503, 504):
            raise Unanswered(str(answer.status))
        return answer.status, answer.headers.get("Location", ""), text

    def _connection(self):
        if self.scheme == "http":
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        context = ssl._create_unverified_context()
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=LONGEST, context=context)

    def log_in(self, email):
        """Log in by password."""
        _status, _to, page = self.ask("GET", "/accounts/login/")
        fields = {"csrfmiddlewaretoken": TOKEN.search(page)[1], "login": email, "password": PASSWORD}
        status, to, page = self.ask("POST", "/accounts/login/", urlencode(fields))
        assert status == 302, (status, to, page[:2000])


def in_parts(fields, name, content):
    """Return a form with a file as multipart/form-data, and its type."""
    line = uuid.uuid4().hex
    parts = [
        f'--{line}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()
    ]
    head = f'--{line}\r\nContent-Disposition: form-data; name="upload"; filename="{name}"\r\n'
    head += "Content-Type: text/plain\r\n\r\n"
    body = "".join(parts).encode() + head.encode() + content + f"\r\n--{line}--\r\n".encode()
    return body, f"multipart/form-data; boundary={line}"


@dataclass
class Done:
    """What was acknowledged, by kind: the word of each; how often was asked and answered, what was asked again."""

    words: dict = field(default_factory=lambda: {"post": [], "paper": [], "letter": []})
    asked: int = 0
    answered: int = 0
    again: int = 0
    why: dict = field(default_factory=dict)


class Writer(threading.Thread):
    """The convenor of a group, who posts, uploads and writes to the group without end; reading between."""

    def __init__(self, forum, group, seed, kinds=("post", "paper", "letter", "read", "read"), pause=0.05):
        super().__init__(daemon=True)
        self.browser, self.group = Browser(forum.port, forum.scheme), group
        self.chance, self.kinds, self.pause = random.Random(seed), kinds, pause
        self.done, self.is_over, self.fault = Done(), threading.Event(), None
        self.insist(lambda: self.browser.log_in("convenor@forum.example"))

    def run(self):
        try:
            while not self.is_over.is_set():
                self.one(self.chance.choice(self.kinds))
                time.sleep(self.pause)
        except BaseException as fault:
            self.fault = fault

    def finish(self):
        """Let it end what it does; raise what went wrong."""
        self.is_over.set()
        self.join(300)
        assert not self.is_alive(), "it is still waiting for an answer"
        if self.fault:
            raise self.fault

    def insist(self, ask):
        """Ask until there is an answer; whoever had to ask again is counted once."""
        self.done.asked += 1
        tries = 0
        while True:
            try:
                answer = ask()
                self.done.answered += 1
                return answer
            except Unanswered as fault:
                self.done.again += not tries
                self.done.why[str(fault)] = self.done.why.get(str(fault), 0) + 1
                tries += 1
                assert tries < 600, "nobody answers"
                time.sleep(PAUSE)

    def page(self, path):
        """Return what stands hidden in the form of a page."""
        status, to, text = self.insist(lambda: self.browser.ask("GET", path))
        assert status == 200, (path, status, to, told(text), self.done)
        return {"csrfmiddlewaretoken": TOKEN.search(text)[1]} | dict(HIDDEN.findall(text))

    def one(self, kind):
        """Do one thing, and remember it when it was acknowledged."""
        if kind == "read":
            self.page(self.chance.choice(["/", "/meetings/", "/exchange/new/", f"/groups/{self.group}/talk/"]))
            return
        word = f"w{uuid.uuid4().hex}"
        path, fields = FORMS[kind]
        path, fields = path.format(self.group), fields | dict.fromkeys(WORDS[kind], word)
        fields = self.page(path) | fields
        body, shape = urlencode(fields), "application/x-www-form-urlencoded"
        if kind == "paper":
            body, shape = in_parts(fields, f"{word}.txt", content_of(word))
        status, to, text = self.insist(lambda: self.browser.ask("POST", path, body, shape))
        assert status == 302, (kind, status, told(text), self.done)
        assert "login" not in to, to
        self.done.words[kind].append(word)


def told(page):
    """Return what a page says at its head and beside its fields."""
    return re.findall(r"<title>([^<]*)|class=\"error[^>]*>([^<]*)", page)


def content_of(word):
    """Return what is uploaded under a word: some 20 kB."""
    return (f"{word}\n" * 600).encode()


FORMS = {
    "post": ("/exchange/new/", {"kind": "idea", "language": "en"}),
    "paper": ("/groups/{}/work/papers/add/", {"language": "en"}),
    "letter": ("/groups/{}/write/", {"language": "en", "send": "yes"}),
}
WORDS = {"post": ("title", "text"), "paper": ("title_en",), "letter": ("text",)}
