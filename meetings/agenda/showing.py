"""An agenda as it is read."""

from meetings import access
from meetings.agenda import following
from meetings.agenda.building import taken_as_read, timetable
from meetings.agenda.standing_items import fill
from meetings.models import Paper, sees_reserved


def agenda_context(meeting, items, reader):
    """Return what the template of an agenda shows, for one reader; the items get their papers laid below them."""
    Paper.objects.lay_below(items, reader)
    return {
        "meeting": meeting,
        "slots": timetable(meeting, items),
        "as_read": taken_as_read(items),
        "filled": fill(meeting, items, reader),
        "ties": following.ties_of(items, reader),
        "sees_all": sees_reserved(reader),
        "may_pull": access.is_member(reader) and meeting.may_still_pull,
    }
