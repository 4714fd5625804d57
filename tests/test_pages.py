"""Every page of the site as each of the cast in both languages: its make, its language, its links, no secret on it, and
nothing that axe objects to.

axe looks at so few pages as hold everything that it has not looked at yet: an element with those around it, a button
beside another, a heading after another, a landmark among others (`parts.py`). In the dark, on a phone and in the second
language the rules are asked that can find something else there.
"""

import re

import pytest

from tests.browser import AXE_TAGS, axe
from tests.cast import EVERYBODY
from tests.crawl import fetched, route
from tests.languages import strangers
from tests.parts import fewest, parts_of
from tests.secrecy import allowed_to, found_in, known, shown_to
from tests.walked import a_page

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("keeps")]

READERS = [role for role in EVERYBODY if role != "lapsed"]
OURS = re.compile(rb' src="(/(?!static/)[^"]+)"')
REACHED = (
    "home", "meetings:upcoming", "meetings:past", "meetings:past_year", "meetings:meeting", "meetings:minutes",
    "meetings:my_actions", "meetings:schedule", "meetings:edit_meeting", "meetings:build_agenda", "meetings:add_item",
    "meetings:edit_item", "meetings:remove_item", "meetings:register", "meetings:write_minutes", "meetings:step",
    "members:directory", "members:person", "members:organisations", "members:organisation", "members:profile",
)  # fmt: skip
# Refusals and errors are pages too; each is looked at where somebody gets it.
REFUSALS = {"member": ("/meetings/999999/", "/meetings/new/"), "visitor": ("/nowhere/",)}
BAD_FORMS = {"administrator": ("/meetings/new/",), "member": ("/exchange/new/",), "visitor": ("/accounts/login/",)}
OF_COLOUR, OF_ROOM = ["color-contrast", "link-in-text-block"], ["scrollable-region-focusable", "target-size"]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 720}
IN_THE_DARK = {("administrator", "cy"), ("member", "en")}


def each(*languages):
    """Ask a test for every reader in these languages; one worker keeps the walk that a reader's tests share."""
    rows = [(role, lang) for role in READERS for lang in languages]
    return pytest.mark.parametrize(
        ("role", "lang"), [pytest.param(*row, marks=pytest.mark.xdist_group(" ".join(row))) for row in rows]
    )


@each("en", "cy")
def test_every_page_is_made_well(walks, role, lang):
    faults = {page.url: page.seen.faults(lang) for page in walks.of(role, lang) if page.seen}
    assert {url: found for url, found in faults.items() if found} == {}


@each("en", "cy")
def test_every_page_is_in_its_readers_language(walks, role, lang):
    found = {page.url: strangers(page.seen, lang) for page in walks.of(role, lang) if page.seen}
    assert {url: texts for url, texts in found.items() if texts} == {}


@each("en")
def test_every_link_answers(walks, role, lang):
    """200, or the login for a visitor; a page never shows a link to what its reader may not open."""
    refused = {page.url: page.status for page in walks.of(role, lang) if page.status != 200}
    sent_on = "/" if role == "visitor" else "/accounts/"
    assert refused.pop("/people/ended/", 403) == 403
    assert {url for url, status in refused.items() if status != 302 or not url.startswith(sent_on)} == set()
    if role == "administrator":  # so that the tests of this file do not pass by looking at nothing
        assert set(REACHED) - {route(page.url) for page in walks.of(role, lang)} == set()


def tried(world):
    """Return addresses of every meeting, person, body and thing that somebody might try."""
    about = ("", "minutes/", "register/", "agenda/", "replies/", "answer/", "guests/")
    found = [f"/meetings/{scene.meeting.pk}/{page}" for scene in world.scenes.values() for page in about]
    found += [f"/meetings/items/{scene.item.pk}/" for scene in world.scenes.values()]
    found += [one.get_absolute_url() for one in (world.private, world.gone, world.organisation)]
    found += [row.get_absolute_url() for row in world.things.values()]
    revised = world.things["document revised"].pk
    found += [f"/library/{revised}/versions/{path}/" for path in ("1", "2", "3", "1/3", "2/3")]
    return found + [f"/people/?words={word}" for word in ("Non", "Huw")]


@each("en")
def test_each_secret_is_found_by_whom_it_is_for_and_by_nobody_else(walks, role, lang):
    """Over every page that links lead to, and every address that somebody might try."""
    world, planted, pages = walks.world, walks.planted, walks.of(role, lang)
    others = set(tried(world)) - {page.url for page in pages}
    found = [found_in(page.words, page.url) for page in pages]
    found += [found_in(a_page(url, fetched(world.clients[role], url)).words, url) for url in others]
    found = set().union(*found) & known(world, planted)
    assert found - allowed_to(role, world, planted) == set()
    assert shown_to(role, world) - found == set()
    assert ("zqplantedpapersharedzq" in found) == (role not in ("visitor", "staff"))


def looked_at(walks, role, lang):
    """Return the pages that axe is to look at: those of a walk, refusals, and a form that was refused."""
    client = walks.world.clients[role]
    found = walks.of(role, lang) + [a_page(url, fetched(client, url)) for url in REFUSALS.get(role, ())]
    found += [a_page(url, client.post(url, {})) for url in BAD_FORMS.get(role, ())]
    is_html = [page for page in found if page.headers.get("Content-Type", "").startswith("text/html")]
    return [page for page in is_html if page.status in (200, 403, 404)]


@pytest.mark.browser
@each("en", "cy")
def test_axe_finds_nothing(walks, shown, watched, role, lang):
    page, faults = watched(base_url=f"http://127.0.0.1:{shown.server_port}", reduced_motion="reduce"), {}
    pages = looked_at(walks, role, lang)
    parts = [parts_of(one.body.decode()) for one in pages]
    light = fewest(parts, "light", lang)
    dark = fewest(parts, "dark", lang) if (role, lang) in IN_THE_DARK else set()
    for number in sorted(light | dark):
        load(page, pages[number], shown, walks.world.clients[role])
        ways = [("light", DESK, AXE_TAGS, OF_COLOUR if lang == "cy" else ())] if number in light else []
        ways += [("dark", PHONE, OF_COLOUR + OF_ROOM, ())] if number in dark else []
        for scheme, size, rules, but in ways:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(size)
            for fault in axe(page, rules, but):
                faults.setdefault(fault, []).append(pages[number].url)
    assert not faults, "\n\n".join(f"{fault}\non {', '.join(urls[:5])}" for fault, urls in faults.items())
    assert shown.missing == []


def load(page, one, shown, client):
    """Have the browser load a page as the site answered it, with what is on it."""
    more = [path.decode() for path in OURS.findall(one.body)]
    shown.pages = {one.url: one} | {path: a_page(path, fetched(client, path)) for path in more}
    page.goto(one.url)
