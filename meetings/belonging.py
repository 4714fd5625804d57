"""Who keeps coming: one's own attendance, and for who keeps the record the members who have drifted away, to ring them.

There is no table of who came most: the Forum's members do not want one.
"""

from dataclasses import dataclass

from django.db.models import Max, Q
from django.utils import timezone

from meetings.models import Attendance, Meeting
from members.models import Person

THERE = [Attendance.Mode.IN_PERSON, Attendance.Mode.ONLINE]
LAST = 4  # meetings, which is about a year


@dataclass(frozen=True)
class Drifted:
    """A member who was at none of the last meetings, and the last one they were at, or None."""

    person: Person
    last_there: Meeting | None


def last_meetings(number=LAST):
    """Return the last meetings held, the latest first."""
    return list(Meeting.objects.filter(state=Meeting.State.HELD).order_by("-starts_at")[:number])


def drifted(number=LAST):
    """Return the Drifted among the members who were members before the first of the last meetings, by how long they have been away."""
    meetings = last_meetings(number)
    if not meetings:
        return []
    first = timezone.localdate(meetings[-1].starts_at)
    came = Attendance.objects.filter(meeting__in=meetings, mode__in=THERE, person__isnull=False).values("person")
    people = Person.objects.filter(is_active=True).voters().voters(first).exclude(pk__in=came).select_related("organisation")
    people = people.annotate(last_at=Max("attendance__meeting__starts_at", filter=Q(attendance__mode__in=THERE)))
    people = list(people.order_by("last_at", "name"))
    there = Meeting.objects.filter(starts_at__in=[person.last_at for person in people if person.last_at], state=Meeting.State.HELD)
    by_start = {meeting.starts_at: meeting for meeting in there}
    return [Drifted(person, by_start.get(person.last_at)) for person in people]


def attendance_of(person, number=12):
    """Return the person's own Attendance at meetings that were held, the latest first."""
    rows = Attendance.objects.filter(person=person, meeting__state=Meeting.State.HELD).select_related("meeting")
    return rows.order_by("-meeting__starts_at")[:number]
