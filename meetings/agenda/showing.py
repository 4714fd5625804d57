"""An agenda as it is read."""

from meetings import access
from meetings.agenda import following
from meetings.agenda.building import taken_as_read, timetable
from meetings.agenda.standing_items import fill
from meetings.models import Paper, sees_reserved
from members.access import circle_of


def agenda_context(meeting, items, reader):
    """Return what the template of an agenda shows, for one reader; the items get their papers laid below them."""
    circle = circle_of(reader)
    Paper.objects.lay_below(items, circle)
    return {
        "meeting": meeting,
        "slots": timetable(meeting, items),
        "as_read": taken_as_read(items),
        "filled": fill(meeting, items, circle),
        "ties": following.ties_of(items, circle),
        "sees_all": sees_reserved(circle),
        "may_pull": access.is_member(reader) and meeting.may_still_pull,
    }
