"""Every page that one of the cast gets to by links, walked through once for all tests that look at pages."""

from dataclasses import dataclass

import pytest
from django.http import HttpResponse

from tests.access_table import KEEPERS
from tests.crawl import content, walk
from tests.planted import Planted
from tests.seen import Seen
from tests.world import World

STARTS = ("/", "/accounts/login/", "/accounts/password/reset/", "/people/ended/", "/meetings/", "/library/")
FEW, MANY = 3, 40  # pages of each kind: enough for how they are made, enough for every scene


@dataclass(frozen=True)
class Page:
    """An answer of the site; `seen` is None unless it is a page of HTML that was found."""

    url: str
    status: int
    headers: dict
    body: bytes
    seen: Seen | None

    @property
    def words(self) -> bytes:
        """What there is to read in it, whatever it is packed in."""
        return content(HttpResponse(self.body))


@dataclass(frozen=True)
class Walks:
    """The walks of this module's world; each is gone when it is first asked for."""

    world: World
    planted: Planted
    kept: dict

    def of(self, role, lang="en"):
        """Return the pages that somebody gets to: in English as many of a kind as there are scenes, in Welsh a few."""
        if (role, lang) not in self.kept:
            most = FEW if lang == "cy" else 10 if role in KEEPERS else MANY  # nothing is kept from the keepers
            answers = walk(self.world.clients[role], STARTS, lang=lang, most=most)
            self.kept[role, lang] = [a_page(url, response, seen) for url, response, seen in answers]
        return self.kept[role, lang]


def a_page(url, response, seen=None):
    """Return a Page of an answer of Django's client, without all that hangs on it."""
    return Page(url, response.status_code, dict(response.headers), response.content, seen)


@pytest.fixture(scope="module")
def walks(world, planted):
    return Walks(world, planted, {})
