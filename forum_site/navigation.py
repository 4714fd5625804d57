"""The way round the site: what stands in the head of every page, for this reader."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from forum_site.mailbox import may_read
from members.access import belongs


@dataclass(frozen=True)
class Entry:
    """One entry of the main navigation."""

    label: str
    url: str
    icon: str
    current: bool


def navigation(request):
    """Context processor: `navigation` as a list of Entry, only of pages this reader may open; `is_staff_here` for the admin link."""
    person = getattr(request, "user", None)
    inside = person is not None and belongs(person)
    places = [
        (_("Home"), "home", "house", True),
        (_("Meetings"), "meetings:upcoming", "calendar", True),
        (_("Groups"), "taskgroups:groups", "users", inside),
        (_("Library"), "library:documents", "library", True),
        (_("Exchange"), "exchange:posts", "messages-square", inside),
        (_("Directory"), "members:directory", "contact", inside),
    ]
    entries = []
    for label, name, icon, shown in places:
        url = reverse(name)
        here = request.path == url if name == "home" else request.path.startswith(url)
        if shown:
            entries.append(Entry(label, url, icon, here))
    return {"navigation": entries, "has_mailbox": person is not None and may_read(person)}
