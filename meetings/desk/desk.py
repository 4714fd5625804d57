"""What the page of a meeting shows who keeps the record: its phases, what comes next, and all else, in groups."""

from dataclasses import dataclass

from meetings.desk import checklist
from meetings.desk.checklist import Check
from meetings.desk.phases import Phase, phases_of
from meetings.desk.presses import Group, Next, groups_for, next_for, telling_of
from meetings.desk.standing import standing_of
from meetings.models import AgendaItem, Meeting
from meetings.telling import answers

TO_COME = (Meeting.State.PLANNED, Meeting.State.PUBLISHED)


@dataclass(frozen=True)
class Desk:
    """The desk for one meeting."""

    phases: list[Phase]
    next: Next
    groups: list[Group]
    gone: list[Check]  # while the meeting is to come: who has a part in it and none in the Forum any more


def desk_for(person, meeting) -> Desk:
    """Return the Desk of a meeting, for somebody who keeps the record; two queries at most."""
    standing = standing_of(meeting)
    following = (
        telling_of(meeting, answers.invited_to(meeting).count())
        if standing.waits_to_be_told
        else next_for(person, meeting, standing)
    )
    items = [AgendaItem(**facts) for facts in standing.with_the_gone]
    gone = checklist.gone(meeting, standing.chair_has_left, items) if meeting.state in TO_COME else []
    return Desk(phases_of(meeting, standing), following, groups_for(person, meeting, following), gone)
