"""Who keeps coming: one's own attendance, and for who keeps the record the members who have drifted away, to ring them.

There is no table of who came most: the Forum's members do not want one.
"""

from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from common.languages.ordering import InOrder
from meetings.models import Attendance, Meeting
from members.models import Person, Representative, Standing

THERE = [Attendance.Mode.IN_PERSON, Attendance.Mode.ONLINE]


@dataclass(frozen=True)
class Drifted:
    """A member who was at none of the last meetings, the last one they were at, or None,
    and to how many of them they sent apologies.
    """

    person: Person
    last_there: Meeting | None
    apologies: int


def last_meetings(number) -> list:
    """Return the last meetings held whose register was taken, the latest first."""
    return list(
        Meeting.objects.filter(state=Meeting.State.HELD, pk__in=Attendance.objects.values("meeting")).order_by(
            "-starts_at", "-pk"
        )[:number]
    )


def drifted(number) -> list:
    """Return the Drifted, by how long they have been away: at none of so many last meetings.

    Only who decides is called (members, and of a member organisation the one who votes for it), and only who did so at
    each
    of these meetings: nobody who joined since. A substitute, or somebody else of the organisation, counts as coming.
    """
    meetings = last_meetings(number)
    if len(meetings) < number:
        return []
    people = _away(meetings)
    last = {row.person_id: row.meeting for row in _last_there(people)}
    return [Drifted(person, last.get(person.pk), person.apologies) for person in people]


def _away(meetings) -> list:
    """Return the members who came to none of the meetings, with `apologies`, the longest away first."""
    came = Attendance.objects.filter(meeting__in=meetings, mode__in=THERE)
    people = Person.objects.filter(is_active=True).voters()
    for meeting in meetings:
        people = people.voters(timezone.localdate(meeting.starts_at))
    for name in ("person", "substitute_for"):
        people = people.exclude(pk__in=came.exclude(**{name: None}).values(name))
    bodies = (
        Representative.objects.in_force()
        .filter(person__in=came.exclude(person=None).values("person"))
        .values("organisation")
    )
    members = Standing.objects.current().filter(capacity=Standing.Capacity.MEMBER).values("person")
    for_bodies = Representative.objects.voting().filter(organisation__in=bodies).exclude(person__in=members)
    people = people.exclude(pk__in=for_bodies.values("person"))
    held = Q(attendance__mode__in=THERE, attendance__meeting__state=Meeting.State.HELD)
    sorry = Q(attendance__mode=Attendance.Mode.APOLOGIES, attendance__meeting__in=meetings)
    people = people.annotate(
        last_at=Max("attendance__meeting__starts_at", filter=held), apologies=Count("attendance", filter=sorry)
    )
    people = people.select_related("organisation").order_by("last_at", InOrder("name"), "pk")
    return list(people.only("name", "email", "phone", "organisation__name_en", "organisation__name_cy"))


def _last_there(people) -> QuerySet:
    """Return the Attendance of each of these people at the last meeting they were at."""
    rows = Attendance.objects.filter(
        person__in=people, mode__in=THERE, meeting__state=Meeting.State.HELD
    ).select_related("meeting")
    return rows.order_by("person_id", "-meeting__starts_at", "-meeting_id").distinct("person_id")


def attendance_of(person, number=12):
    """Return the person's own Attendance at meetings that were held, the latest first."""
    rows = Attendance.objects.filter(person=person, meeting__state=Meeting.State.HELD).select_related("meeting")
    return rows.order_by("-meeting__starts_at")[:number]
