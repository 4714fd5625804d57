"""Pages about who keeps coming: one's own attendance, and whom to ring."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from common import keeping
from common.both_languages import reading_language
from meetings.day import who_keeps_coming
from meetings.models import Meeting, Rules
from members.access import keeps_the_record
from members.entry import hide_unless


@require_safe
@login_required
def my_attendance(request):
    """The meetings one was at, and those one sent apologies to."""
    seen = set(Meeting.objects.visible_to(request.user).values_list("pk", flat=True))
    rows = [row for row in who_keeps_coming.attendance_of(request.user) if row.meeting_id in seen]
    return render(request, "meetings/day/my_attendance.html", {"rows": rows})


@require_safe
def drifted(request):
    """Members who were at none of the last meetings, for who keeps the record."""
    hide_unless(request, keeps_the_record(request.user))
    shelf = keeping.shelf_of(request)
    number, held, people = shelf.keep(("drifted", reading_language(), timezone.localdate()), _drifted)
    page = Paginator(people, 50).get_page(request.GET.get("page"))
    return render(request, "meetings/day/drifted.html", {"page": page, "number": number, "held": held})


def _drifted():
    """Return of how many meetings it is asked, how many of these there are, and who was at none of them."""
    number = Rules.now().drifted_meetings
    return number, len(who_keeps_coming.last_meetings(number)), who_keeps_coming.drifted(number)
