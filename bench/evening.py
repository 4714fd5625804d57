"""The evening of a notice: ten thousand people are told of an agenda, and 400 of them open it within the hour.

Each opens the link of their letter, one in three answers there, and all go on to the agenda, logged in. They come when
chance says, not when the one before was answered, and wait from that moment on; letters go out meanwhile. The hour can
be run in fewer minutes: the same readers, and so many times as much to do.
"""

import contextlib
import http.client
import random
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.db import connection

from bench import forum
from bench.budgets import in_lines
from bench.load import FINE
from bench.measuring import MS
from forum_site.management.commands import serve
from meetings import links
from meetings.models import Answer, Meeting
from meetings.telling import answers, notices
from members.models import Letter

PEOPLE, READERS, HOUR = 10_000, 400, 60
LOGGED_IN = 40  # sessions that the readers share: making one costs more than what is measured here
AT_MOST = 64  # readers who wait at the same time; whoever comes then waits for a free one, and that counts too
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
LINK, PRESS, AGENDA = "page by link", "answer by link", "agenda"
LONGEST = 60  # seconds that a browser waits


@dataclass(frozen=True)
class Reader:
    """Who opens the agenda: after how many seconds, by which link, with which session, and whether they answer."""

    comes: float
    link: str
    agenda: str
    headers: dict
    answers: bool


def measured(site, minutes):
    """Have the notice written and an hour of readers come in so many minutes; return the rows of the table."""
    forum.add_people(PEOPLE)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    meeting = Meeting.objects.filter(state=Meeting.State.PUBLISHED).latest("starts_at")
    crowd = readers(meeting, minutes * 60)
    begun = time.perf_counter()
    told = notices.publish_notice(meeting=meeting)
    writing = time.perf_counter() - begun
    with letters_go_out():
        spent, begun = site.processor_seconds(), time.perf_counter()
        waits = come(site.port, crowd)
        spent, taken = site.processor_seconds() - spent, time.perf_counter() - begun
    sent = Letter.objects.filter(state=Letter.State.SENT, thing=meeting.publication).count()
    given = Answer.objects.filter(meeting=meeting, person__email__endswith="@many.example").count()
    assert given == sum(one.answers for one in crowd), f"{given} answers are there"
    rows = [(f"{what}, milliseconds: middle, 95 of 100, longest", told_of(waits[what])) for what in waits]
    return [
        ("people in the directory", f"{PEOPLE:,}"),
        ("letters of the notice, and seconds to write them into the ledger", f"{told:,}: {writing:.1f}"),
        ("letters sent meanwhile", f"{sent:,} in {taken / 60:.1f} minutes"),
        (f"readers, {READERS * HOUR / minutes:,.0f} an hour; answers given", f"{len(crowd)}; {given}"),
        *rows,
        ("processors that site and Postgres took, of two", f"{spent / taken:.2f}"),
    ]


def readers(meeting, seconds):
    """Return who comes within so many seconds, each with the link of their own letter, in the order of coming."""
    dice = random.Random(400)
    people = answers.invited_to(meeting).filter(email__endswith="@many.example")
    chosen, agenda, found = dice.sample(list(people), READERS), meeting.get_absolute_url(), []
    sessions = [forum.headers_of(forum.client_of(person)) for person in chosen[:LOGGED_IN]]
    for number, person in enumerate(chosen):
        link, session = links.answer_path(meeting, person=person), sessions[number % LOGGED_IN]
        found.append(Reader(dice.uniform(0, seconds), link, agenda, session, dice.random() < 1 / 3))
    return sorted(found, key=lambda one: one.comes)


@contextlib.contextmanager
def letters_go_out():
    """Have the worker of letters run, as production has it."""
    process = subprocess.Popen(serve.workers_of_jobs()[1].command, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def come(port, crowd):
    """Have the readers come; return {what they did: the seconds that each waited}."""
    waits, begun = {LINK: [], PRESS: [], AGENDA: []}, time.perf_counter()
    with ThreadPoolExecutor(AT_MOST) as browsers:
        done = []
        for one in crowd:
            time.sleep(max(0, begun + one.comes - time.perf_counter()))
            done.append(browsers.submit(reads, port, one, waits, begun + one.comes))
        for one in done:
            one.result()
    return waits


def reads(port, reader, waits, came):
    """Open the link, answer there perhaps, read the agenda; note how long each took, the first since they came."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)) as browser:
        answer, page = ask(browser, "GET", reader.link)
        waits[LINK].append(time.perf_counter() - came)
        if reader.answers:
            cookie = SimpleCookie(answer.headers["Set-Cookie"])
            headers = {"Cookie": "; ".join(f"{key}={one.value}" for key, one in cookie.items())}
            fields = {"csrfmiddlewaretoken": TOKEN.search(page)[1], "at_once": "on", "coming": "in_person"}
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            timed(waits[PRESS], browser, "POST", reader.link, urlencode(fields), headers)
        timed(waits[AGENDA], browser, "GET", reader.agenda, None, reader.headers)


def timed(waits, browser, *request):
    """Ask, and note the seconds until the answer was there whole."""
    begun = time.perf_counter()
    ask(browser, *request)
    waits.append(time.perf_counter() - begun)


def ask(browser, method, path, body=None, headers=None):
    """Return an answer and its page; the program ends where it is none that a reader hopes for."""
    browser.request(method, path, body, {"Connection": "close"} | (headers or {}))
    answer = browser.getresponse()
    page = answer.read().decode()
    if answer.status not in FINE:
        sys.exit(f"{method} {path} answers {answer.status}")
    return answer, page


def told_of(waits):
    """Return the middle, the 95th of a hundred and the longest of some waits, in milliseconds."""
    ordered = sorted(waits)
    chosen = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100], ordered[-1]
    return " / ".join(f"{seconds * MS:,.0f}" for seconds in chosen)


def table(rows):
    """Return the rows as Markdown."""
    return in_lines(("What", "Measured"), rows)
