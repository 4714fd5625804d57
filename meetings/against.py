"""What stands against doing something as a meeting is: the sentence that says why, or "" where nothing does.

Who may do it at all, by their role, is a matter of `access`; a page that refuses for a reason of these says it.
"""

from django.utils.translation import gettext as _


def building(meeting) -> str:
    """Return what stands against changing an agenda."""
    confirmed = _("The minutes of this meeting are confirmed, so its agenda stands as it is.")
    return confirmed if meeting.is_confirmed else ""


def stepping(meeting) -> str:
    """Return where a meeting stands: why a step is not open to it that begins elsewhere."""
    if meeting.is_confirmed:
        return _("These minutes are confirmed and cannot be changed.")
    return {
        meeting.State.PLANNED: _("This meeting is planned and has not been held, and its agenda is a draft."),
        meeting.State.PUBLISHED: _("This meeting is planned and has not been held, and its agenda is published."),
        meeting.State.HELD: _("This meeting has been held."),
        meeting.State.CANCELLED: _("This meeting is cancelled. It would have to be planned again first."),
        meeting.State.POSTPONED: _("This meeting is postponed. It would have to be planned again first."),
    }[meeting.state]


def recording(meeting) -> str:
    """Return what stands against taking the register and writing the minutes."""
    if meeting.is_confirmed:
        return _("These minutes are confirmed and cannot be changed.")
    return {
        meeting.State.CANCELLED: _("This meeting is cancelled, so there is nothing to record."),
        meeting.State.POSTPONED: _("This meeting is postponed, so there is nothing to record yet."),
    }.get(meeting.state, "")


def giving(action) -> str:
    """Return what stands against giving an action to somebody else."""
    return "" if action.is_open else _("This action is done with, so nobody needs to take it over.")


def answering(meeting) -> str:
    """Return what stands against saying whether one comes."""
    off = {
        meeting.State.CANCELLED: _("This meeting is cancelled, so nobody needs to say whether they come."),
        meeting.State.POSTPONED: _("This meeting is postponed. You will be asked again once it has a new date."),
    }
    begun = _("This meeting has begun, so it takes no more answers. Please tell the administrator if need be.")
    has_begun = meeting.has_begun or meeting.state == meeting.State.HELD
    return off.get(meeting.state) or (begun if has_begun else "")


def reminding(meeting) -> str:
    """Return what stands against reminding those who have not answered, besides what stands against answering."""
    is_out = meeting.state == meeting.State.PUBLISHED
    return "" if is_out else _("The agenda is not published yet. Everybody is asked once it is.")


def pulling(item) -> str:
    """Return what stands against asking to discuss an item that is taken as read."""
    meeting = item.meeting
    if not item.taken_as_read:
        return _("This item is going to be discussed already.")
    if meeting.state == meeting.State.CANCELLED:
        return _("This meeting is cancelled, so nothing will be discussed at it.")
    over = _("The time to pull items out of “taken as read” is over. You can still ask for it at the meeting.")
    past = _("This meeting has begun, so the time to pull items out of “taken as read” is over.")
    if meeting.may_still_pull:
        return ""
    return past if meeting.has_begun or meeting.state == meeting.State.HELD else over


def asking_for_dates(meeting) -> str:
    """Return what stands against asking which dates suit."""
    over = _("This meeting is past or cancelled, so it needs no other date.")
    return "" if meeting.state in meeting.TO_COME else over


def telling(meeting) -> str:
    """Return what stands against writing to everybody, and against inviting guests."""
    if meeting.state == meeting.State.HELD:
        return _("This meeting has been held, so there is nothing to tell.")
    return _("The day of this meeting is past, so there is nothing to tell.") if meeting.is_over else ""


def claiming(meeting) -> str:
    """Return what stands against saying that one was there."""
    if meeting.is_confirmed:
        return _("The minutes of this meeting are confirmed, so its register stands as it is.")
    was_held = meeting.state == meeting.State.HELD
    return "" if was_held else _("This meeting is not marked as held, so nobody can have been there yet.")


def correcting(minutes) -> str:
    """Return what stands against offering a correction."""
    return {
        minutes.State.DRAFT: _("These minutes are a draft, so they can still be changed as they are."),
        minutes.State.CONFIRMED: _("These minutes are confirmed and cannot be changed."),
    }.get(minutes.state, "")


def adding_a_note(minutes) -> str:
    """Return what stands against a dated note beside the minutes."""
    stand = minutes.state == minutes.State.CONFIRMED
    return "" if stand else _("These minutes are not confirmed yet, so they can still be changed instead.")


def answering_poll(poll) -> str:
    """Return what stands against saying which dates suit."""
    return "" if poll.is_open else _("This poll is closed. Thank you all the same.")
