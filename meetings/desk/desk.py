"""What the page of a meeting shows who keeps the record: its phases, what comes next, and all else, in groups."""

from dataclasses import dataclass

from meetings.desk.phases import Phase, phases_of
from meetings.desk.presses import Group, Next, groups_for, next_for, telling_of
from meetings.desk.standing import standing_of
from meetings.telling import answers


@dataclass(frozen=True)
class Desk:
    """The desk for one meeting."""

    phases: list[Phase]
    next: Next
    groups: list[Group]


def desk_for(person, meeting) -> Desk:
    """Return the Desk of a meeting, for somebody who keeps the record; two queries at most."""
    standing = standing_of(meeting)
    following = (
        telling_of(meeting, answers.invited_to(meeting).count())
        if standing.waits_to_be_told
        else next_for(person, meeting, standing)
    )
    return Desk(phases_of(meeting, standing), following, groups_for(person, meeting, following))
