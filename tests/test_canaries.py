"""A word planted in everything that is not for everybody, and then looked for on every path: no one finds what is not
theirs.

The pages that links lead to are walked in `test_pages.py`; here every address of the site is asked for by hand, with
the numbers of hidden things, and what leaves the site otherwise is read: files, feeds, letters, searches, own data.
"""

import io
import re

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import translation

from common.finding import nearly
from common.finding.words import fold
from forum_site import doors
from meetings import links
from meetings.calendars import calendars
from meetings.models import Invitation
from members.letters.letters import BUILDERS
from members.models import Letter
from members.people.directory import find_people
from tests.access_elsewhere import BY_PREFIX
from tests.access_table import KEEPERS
from tests.crawl import content, fetched, unpacked
from tests.letters import things_of
from tests.rooms import secret
from tests.searching import found
from tests.secrecy import allowed_to, found_in, known

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeps")]

READERS = ("visitor", "member", "partner", "convenor", "staff")
PEOPLE = ("administrator", "chair", "member", "partner", "convenor", "lapsed", "staff")
ARGUMENT = re.compile(r"<(\w+):(\w+)>")
WORDS = {
    "language": ["en"], "name": ["publish", "report", "x"], "year": ["2026"], "token": ["x"],
    "number": ["1", "2", "3"], "older": ["1"],
    "newer": ["2", "3"], "suffix": ["xlsx", "ods", "csv"],
    "table": ["meetings.agendaitem", "library.document"], "text": ["title"],
}  # fmt: skip


def patterns(resolver=None, before=""):
    """Return the addresses of the site as they are written in `urls.py`, those of others' making left out."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += [] if path.startswith(("admin/", "accounts/", "i18n/")) else patterns(pattern, path)
        elif not (pattern.name or "").startswith(BY_PREFIX):
            found.append(path)
    return found


def addresses(pattern, planted):
    """Return the addresses that a pattern stands for, with the numbers of what is planted in place of its arguments."""
    if pattern == "history/<str:kind>/<int:pk>/":
        return [f"/history/{label}/{pk}/" for label, keys in planted.told_of.items() for pk in keys]
    found, first = [pattern], True
    for kind, name in ARGUMENT.findall(pattern):
        if kind == "int" and first and name == "pk":
            values = planted.rows[max((start for start in planted.rows if pattern.startswith(start)), key=len)]
        else:
            values = WORDS.get(
                name, ["pdf", "docx", "people", "organisations", "register"] if name == "kind" else [1, 2, 3]
            )
        found, first = [path.replace(f"<{kind}:{name}>", str(value)) for path in found for value in values], False
    return [f"/{path}" for path in found]


def answers(client, planted, but=()):
    """Yield (address, bytes) of all that somebody might try; of those that only take forms the first of a kind."""
    for pattern in sorted(patterns(), key=len):  # first the pages of things themselves, whose addresses are short
        for path in dict.fromkeys(addresses(pattern, planted)) if not pattern.startswith(but) else ():
            answer = fetched(client, path)
            yield path, content(answer)
            if answer.status_code == 405:
                break


@pytest.mark.parametrize("role", [one for one in READERS if one != "convenor"])  # a member, at others' addresses
def test_nothing_hidden_is_at_any_address_that_somebody_might_try(world, planted, role):
    hidden = known(world, planted) - allowed_to(role, world, planted)
    theirs = ("history/",) if role == "staff" else ()  # by their rights in the admin, as `test_history.py` has it
    tried = answers(world.clients[role], planted, theirs)
    assert {path: told for path, data in tried if (told := found_in(data, path) & hidden)} == {}


def test_what_is_planted_is_there_to_be_found(world, planted):
    """So that the tests of this file do not pass by looking at nothing."""
    missing = set(planted.words)
    for path, data in answers(world.clients["administrator"], planted):
        missing -= found_in(data, path)
        if not missing:
            return
    raise AssertionError(missing)


@pytest.mark.parametrize("role", PEOPLE)
def test_no_letter_tells_what_its_reader_may_not_know(world, planted, role):
    """Every letter there is, about everything there is, to each of the cast:
    as if it had waited since it was allowed.
    """
    person, things = getattr(world.cast, role), {key for keys in planted.rows.values() for key in keys}
    allowed, leaks = allowed_to(role, world, planted) if role != "lapsed" else set(), {}
    for kind, build in BUILDERS.items():
        about = not kind.startswith("members.") or role in KEEPERS
        for thing in things_of(kind, things, person) if about else ():
            with translation.override(person.language):
                message = build(Letter(kind=kind, thing=str(thing), person=person))
            parts = [message.subject, message.body, *(part for part, _kind in message.alternatives)] if message else []
            parts += [part[1] for part in message.attachments] if message else []
            data = b"\n".join(unpacked(part if isinstance(part, bytes) else part.encode()) for part in parts)
            found = (found_in(data) & known(world, planted)) - allowed
            leaks |= {(kind, thing): found or "a letter"} if found or (role == "lapsed" and message) else {}
    assert leaks == {}


@pytest.mark.parametrize("role", READERS[1:])
def test_no_search_answers_to_a_word_that_is_hidden(world, planted, role):
    person = getattr(world.cast, role)
    hidden = known(world, planted) - allowed_to(role, world, planted)
    assert hidden
    assert {word: hits for word in hidden if (hits := found(doors, word, person))} == {}
    assert nearly.seen(doors.findable(person), map(fold, hidden)) == {}
    assert {word for word in hidden if find_people(person, words=word).exists()} == set()


@pytest.mark.parametrize("role", PEOPLE)
def test_neither_the_feed_nor_ones_own_data_tells_more(world, planted, role):
    person, allowed = getattr(world.cast, role), allowed_to(role, world, planted) if role != "lapsed" else set()
    feed = Client().get(f"/meetings/calendar/{calendars.new_address(person)}.ics")
    own = world.clients[role].post("/my-data/")
    packed = b"".join(own.streaming_content) if own.streaming else own.content
    found = (found_in(feed.content) | found_in(unpacked(io.BytesIO(packed).getvalue()))) & known(world, planted)
    assert found - allowed == set()
    assert (feed.status_code, own.status_code) == {"lapsed": (404, 302), "staff": (404, 200)}.get(role, (200, 200))


def test_a_guest_reads_one_meeting_and_nothing_that_is_reserved(world, planted):
    scene = world.scenes["published shared private"]
    guest = Invitation.objects.get(meeting=scene.meeting)
    page = Client().get(links.answer_path(scene.meeting, guest=guest)).content
    open_to_guests = {secret(kind, scene.name) for kind in ("title", "place", "item", "text", "link")} | {
        secret("planted", "guest")
    }
    assert found_in(page) & known(world, planted) <= open_to_guests
    assert secret("item", scene.name) in found_in(page)
