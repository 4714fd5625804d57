"""Meetings in one's own calendar: a file of one meeting, and an address that a calendar reads by itself."""

import re
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common import keeping
from common.both_languages import reading_language
from common.languages.in_use import language_for
from meetings import access
from meetings.calendars import calendars, stamps
from meetings.models import Meeting
from members import handing_out
from members.entry import fetch, require
from members.letters import composing

CONTENT_TYPE = "text/calendar; charset=utf-8"


@require_safe
def calendar_file(request, pk):
    """One meeting as a file for a calendar, for whoever may see it."""
    meeting = fetch(request, Meeting.objects.select_related("poll"), pk=pk)
    content, changed_at = calendars.download(meeting, request.user, reading_language())
    named = content_disposition_header(True, meeting.file_name(_("Meeting"), "ics"))
    digest = handing_out.digest_of(content)
    return _answer(request, content, digest, changed_at, {"Content-Disposition": named})


@require_safe
def calendar_feed(request, token):
    """All meetings that the person of a token may see now; for any other token there is nothing here."""
    person = calendars.reader_of(token)
    if person is None:
        raise Http404
    content, digest = calendars.feed(keeping.shelf_of(request, person), person)
    answer = _answer(request, content, digest, stamps.since_when(person, digest))
    answer["Content-Language"] = language_for(person.language)
    return answer


def _answer(request, content, digest, changed_at, headers=None):
    whole = partial(HttpResponse, content, content_type=CONTENT_TYPE, headers=headers)
    return handing_out.unless_known(request, digest, whole, changed_at=changed_at)


def calendar(request):
    """The reader's calendar address: make one, have a new one in its place, or end it; it is shown this once."""
    require(request, access.may_have_calendar(request.user))
    context = {"has_address": request.user.calendar_digest is not None}
    if "make" in request.POST:
        path = reverse("meetings:calendar_feed", args=[calendars.new_address(request.user)])
        scheme = "webcals" if settings.HTTPS else "webcal"
        address = composing.link(path)
        context |= {"has_address": True, "address": address, "webcal": re.sub("^https?", scheme, address)}
    elif "end" in request.POST:
        calendars.end_address(request.user)
        messages.success(request, _("Your calendar address is ended. Calendars that used it get nothing more."))
        return redirect("meetings:calendar")
    return render(request, "meetings/calendars/calendar.html", context)
