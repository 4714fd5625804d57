"""Every page of the site as each of the cast in both languages: its make, its language,
its links, and no secret on it.
"""

import re

import pytest

from tests.access_table import MEMBERS, THINGS
from tests.cast import EVERYBODY
from tests.crawl import content, route, walk
from tests.languages import strangers
from tests.rooms import secret

pytestmark = pytest.mark.django_db

INSIDE = ("administrator", "chair", "member", "partner", "convenor")
READERS = [role for role in EVERYBODY if role != "lapsed"]
STARTS = ("/", "/accounts/login/", "/accounts/password/reset/", "/people/ended/", "/meetings/", "/library/")
SECRET = re.compile(r"zq\w+?zq")


@pytest.fixture(scope="module")
def pages(world):
    """A function to every page of the site that one of the cast gets to by links: [(url, response, Seen or None)]."""
    kept = {}

    def pages_of(role, lang):
        if (role, lang) not in kept:
            kept[role, lang] = list(walk(world.clients[role], STARTS, lang=lang))
        return kept[role, lang]

    return pages_of


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("role", READERS)
def test_every_page_is_made_well(pages, role, lang):
    faults = {url: seen.faults(lang) for url, _response, seen in pages(role, lang) if seen}
    assert {url: found for url, found in faults.items() if found} == {}


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("role", READERS)
def test_every_page_is_in_its_readers_language(pages, role, lang):
    found = {url: strangers(seen, lang) for url, _response, seen in pages(role, lang) if seen}
    assert {url: texts for url, texts in found.items() if texts} == {}


@pytest.mark.parametrize("role", READERS)
def test_every_link_answers(pages, role):
    """200, or the login for a visitor; a page never shows a link to what its reader may not open."""
    refused = [(url, response.status_code) for url, response, _seen in pages(role, "en") if response.status_code != 200]
    right = {"/people/ended/": 403}
    if role == "visitor":
        refused = [(url, status) for url, status in refused if status != 302]
    else:
        refused = [(url, status) for url, status in refused if not (status == 302 and url.startswith("/accounts/"))]
    assert [one for one in refused if right.get(one[0]) != one[1]] == []


def test_the_walk_gets_everywhere(pages):
    """So that the tests of this file do not pass by looking at nothing."""
    reached = {route(url) for url, response, _seen in pages("administrator", "en") if response.status_code == 200}
    expected = {
        "home",
        "meetings:upcoming",
        "meetings:past",
        "meetings:past_year",
        "meetings:meeting",
        "meetings:minutes",
    }
    expected |= {
        "meetings:my_actions",
        "meetings:schedule",
        "meetings:edit_meeting",
        "meetings:build_agenda",
        "meetings:add_item",
    }
    expected |= {
        "meetings:edit_item",
        "meetings:remove_item",
        "meetings:register",
        "meetings:write_minutes",
        "meetings:step",
    }
    expected |= {
        "members:directory",
        "members:person",
        "members:organisations",
        "members:organisation",
        "members:profile",
    }
    assert expected - reached == set()


def shown_to(role, world):
    """Return the secrets that somebody may read, by the tables of the access test and the brief's words."""
    from tests.test_access import sees

    keeps, inside = role in ("administrator", "chair"), role in INSIDE
    allowed = {secret("organisation", "")} if inside else set()
    hidden = {secret(kind, "private") for kind in ("phone", "email", "needs")} | {
        secret(kind, "gone") for kind in ("email", "person")
    }
    allowed |= hidden if keeps else set()
    for scene in world.scenes.values():
        kinds = {"title", "place"} if sees(role, "meeting", scene) else set()
        kinds |= {"item", "text", "link", "reserved"} if sees(role, "agenda", scene) else set()
        if sees(role, "minutes", scene):
            kinds |= {"item", "paragraph", "decision", "action", "reserved", "hidden"} | (
                {"guest"} if inside else set()
            )
        if not (keeps or role in MEMBERS):
            kinds -= {"reserved", "hidden"}
        if keeps and scene.guest:
            kinds |= {"guest"}
        allowed |= {secret(kind, scene.name) for kind in kinds}
    allowed |= {secret("version", "second")} | ({secret("version", "draft")} if keeps else set())
    return allowed | {secret("room", name) for name, readers in THINGS.items() if role in readers}


@pytest.mark.parametrize("role", READERS)
def test_each_secret_is_found_by_whom_it_is_for_and_by_nobody_else(world, role):
    """Over every page that links lead to, and every address of every meeting,
    person and body that somebody might try.
    """
    about = ("", "minutes/", "register/", "agenda/", "replies/", "answer/", "guests/")
    tried = [f"/meetings/{scene.meeting.pk}/{page}" for scene in world.scenes.values() for page in about]
    tried += [f"/meetings/items/{scene.item.pk}/" for scene in world.scenes.values()]
    tried += [one.get_absolute_url() for one in (world.private, world.gone, world.organisation)]
    tried += [row.get_absolute_url() for row in world.things.values()]
    tried += [
        f"/library/{world.things['document revised'].pk}/versions/{path}/" for path in ("1", "2", "3", "1/3", "2/3")
    ]
    tried += [f"/people/?words={word}" for word in ("Non", "Huw")]
    found = set()
    for url, response, _seen in walk(world.clients[role], (*STARTS, *tried), most=10):
        found |= set(SECRET.findall(content(response).decode(errors="replace").replace(url, "")))
    found &= shown_to("administrator", world)  # who sees all; a token of a form may by chance look like a secret
    assert (found - shown_to(role, world), shown_to(role, world) - found) == (set(), set())
