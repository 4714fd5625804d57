"""The register of a meeting of which past minutes were taken in: who was there, how, and as what."""

from django.utils import timezone

from meetings.day import attendance
from meetings.importing.matching import TEXT, names_of
from meetings.models import Attendance
from meetings.phrases.sheet import HEADS, LISTS
from members.models import Term


def fill_register(making) -> None:
    """Write everybody on the lists into the register, but for those who were to stay text."""
    day = timezone.localtime(making.meeting.starts_at).date()
    officers = set(Term.objects.current(day).values_list("person", flat=True))
    held = {person.pk: capacity for person, capacity in attendance.capacities_on(day).items()}
    there = {row.person_id: row for row in making.meeting.attendance.all() if row.person_id}
    for name, one in names_of(making.sheet):
        if making.who.get(one.name) != TEXT:
            person = making.person(one)
            row = there.get(person.pk) if person else None
            row = row or Attendance(person=person, name="" if person else one.name)
            row.organisation = one.organisation or str((person and person.organisation) or "")
            row.mode, row.capacity = _mode(name, one), _capacity(name, person, held, officers)
            attendance.add_attendance(meeting=making.meeting, row=row)


def _mode(name, one):
    modes = Attendance.Mode
    return modes.APOLOGIES if name == "apologies" else modes.ONLINE if one.is_online else modes.IN_PERSON


def _capacity(name, person, held, officers):
    """Return as what somebody was there: the list they were written on counts, then what they were that day."""
    capacities, theirs = Attendance.Capacity, held.get(person.pk) if person else None
    if name == "present" or (name == "apologies" and theirs == capacities.MEMBER):
        return capacities.MEMBER
    if theirs in (capacities.PARTNER, capacities.ASSOCIATE, capacities.REPRESENTATIVE):
        return theirs
    return capacities.OFFICER if person and person.pk in officers else capacities.GUEST


def left_as_text(making) -> list:
    """Return a line for each list with the names on it that were to stay text."""
    lines = []
    for name in LISTS:
        names = [str(one) for one in getattr(making.sheet, name) if making.who.get(one.name) == TEXT]
        lines += [f"{HEADS[making.language][name].capitalize()}: {'; '.join(names)}"] if names else []
    return lines
