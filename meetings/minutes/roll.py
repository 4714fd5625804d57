"""Who was there, as minutes say it: present, in attendance, apologies; plain values in the reader's language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from meetings.day.attendance import roll_of


@dataclass(frozen=True)
class ReadName:
    """One name of the register with what stands behind it, such as "online" or "from item 3"; `person_id` is None for
    somebody without an account.
    """

    person_id: int | None
    name: str
    organisation: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class ReadRoll:
    """Who was there, the chair first."""

    present: tuple[ReadName, ...]
    in_attendance: tuple[ReadName, ...]
    apologies: tuple[ReadName, ...]

    def has(self, person) -> bool:
        """Whether somebody was in the room or online."""
        return any(row.person_id == person.pk for row in (*self.present, *self.in_attendance) if row.person_id)


def read_roll(meeting) -> ReadRoll:
    """Return the roll of a meeting; one query."""
    roll = roll_of(meeting)
    lists = (roll.present, roll.in_attendance, roll.apologies)
    return ReadRoll(*(tuple(_name(row, meeting) for row in rows) for rows in lists))


def _name(row, meeting) -> ReadName:
    return ReadName(row.person_id, row.shown_name, row.shown_organisation, tuple(_remarks(row, meeting)))


def _remarks(row, meeting):
    if row.person_id and row.person_id == meeting.chair_id:
        yield _("Chair")
    if row.mode == row.Mode.ONLINE:
        yield _("online")
    if row.substitute_for_id:
        yield _("substitute for %(name)s") % {"name": row.substituted_name}
    if row.arrived_at_item and row.arrived_at_item.position:
        yield _("from item %(number)s") % {"number": row.arrived_at_item.number}
    if row.left_at_item and row.left_at_item.position:
        yield _("until item %(number)s") % {"number": row.left_at_item.number}
