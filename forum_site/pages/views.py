"""The pages that belong to nobody: the front page and what visitors read."""

import datetime
from dataclasses import dataclass

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from common import keeping
from forum_site import doors
from meetings import kept
from meetings.planning.lifecycle import last_held_on
from members import pages
from members.access import Reader, belongs, circle_of, keeps_the_record, reads_as
from members.entry import nobody
from members.standing import founding

NEWS_SHOWN = 12


def last_meeting_day(reader):
    """Return the day of the last meeting that was held within a year, or a year ago if there was none."""
    year_ago = timezone.localdate() - datetime.timedelta(days=366)
    return max(last_held_on(reader) or year_ago, year_ago)


def _cards(reader):
    """Return what stands on a reader's front page: {kind of Card: those of it}."""
    found = doors.cards(reader)
    return {kind: [card for card in found if card.kind == kind] for kind in ("meeting", "group", "framework")}


@dataclass(frozen=True)
class Asked:
    """What waits: now, and what may wait for later."""

    now: list
    later: list

    @classmethod
    def of(cls, waits, *, for_office):
        """Return of all that waits what waits for an office, or for the person themselves."""
        found = [one for one in waits if one.for_office == for_office]
        return cls([one for one in found if not one.is_later], [one for one in found if one.is_later])


def _set_up(request):
    """Return the steps of moving in for who keeps the record, until the list is put away."""
    is_shown = keeps_the_record(request.user) and not founding.forum_of(request).set_up_at
    return doors.set_up(request.user) if is_shown else []


def _welcome(request):
    """Show what the Forum says to visitors, which is the same for all of them until the next meeting has ended."""
    key = kept.turns_today(keeping.shelf_of(request))
    page = keeping.part(request, "forum_site/_welcome.html", key, lambda: _said_to(nobody()))
    return render(request, "forum_site/welcome.html", {"page": page})


def _said_to(reader):
    """Return what the Forum says to a visitor, and its next public meeting."""
    meetings = (entry for entry in doors.cards(reader) if entry.kind == "meeting")
    said = {"summary": doors.last_summary(reader), "welcome": pages.welcome()}
    return said | {"user": Reader.of(reader), "next_meeting": next(meetings, None)}


def _news(request):
    """Return the part that tells what is new, the same for whoever reads the same."""
    shelf, reader = keeping.shelf_of(request), request.user
    since = shelf.keep(
        ("since", circle_of(reader), timezone.localdate(), kept.turns_today(shelf)), lambda: last_meeting_day(reader)
    )
    midnight = timezone.make_aware(datetime.datetime.combine(since, datetime.time()))
    key = *reads_as(reader), since
    return keeping.part(request, "forum_site/_news.html", key, lambda: _told_since(midnight, reader))


def _told_since(moment, reader):
    return {"logged_in": True, "news": doors.news(moment, reader)[:NEWS_SHOWN]}


@require_safe
def home(request):
    """The front page: what the Forum is for a visitor, what waits and what is new for those inside."""
    if not request.user.is_authenticated:
        return _welcome(request)
    if founding.may_found(request.user):
        return redirect("setup")
    cards = _cards(request.user)
    context = {"next_meeting": next(iter(cards["meeting"]), None)}
    if not belongs(request.user):
        context |= {"summary": doors.last_summary(request.user), "welcome": pages.welcome()}
        return render(request, "forum_site/welcome.html", context)
    waits, keeps = doors.waits(request.user), keeps_the_record(request.user)
    office = Asked.of(waits, for_office=True)
    request.number_for_office = sum(not one.told for one in office.now)  # which the menu need not ask again
    context |= {
        "mine": Asked.of(waits, for_office=False),
        "office": office,
        "keeps_the_record": keeps,
        "groups": cards["group"],
        "frameworks": cards["framework"],
        "set_up": _set_up(request),
        "news": _news(request),
    }
    return render(request, "forum_site/home.html", context)
