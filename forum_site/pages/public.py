"""What machines ask of every site: robots.txt, the map of the public pages, the feed of what became public, the facts
for home screens, where to change a password or report a fault of security, and the icon.
"""

import datetime

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.html import escape
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from common.languages.in_use import languages_in_use, works_in_both
from forum_site import doors
from forum_site.running.language import PARAMETER
from members.entry import nobody
from members.handing_out import digest_of, unless_known
from members.standing import founding

PAGES = (
    *("home", "meetings:upcoming", "meetings:past", "meetings:decisions", "numbers"),
    *("library:documents", "library:resources", "library:talks", "library:studies", "library:outcomes"),
    *("members:contact", "members:enquire", "members:apply", "members:privacy", "members:accessibility"),
)
CLOSED = ("/accounts/", "/admin/", "/people/", "/my-data/", "/mailbox/", "/search/", "/history/", "/i18n/")
OPEN = tuple(name for name in PAGES if name.startswith("members:"))  # of what is closed
BEGAN = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
VALID = datetime.timedelta(days=180)
MOST = 40  # entries of the feed
PAPER, GREEN = "#f8f4ea", "#1d4a41"  # the site's own colours (static/css/tokens.css)

to_password = require_safe(RedirectView.as_view(pattern_name="account_change_password"))


def is_for_everybody(path) -> bool:
    """Whether search engines may come to a page."""
    return not path.startswith(CLOSED) or path in {reverse(name) for name in OPEN}


def address(path, language) -> str:
    """Return the full address of a page in a language ("en", "cy"), or of the page as its reader's browser wants it
    ("x-default"): on the host that stands for the language, else with the language in the address.
    """
    hosts = {code: host for host, code in settings.LANGUAGE_HOSTS.items()}
    if language in hosts:
        scheme = settings.SITE_ORIGIN.partition(":")[0]
        return f"{scheme}://{hosts[language]}{path}"
    asked = "" if language == "x-default" else f"?{PARAMETER}={language}"
    return f"{settings.SITE_ORIGIN}{path}{asked}"


def in_each_language(path) -> list[tuple[str, str]]:
    """Return (language, full address) of a page in each of its languages, and without one; of one language nothing."""
    return [(code, address(path, code)) for code in (*languages_in_use(), "x-default")] if works_in_both() else []


@require_safe
def icon(request):
    """Lead who asks for favicon.ico to the icon."""
    return redirect(founding.forum_of(request).mark_url)


@require_safe
def robots(request):
    """Say which pages are nothing for search engines, and where the map is."""
    lines = ["User-agent: *", *(f"Allow: {reverse(name)}" for name in OPEN), "Allow: /people/identity/"]
    lines += [f"Disallow: {path}" for path in CLOSED]
    lines.append(f"Sitemap: {settings.SITE_ORIGIN}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request):
    """List all pages that everybody may read, in each language."""
    paths = dict.fromkeys([*(reverse(name) for name in PAGES), *doors.public()])
    pages = [in_each_language(path) or [("", f"{settings.SITE_ORIGIN}{path}")] for path in paths]
    return render(request, "forum_site/sitemap.xml", {"pages": pages}, content_type="application/xml")


class Feed(Atom1Feed):
    """Django's feed, which says the same of itself while it is empty."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else BEGAN


@require_safe
def feed(request):
    """What became public, the newest first, for feed readers (RFC 4287), in the language that its address asks for."""
    forum, language = founding.forum_of(request), get_language()
    home, own = (address(reverse(name), language) for name in ("home", "feed"))
    said = Feed(str(forum.name), home, str(forum.tagline), language=language, feed_url=own, author_name=str(forum.name))
    for news in doors.news(BEGAN, nobody())[:MOST]:
        name = f"{settings.SITE_ORIGIN}{news.url}#{news.kind}-{news.when:%Y%m%dT%H%M%S}"
        page = address(news.url, language)
        facts = {"unique_id": name, "pubdate": news.when, "updateddate": news.when}
        files = [Enclosure(f"{settings.SITE_ORIGIN}{at}", str(size), kind) for at, kind, size in news.files]
        said.add_item(news.title, page, escape(news.detail), enclosures=files, **facts)
    written = said.writeString("utf-8")
    return unless_known(
        request, digest_of(written), lambda: HttpResponse(written, content_type="application/atom+xml; charset=utf-8")
    )


@require_safe
def manifest(request):
    """Say what the site is called on a home screen, and which picture stands there (W3C, Web Application Manifest)."""
    forum = founding.forum_of(request)
    facts = {
        "name": str(forum.name),
        "lang": forum.name.lang,
        "start_url": reverse("home"),
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": forum.colour or GREEN,
        "icons": [{"src": forum.icon_url, "sizes": "512x512", "type": "image/png", "purpose": "any"}],
    }
    return JsonResponse(facts, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
def security(request):
    """Say where a fault of security is reported (RFC 9116): by the form for complaints, in either language."""
    until = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + VALID
    lines = [
        f"Contact: {settings.SITE_ORIGIN}{reverse('members:complain')}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(reversed(languages_in_use()))}",
        f"Canonical: {settings.SITE_ORIGIN}{reverse('security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
