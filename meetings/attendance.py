"""The register: who is expected, who came, in what capacity, and the count."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from meetings.models import Attendance, Meeting
from members.models import Person, Standing, Term

Mode, Capacity = Attendance.Mode, Attendance.Capacity


@dataclass(frozen=True)
class RegisterRow:
    """One line of the register: a person expected, or somebody added; `mode` is "" until it is known."""

    key: str
    name: str
    organisation: str
    capacity: str
    capacity_label: str
    mode: str
    substitute_for: str = ""
    attendance_id: int | None = None


def expected_at(meeting):
    """Return {person: capacity} of all with standing or office on the meeting's day, by name; partners only if it is shared."""
    day = timezone.localtime(meeting.starts_at).date()
    capacities = {term.person_id: Capacity.OFFICER for term in Term.objects.current(day).select_related(None)}
    for standing in Standing.objects.current(day):
        capacities[standing.person_id] = Capacity(standing.capacity)
    if not meeting.shared_with_partners:
        capacities = {pk: capacity for pk, capacity in capacities.items() if capacity != Capacity.PARTNER}
    people = Person.objects.filter(pk__in=capacities).select_related("organisation").order_by("name", "pk")
    return {person: capacities[person.pk] for person in people}


def register_of(meeting):
    """Return the RegisterRows of a meeting: everybody expected, then those added, with what is recorded so far."""
    recorded = list(meeting.attendance.select_related("person__organisation", "substitute_for").order_by("pk"))
    by_person = {row.person_id: row for row in recorded if row.person_id}
    expected = expected_at(meeting)
    rows = []
    for person, capacity in expected.items():
        row = by_person.get(person.pk)
        rows.append(
            _row(row)
            if row
            else RegisterRow(f"person-{person.pk}", person.name, str(person.organisation or ""), capacity, Capacity(capacity).label, "")
        )
    known = {person.pk for person in expected}
    return rows + [_row(row) for row in recorded if row.person_id not in known]


def _row(row):
    return RegisterRow(
        key=f"person-{row.person_id}" if row.person_id else f"guest-{row.pk}",
        name=row.shown_name,
        organisation=str(row.shown_organisation),
        capacity=row.capacity,
        capacity_label=row.get_capacity_display(),
        mode=row.mode,
        substitute_for=row.substitute_for.name if row.substitute_for_id else "",
        attendance_id=row.pk,
    )


def _open_register(meeting):
    """Lock the meeting and return it; raises IllegalChange on a confirmed record."""
    locked = Meeting.objects.select_for_update(of=["self"]).select_related("minutes").get(pk=meeting.pk)
    if locked.is_confirmed:
        raise IllegalChange(_("The minutes of this meeting are confirmed, so its register stands as it is."))
    return locked


@transaction.atomic
def save_register(*, meeting, modes):
    """Record how people attended: `modes` maps a RegisterRow's key to a Mode, or to "" for not known.

    Keys that are not on the register are passed over, so an old form cannot add strangers.
    """
    meeting = _open_register(meeting)
    people = {f"person-{person.pk}": (person, capacity) for person, capacity in expected_at(meeting).items()}
    recorded = {_row(row).key: row for row in meeting.attendance.select_related("person__organisation", "substitute_for")}
    for key, mode in modes.items():
        row = recorded.get(key)
        if row and not mode and row.person_id:
            row.delete()
        elif row and mode and row.mode != mode:
            row.mode = mode
            row.save(update_fields=["mode"])
        elif mode and not row and key in people:
            person, capacity = people[key]
            organisation = str(person.organisation or "")
            Attendance.objects.create(meeting=meeting, person=person, capacity=capacity, mode=mode, organisation=organisation)


@transaction.atomic
def add_attendance(*, meeting, row):
    """Save somebody added by name (a guest or a substitute) to the register, and return it."""
    row.meeting = _open_register(meeting)
    row.save()
    return row


@transaction.atomic
def remove_attendance(*, row):
    """Take somebody who was added by name off the register again."""
    _open_register(row.meeting)
    row.delete()


@dataclass(frozen=True)
class Roll:
    """Who was there, for the minutes: lists of Attendance, the chair first."""

    present: list
    in_attendance: list
    apologies: list


def roll_of(meeting):
    """Return the Roll of a meeting: members and substitutes present, others in attendance, apologies; each by name."""
    rows = list(meeting.attendance.select_related("person__organisation", "substitute_for"))
    rows.sort(key=lambda row: (row.person_id is None or row.person_id != meeting.chair_id, row.shown_name.casefold()))
    there = [row for row in rows if row.mode in (Mode.IN_PERSON, Mode.ONLINE)]
    voting = (Capacity.MEMBER, Capacity.SUBSTITUTE)
    return Roll(
        present=[row for row in there if row.capacity in voting],
        in_attendance=[row for row in there if row.capacity not in voting],
        apologies=[row for row in rows if row.mode == Mode.APOLOGIES],
    )


@dataclass(frozen=True)
class Count:
    """How many of each, for the line under the register."""

    in_person: int
    online: int
    apologies: int
    waiting: int


def count(rows):
    """Return the Count of these RegisterRows; `waiting` are those of whom nothing is recorded."""
    modes = [row.mode for row in rows]
    return Count(modes.count(Mode.IN_PERSON), modes.count(Mode.ONLINE), modes.count(Mode.APOLOGIES), modes.count(""))
