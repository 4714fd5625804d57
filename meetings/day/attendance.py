"""The register: who is expected and what they answered, who came, in what capacity, and the count."""

from dataclasses import dataclass
from itertools import starmap
from typing import NamedTuple

from django.db import transaction
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.languages.ordering import sort_key
from common.queries.written import written
from meetings import access
from meetings.models import Attendance
from members.models import Organisation, Person, Representative, Standing, Term

Mode, Capacity = Attendance.Mode, Attendance.Capacity
THERE = (Mode.IN_PERSON, Mode.ONLINE)
RANK = [
    Capacity.OFFICER,
    Capacity.ASSOCIATE,
    Capacity.PARTNER,
    Capacity.REPRESENTATIVE,
    Capacity.MEMBER,
]  # the last counts most


@dataclass(frozen=True)
class RegisterRow:
    """One line of the register: somebody expected, invited or added.

    `mode` is what is recorded, "" until it is; `answered` is what they answered to the invitation. A row with
    `is_alias`
    says under its old key what stands under its own. `doubt` is what it contradicts (`contradictions`).
    """

    key: str
    name: str
    organisation: str
    capacity: str
    capacity_label: str
    mode: str
    answered: str = ""
    substitute_for: str = ""
    person_id: int | None = None
    substitute_for_id: int | None = None
    attendance_id: int | None = None
    arrived_at: str | None = None
    left_at: str | None = None
    is_member: bool = False
    is_alias: bool = False
    doubt: str = ""

    @property
    def shown(self):
        """The mode that the page ticks: what is recorded, else what they answered."""
        return self.mode or self.answered

    @property
    def is_from_answer(self):
        """Whether the tick is their answer and nothing is recorded yet."""
        return bool(self.answered) and not self.mode

    @property
    def in_words(self) -> str:
        """What the register says of them beside their name and organisation, on one line."""
        said = [self.capacity_label]
        if self.substitute_for:
            said.append(_("substitute for %(name)s") % {"name": self.substitute_for})
        if self.arrived_at:
            said.append(_("from item %(number)s") % {"number": self.arrived_at})
        if self.left_at:
            said.append(_("until item %(number)s") % {"number": self.left_at})
        return " · ".join(str(part) for part in said if part)

    @property
    def is_added(self):
        """Whether it was added by name, and can be removed again."""
        return self.key.startswith("guest-")


@dataclass
class _Place:
    """A key of the register with its Attendance, which is not saved while nothing is recorded."""

    key: str
    row: Attendance
    answered: str = ""
    is_member: bool = False
    is_alias: bool = False


def expected_at(meeting) -> dict:
    """Return {person: capacity} of all with standing or office on the meeting's day, by name;
    partners only if it is shared.
    """
    found = capacities_on(timezone.localdate(meeting.starts_at))
    if not meeting.shared_with_partners:
        found = {
            person: capacity
            for person, capacity in found.items()
            if capacity not in (Capacity.PARTNER, Capacity.ASSOCIATE)
        }
    return dict(sorted(found.items(), key=lambda one: (sort_key(one[0].name), one[0].pk)))


def capacities_on(day) -> dict:
    """Return {person: capacity} of all with standing or office on a day.

    Whoever is several things is the one that counts most: who votes for a member organisation is there as its member,
    once.
    """
    officers = [(term.person, Capacity.OFFICER) for term in _with_people(Term.objects.current(day))]
    others = [(row.person, _for_body(row)) for row in _with_people(Representative.objects.in_force(day))]
    own = [(standing.person, Capacity(standing.capacity)) for standing in _with_people(Standing.objects.current(day))]
    found = {}
    for person, capacity in sorted(officers + others + own, key=lambda one: RANK.index(one[1])):
        found[person] = capacity
    return found


def _with_people(rows):
    return rows.select_related(None).select_related("person__organisation")


def _for_body(row):
    """Return in what capacity a Representative `in_force` comes."""
    if row.held != Capacity.MEMBER:
        return Capacity(row.held)
    return Capacity.MEMBER if row.is_voting else Capacity.REPRESENTATIVE


class Given(NamedTuple):
    """What of an answer to a meeting its register shows: a person's, or a guest's."""

    pk: int
    person_id: int | None
    coming: str
    substitute_name: str
    guest_name: str | None
    guest_organisation: str | None


def answers_to(meeting) -> tuple:
    """Return what was Given as answers to a meeting, the oldest first."""
    named = ("pk", "person_id", "coming", "substitute_name", "guest__name", "guest__organisation")
    return tuple(starmap(Given, meeting.answers.order_by("pk").values_list(*named)))


def _places(meeting, given) -> list:
    """Return all _Places of a register: everybody expected, those added,
    then guests and substitutes named in answers.
    """
    related = ("person__organisation", "substitute_for", "arrived_at_item", "left_at_item")
    recorded = list(meeting.attendance.select_related(*related).order_by("pk"))
    by_person = {row.person_id: row for row in recorded if row.person_id}
    answered = {answer.person_id: answer.coming for answer in given if answer.person_id}
    expected = expected_at(meeting)
    places = []
    for person, capacity in expected.items():
        facts = {"person": person, "capacity": capacity, "organisation": str(person.organisation or "")}
        row = by_person.get(person.pk) or Attendance(meeting=meeting, **facts)
        places.append(
            _Place(f"person-{person.pk}", row, answered.get(person.pk, ""), is_member=capacity == Capacity.MEMBER)
        )
    known = {person.pk: person for person in expected}
    places += [_Place(_key(row), row) for row in recorded if row.person_id not in known]
    by_name = {row.name.casefold(): row for row in recorded if not row.person_id}
    return places + _named_in_answers(meeting, given, by_name, known)


def _key(row) -> str:
    return f"person-{row.person_id}" if row.person_id else f"guest-{row.pk}"


def _named_in_answers(meeting, given, by_name, known) -> list:
    """Return the _Places of guests who answered and of substitutes named in answers;
    of one that is recorded by now, an alias.
    """
    offered = []
    away = {answer.person_id for answer in given if answer.substitute_name and answer.person_id}
    if gone := away - known.keys():
        known = known | Person.objects.select_related("organisation").in_bulk(gone)
    for answer in given:
        if answer.guest_name is not None:
            facts = {"name": answer.guest_name, "organisation": answer.guest_organisation, "capacity": Capacity.GUEST}
            offered.append((f"invited-{answer.pk}", facts, answer.coming))
        if answer.person_id in away and answer.substitute_name:
            person = known[answer.person_id]
            facts = {"name": answer.substitute_name, "organisation": str(person.organisation or "")}
            facts |= {"capacity": Capacity.SUBSTITUTE, "substitute_for": person}
            offered.append((f"substitute-{answer.pk}", facts, ""))
    places = []
    for key, facts, coming in offered:
        row = by_name.get(facts["name"].casefold())
        places.append(_Place(key, row or Attendance(meeting=meeting, **facts), coming, is_alias=row is not None))
    return places


def _shown(place) -> RegisterRow:
    row = place.row
    return RegisterRow(
        key=place.key,
        name=row.shown_name,
        organisation=str(row.shown_organisation),
        capacity=row.capacity,
        capacity_label=row.get_capacity_display(),
        mode=row.mode,
        answered=place.answered,
        substitute_for=row.substitute_for.name if row.substitute_for_id else "",
        person_id=row.person_id,
        substitute_for_id=row.substitute_for_id,
        attendance_id=row.pk,
        arrived_at=row.arrived_at_item.number if row.arrived_at_item_id else None,
        left_at=row.left_at_item.number if row.left_at_item_id else None,
        is_member=place.is_member,
        is_alias=place.is_alias,
    )


def register_of(meeting, given=None) -> list:
    """Return the RegisterRows of a meeting, with what is recorded so far and what people answered: what was `given`,
    where somebody has that already.
    """
    given = answers_to(meeting) if given is None else given
    return [_shown(place) for place in _places(meeting, given) if not place.is_alias]


def _open_register(meeting):
    """Lock the meeting and return it; raises IllegalChange on a confirmed record."""
    meeting = locked(meeting, "minutes")
    if meeting.is_confirmed:
        raise IllegalChange(_("The minutes of this meeting are confirmed, so its register stands as it is."))
    access.refuse_too_early(meeting)
    return meeting


@transaction.atomic
def save_register(*, meeting, modes, as_answered=()) -> list:
    """Record how people attended, and return the RegisterRows as they are then, aliases too.

    `modes` maps a RegisterRow's key to a Mode, or to "" for not known. Keys that are not on the register are passed
    over,
    so an old form cannot add strangers; those in `as_answered` are recorded only where nothing is yet.
    """
    meeting = _open_register(meeting)
    places = _places(meeting, answers_to(meeting))
    for place in places:
        mode = modes.get(place.key)
        if mode is None or (place.row.pk and place.key in as_answered):
            continue
        _tick(place, mode)
    return [_shown(place) for place in places]


def _tick(place, mode) -> None:
    """Record one mode; "" clears it, but never takes away somebody who was added by name."""
    row = place.row
    if mode and row.mode != mode:
        row.mode = mode
        row.save(update_fields=["mode"] if row.pk else None)
    elif not mode and row.pk and not place.key.startswith("guest-"):
        row.delete()
        row.mode = ""


@transaction.atomic
def add_attendance(*, meeting, row):
    """Save somebody added by name (a guest, a speaker or a substitute) to the register, and return it."""
    row.meeting = _open_register(meeting)
    row.save(force_insert=True)
    return row


@transaction.atomic
def change_attendance(*, form):
    """Save a form over a row, unless it clashes with what others have changed in it; return whether it was saved."""
    _open_register(form.instance.meeting)
    if not Attendance.objects.filter(pk=form.instance.pk).exists():
        raise IllegalChange(_("This name is not on the register any more."))
    return form.save_if_current()


@transaction.atomic
def remove_attendance(*, row) -> None:
    """Take somebody who was added by name off the register again."""
    _open_register(row.meeting)
    row.delete()


@dataclass(frozen=True)
class Roll:
    """Who was there, for the minutes: lists of Attendance, the chair first."""

    present: list
    in_attendance: list
    apologies: list


def roll_of(meeting) -> Roll:
    """Return the Roll of a meeting: members and substitutes present, others in attendance, apologies; each by name."""
    rows = _there(meeting.pk)
    for row in rows:
        row.meeting = meeting
    rows.sort(key=lambda row: (row.person_id is None or row.person_id != meeting.chair_id, sort_key(row.shown_name)))
    there = [row for row in rows if row.mode in THERE]
    voting = (Capacity.MEMBER, Capacity.SUBSTITUTE)
    return Roll(
        present=[row for row in there if row.capacity in voting],
        in_attendance=[row for row in there if row.capacity not in voting],
        apologies=[row for row in rows if row.mode == Mode.APOLOGIES],
    )


@written
def _there(meeting):
    along = ("person__organisation", "substitute_for", "arrived_at_item", "left_at_item")
    return Attendance.objects.filter(meeting=meeting).select_related(*along)


def known_names() -> list:
    """Return [(name, organisation)] of those added to earlier registers,
    and of organisations without a name; for typing ahead.
    """
    nobody = Organisation.objects.annotate(nobody=Value("")).order_by()
    guests = Attendance.objects.filter(person=None).order_by().values_list("name", "organisation")
    found = guests.union(nobody.values_list("nobody", "name_en"), nobody.values_list("nobody", "name_cy"))
    return sorted((one for one in found if any(one)), key=lambda one: tuple(map(sort_key, one)))
