"""The way round the site: what stands in the head of every page, for this reader."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from exchange import overview as exchange
from forum_site.pages.mailbox import may_read
from library import overview as library
from meetings import overview as meetings
from members import overview as members
from members.access import belongs, keeps_the_record
from taskgroups import overview as taskgroups

RECORDED = members.RECORDED | taskgroups.RECORDED | library.RECORDED | exchange.RECORDED


@dataclass(frozen=True)
class Entry:
    """One entry of the main navigation."""

    label: str
    url: str
    icon: str
    current: bool


def navigation(request):
    """Context processor: `navigation` as a list of Entry, only of pages this reader may open;
    `is_staff_here` for the admin link.
    """
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
    roof = {"roof_links": _roof_links(request, person), "roof_parts": _roof_parts(request, person)}
    roof["history_url"] = _history_url(request, person)
    return {"navigation": entries, "has_mailbox": person is not None and may_read(person), **roof}


def _history_url(request, person):
    """Return the address of the history of the thing whose page this is,
    for who keeps the record; else an empty text.
    """
    match = getattr(request, "resolver_match", None)
    label = RECORDED.get(match.view_name) if match else None
    if label is None or person is None or not keeps_the_record(person):
        return ""
    return reverse("history_of", args=[label.lower(), match.kwargs["pk"]])


def _roof_parts(request, person):
    """Return what the rooms above know for a page of the room below, as this reader may see it:
    of a person Parts, else Lines.
    """
    match = getattr(request, "resolver_match", None)
    if match is None or person is None or not belongs(person):
        return []
    if match.view_name == "members:application":
        return meetings.newest_decisions(person)
    if match.view_name != "members:person":
        return []
    return [part for room in (taskgroups, meetings) if (part := room.about_person(match.kwargs["pk"], person))]


def _roof_links(request, person):
    """Return links of a page of a room to what concerns all rooms, as (label, url);
    the room itself has never heard of these.
    """
    match = getattr(request, "resolver_match", None)
    name = match.view_name if match else ""
    if name == "members:profile":
        return [(_("My data"), reverse("my_data"))]
    if name == "members:keeping":
        return [(_("Who to ring"), reverse("meetings:drifted")), (_("History"), reverse("history"))]
    if name == "members:person" and person is not None and keeps_the_record(person):
        return [(_("Erase at their wish"), reverse("erase", kwargs=match.kwargs))]
    if name == "members:organisation" and person is not None:
        return library.about_organisation(match.kwargs["pk"], person)
    return []
