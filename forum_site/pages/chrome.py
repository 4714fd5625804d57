"""The head and the foot of every page: what of them is the same for many readers is made once and kept."""

from dataclasses import dataclass
from functools import cache, cached_property

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from common.both_languages import reading_language
from common.keeping import made_pieces, shelf_of
from forum_site import doors
from forum_site.pages import public
from forum_site.pages.mailbox import may_read
from forum_site.running.language import PARAMETER
from members.access import belongs
from members.standing import founding

PLACES = (  # the main navigation: the name of each page, what it is called, its icon, whether visitors may open it
    ("home", gettext_noop("Home"), "house", True),
    ("meetings:upcoming", gettext_noop("Meetings"), "calendar", True),
    ("taskgroups:groups", gettext_noop("Groups"), "users", False),
    ("library:documents", gettext_noop("Library"), "library", True),
    ("exchange:posts", gettext_noop("Exchange"), "messages-square", False),
    ("members:directory", gettext_noop("Directory"), "contact", False),
)


@dataclass(frozen=True)
class Entry:
    """One entry of the main navigation."""

    label: str
    url: str
    icon: str
    current: bool


@dataclass(frozen=True)
class Shown:
    """All that head and foot depend on besides the record and the language, apart from the reader's own tools."""

    logged_in: bool
    inside: bool
    has_mailbox: bool
    here: str  # the name of the page in the navigation that this one stands under, or ""


@cache
def _addresses(_prefix):
    return {name: reverse(name) for name, *_rest in PLACES}


def place_of(path) -> str:
    """Return the name of the page in the navigation under which a path stands, or ""."""
    addresses = _addresses(get_script_prefix())
    if path == addresses["home"]:
        return "home"
    return next((name for name, url in addresses.items() if name != "home" and path.startswith(url)), "")


def navigation(shown) -> list[Entry]:
    """Return the entries of the main navigation, only of pages that these readers may open."""
    addresses = _addresses(get_script_prefix())
    return [
        Entry(_(label), addresses[name], icon, name == shown.here)
        for name, label, icon, is_open in PLACES
        if is_open or shown.inside
    ]


@dataclass(frozen=True)
class Chrome:
    """What stands around the content of every page; each part is made when the page asks for it."""

    request: HttpRequest

    @cached_property
    def _shown(self):
        person = getattr(self.request, "user", None)
        if person is None:
            return Shown(False, False, False, place_of(self.request.path))
        return Shown(person.is_authenticated, belongs(person), may_read(person), place_of(self.request.path))

    @property
    def links(self) -> str:
        """The links of the page's head: icon, font and style sheets."""
        return self._part("forum_site/_links.html")[0].html

    @property
    def head(self) -> tuple:
        """The pieces of the head, with gaps for the figure beside "Home" and for the reader's own tools."""
        return self._part("forum_site/_head.html")

    @cached_property
    def figure(self) -> int:
        """How many things wait for the reader's office: the front page has counted them, other pages ask in one query,
        for who keeps the record alone.
        """
        if hasattr(self.request, "number_for_office"):
            return self.request.number_for_office
        person = getattr(self.request, "user", None)
        return doors.number_for_office(person) if person is not None else 0

    @property
    def foot(self) -> str:
        """The foot."""
        return self._part("forum_site/_foot.html")[0].html

    @property
    def alternates(self) -> str:
        """For who is not logged in: the addresses of this page in each language, for search engines."""
        path = self.request.path
        if self._shown.logged_in or self.request.method != "GET" or not public.is_for_everybody(path):
            return ""
        return format_html_join("", '\n  <link rel="alternate" hreflang="{}" href="{}">', public.in_each_language(path))

    @property
    def here(self) -> str:
        """The address of this page, without a language that it may ask for."""
        if PARAMETER not in self.request.GET:
            return self.request.get_full_path()
        asked = self.request.GET.copy()
        del asked[PARAMETER]
        return f"{self.request.path}?{asked.urlencode()}" if asked else self.request.path

    def _part(self, template):
        shelf, shown = shelf_of(self.request), self._shown
        return shelf.keep((template, shown, reading_language()), lambda: made_pieces(template, self._facts(shown)))

    def _facts(self, shown):
        return {"shown": shown, "navigation": navigation(shown), "forum": founding.forum_of(self.request)}
