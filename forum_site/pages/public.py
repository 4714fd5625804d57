"""What machines ask of every site: robots.txt, the map of the public pages, where to change a password or report a
fault of security, and the icon.
"""

import datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from forum_site import doors
from members.entry import nobody
from members.standing import founding

PAGES = ("home", "meetings:upcoming", "meetings:past", "library:documents", "members:contact", "members:apply")
CLOSED = ("/accounts/", "/admin/", "/people/", "/my-data/", "/mailbox/", "/search/", "/history/", "/i18n/")
BEGAN = datetime.date(2000, 1, 1)
VALID = datetime.timedelta(days=180)

to_password = require_safe(RedirectView.as_view(pattern_name="account_change_password"))


@require_safe
def icon(request):
    """Lead who asks for favicon.ico to the icon."""
    return redirect(founding.forum_of(request).mark_url)


@require_safe
def robots(request):
    """Say which pages are nothing for search engines, and where the map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines.append(f"Sitemap: {settings.SITE_ORIGIN}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request):
    """List the pages that everybody may read: those of the site, and what became public."""
    began = timezone.make_aware(datetime.datetime.combine(BEGAN, datetime.time()))
    paths = [reverse(name) for name in PAGES] + [news.url for news in doors.news(began, nobody())]
    addresses = [settings.SITE_ORIGIN + path.partition("#")[0] for path in dict.fromkeys(paths)]
    return render(request, "forum_site/sitemap.xml", {"addresses": addresses}, content_type="application/xml")


@require_safe
def security(request):
    """Say where a fault of security is reported (RFC 9116): by the form for complaints, in either language."""
    until = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + VALID
    lines = [
        f"Contact: {settings.SITE_ORIGIN}{reverse('members:complain')}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: cy, en",
        f"Canonical: {settings.SITE_ORIGIN}{reverse('security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
