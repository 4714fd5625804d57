"""What the page of a meeting shows who keeps the record: its phases, what comes next, and all else, in groups."""

from dataclasses import dataclass

from meetings.desk.phases import Phase, phases_of
from meetings.desk.presses import Group, Next, groups_for, next_for
from meetings.desk.standing import standing_of


@dataclass(frozen=True)
class Desk:
    """The desk for one meeting."""

    phases: list[Phase]
    next: Next
    groups: list[Group]


def desk_for(person, meeting) -> Desk:
    """Return the Desk of a meeting, for somebody who keeps the record; two queries."""
    standing = standing_of(meeting)
    following = next_for(person, meeting, standing)
    return Desk(phases_of(meeting, standing), following, groups_for(person, meeting, following))
