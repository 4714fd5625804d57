"""What a device is given to keep of a meeting, for when there is no connection, and the worker that keeps it."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings import access
from meetings.models import Meeting
from meetings.papers import offline as what
from members.access import circle_of
from members.entry import fetch, hide_unless
from members.standing import founding

MAY = "default-src 'none'; connect-src 'self'"  # the policy of the worker itself: it asks this site, and loads nothing


@require_safe
def offline_worker(request):
    """The script that browsers run beside the pages of whoever keeps a meeting: for the whole site, so that whichever
    page is opened without a connection leads to what is kept.
    """
    headers = {"Service-Worker-Allowed": "/", "Content-Security-Policy": MAY, "Cache-Control": "no-cache"}
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8", headers=headers)


@cache
def _script():
    return Path(finders.find("js/offline_worker.js")).read_bytes()


@require_safe
def offline(request, pk):
    """The page that is shown without a connection: an agenda with nothing on it that is anybody's own."""
    meeting = _meeting(request, pk)
    found = what.kept(meeting, circle_of(request.user))
    context = {"meeting": meeting, "agenda": found.agenda, "may_read_agenda": True, "now": timezone.now()}
    return render(request, "meetings/papers/offline.html", context)


@require_safe
def offline_list(request, pk):
    """What there is to keep; asked for again whenever there is a connection, by who may no longer have it too."""
    meeting = _meeting(request, pk)
    return JsonResponse(what.list_of(meeting, request.user, founding.forum_of(request)))


def _meeting(request, pk):
    """Return the meeting, for who is logged in and may read its agenda."""
    meeting = fetch(request, Meeting.objects.select_related("chair"), pk=pk)
    hide_unless(request, access.may_read_agenda(request.user, meeting))
    return meeting
