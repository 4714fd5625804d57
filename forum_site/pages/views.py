"""The pages that belong to nobody: the front page and what visitors read."""

import datetime

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from forum_site import doors
from meetings.planning.lifecycle import last_held_on
from members import pages
from members.access import belongs, keeps_the_record
from members.standing import founding

NEWS_SHOWN = 12


def last_meeting_day(reader):
    """Return the day of the last meeting that was held within a year, or a year ago if there was none."""
    year_ago = timezone.localdate() - datetime.timedelta(days=366)
    return max(last_held_on(reader) or year_ago, year_ago)


def _waiting_by_kind(person):
    """Return what waits for a person: {kind of ToDo that the front page shows: those of it}."""
    waiting = doors.to_do(person)
    kinds = ("meeting", "poll", "action", "group", "framework", "cycle")
    return {kind: [entry for entry in waiting if entry.kind == kind] for kind in kinds}


def _set_up(request):
    """Return the steps of moving in for who keeps the record, until the list is put away."""
    is_shown = keeps_the_record(request.user) and not founding.forum_of(request).set_up_at
    return doors.set_up(request.user) if is_shown else []


@require_safe
def home(request):
    """The front page: what the Forum is for a visitor, what waits and what is new for those inside."""
    if founding.may_found(request.user):
        return redirect("setup")
    by_kind = _waiting_by_kind(request.user)
    context = {"next_meeting": next(iter(by_kind["meeting"]), None)}
    if not belongs(request.user):
        context |= {"summary": doors.last_summary(request.user), "welcome": pages.welcome()}
        return render(request, "forum_site/welcome.html", context)
    since = last_meeting_day(request.user)
    midnight = timezone.make_aware(datetime.datetime.combine(since, datetime.time()))
    context |= {
        "polls": by_kind["poll"],
        "actions": by_kind["action"],
        "groups": by_kind["group"],
        "frameworks": by_kind["framework"],
        "cycle": by_kind["cycle"] if keeps_the_record(request.user) else [],
        "set_up": _set_up(request),
        "news": doors.news(midnight, request.user)[:NEWS_SHOWN],
        "since": since,
    }
    return render(request, "forum_site/home.html", context)
