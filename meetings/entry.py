"""A meeting for those who may prepare it: where the views of several rooms begin."""

from collections.abc import Callable

from meetings import access
from meetings.models import Meeting
from members.entry import fetch, require


def to_prepare(request, pk: int, stands_against: Callable[[Meeting], str] | None = None) -> Meeting:
    """Return a meeting with its minutes, for those who may prepare it, unless something stands against that: what a
    function of `meetings/against.py` says. Raises what `members.entry` does: not there, not theirs, or not now.
    """
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=pk)
    require(request, access.may_schedule(request.user), stands_against(meeting) if stands_against else "")
    return meeting
