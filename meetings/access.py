"""Who may see and change what of a meeting, by role and state.

Every function takes any request's user, also one who is not logged in. Seeing the meeting itself is
`Meeting.objects.visible_to(person)`; these ask about what hangs on it. What depends on nothing but the circle in which
somebody reads is asked of that (`…_open_to`).
"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from meetings import against
from members.access import Circle, belongs, circle_of, decides, is_chair, is_member, is_within, keeps_the_record


def of_lists(reader) -> dict:
    """Return what the lists of meetings and of decisions ask about a Reader."""
    keeps = reader.circle is Circle.KEEPER
    return {"user": reader, "logged_in": reader.is_authenticated, "may_schedule": keeps, "may_review": keeps}


def may_schedule(person) -> bool:
    """May plan meetings and change their details."""
    return keeps_the_record(person)


def may_change_meeting(person, meeting) -> bool:
    """May change date, place and title: the record keepers, until confirmed minutes hold them."""
    return may_schedule(person) and not meeting.is_confirmed


def agenda_is_open_to(circle, meeting) -> bool:
    """Members once it is published, partners if the meeting is shared with them; the record keepers always."""
    return is_within(circle, out=meeting.agenda_published_at is not None, shared=meeting.shared_with_partners)


def may_read_agenda(person, meeting) -> bool:
    """As `agenda_is_open_to` the circle of somebody."""
    return agenda_is_open_to(circle_of(person), meeting)


def may_build_agenda(person, meeting) -> bool:
    """May add, change and move items: the record keepers, until the minutes are confirmed."""
    return keeps_the_record(person) and not against.building(meeting)


def may_pull(person, item) -> bool:
    """May ask to discuss an item that is taken as read: members, until the set moment; partners read it."""
    return is_member(person) and not against.pulling(item)


def may_propose(person) -> bool:
    """Members, partners and officers ask for items."""
    return belongs(person)


def is_invited(person, meeting) -> bool:
    """A meeting is for members and officers, and for partners if it is shared with them."""
    return is_within(circle_of(person), shared=meeting.shared_with_partners)


def may_answer(person, meeting) -> bool:
    """Whoever the meeting is for says whether they come, until it begins."""
    return is_invited(person, meeting) and not against.answering(meeting)


def may_answer_poll(person, poll) -> bool:
    """Whoever the meeting is for says which dates suit, while the poll is open."""
    return is_invited(person, poll.meeting) and poll.is_open


def may_ask_for_dates(person, meeting) -> bool:
    """May ask which dates suit, and choose one: the record keepers, while the meeting is to come."""
    return keeps_the_record(person) and not against.asking_for_dates(meeting)


def may_have_calendar(person) -> bool:
    """May have a calendar address of their own: whoever has a part in the Forum."""
    return belongs(person)


def may_see_replies(person, meeting) -> bool:
    """Who comes, and what would help them, is for who prepares the meeting."""
    return keeps_the_record(person)


def may_tell(person, meeting) -> bool:
    """May write to everybody about a change: the record keepers, while the meeting is not past."""
    return keeps_the_record(person) and not against.telling(meeting)


def refuse_once_confirmed(meeting) -> None:
    """Raise IllegalChange of what confirmed minutes hold: date, place, title, agenda."""
    if meeting.is_confirmed:
        raise IllegalChange(_("These minutes are confirmed and cannot be changed."))


def refuse_too_early(meeting) -> None:
    """Raise IllegalChange while there is nothing to record of a meeting, because its day has not come."""
    if not meeting.is_recordable:
        day = date_format(timezone.localtime(meeting.starts_at), "j F Y")
        why = _(
            "This meeting is on %(date)s: its register and minutes open on that day. If it begins earlier, choose "
            "“Start the record early” on its page."
        )
        raise IllegalChange(why % {"date": day})


def may_take_register(person, meeting) -> bool:
    """May record who was there: the record keepers, until the minutes are confirmed."""
    return keeps_the_record(person) and not against.recording(meeting)


def may_claim(person, meeting) -> bool:
    """May say "I was there": members, and partners if it is shared, once it is held and until the minutes are
    confirmed.
    """
    return claims_for_themselves(person, meeting) and not against.claiming(meeting)


def claims_for_themselves(person, meeting) -> bool:
    """Whether somebody says themselves that they were there: not who takes the register, and ticks."""
    return is_invited(person, meeting) and not keeps_the_record(person)


def may_have_claimed(person, meeting) -> bool:
    """May have said "I was there", and reads what came of it, also once the minutes are confirmed."""
    return claims_for_themselves(person, meeting) and meeting.state == meeting.State.HELD


def may_see_feedback(person, meeting) -> bool:
    """What people thought of a meeting is for who prepares the next one; names are in nobody's sight."""
    return keeps_the_record(person)


def minutes_are_open_to(circle, meeting) -> bool:
    """Drafts: the record keepers. Circulated: members, partners if shared. Confirmed: also the public,
    if the meeting is public.
    """
    minutes = meeting.minutes_or_none
    if minutes is None:
        return False
    public = meeting.is_public and minutes.state == minutes.State.CONFIRMED
    out = minutes.state != minutes.State.DRAFT
    return is_within(circle, out=out, shared=meeting.shared_with_partners, public=public)


def may_read_minutes(person, meeting) -> bool:
    """As `minutes_are_open_to` the circle of somebody."""
    return minutes_are_open_to(circle_of(person), meeting)


def register_is_open_to(circle, meeting) -> bool:
    """Attendance is part of the minutes: members and partners who may read these see who was there, visitors never."""
    return is_within(circle, out=minutes_are_open_to(circle, meeting), shared=True)


def may_write_minutes(person, meeting) -> bool:
    """The record keepers, until they are confirmed."""
    return keeps_the_record(person) and not against.recording(meeting)


def may_confirm_minutes(person, meeting) -> bool:
    """The Chair confirms, once the minutes are circulated."""
    return is_chair(person) and may_write_minutes(person, meeting)


def may_do(person, action) -> bool:
    """May say how an action stands: its owner (of an organisation's action its people), and the record keepers."""
    return keeps_the_record(person) or (belongs(person) and action.is_of(person))


def may_offer_correction(person, minutes, *, was_there) -> bool:
    """While they are circulated: those who were there, and the record keepers;
    until when is a matter of `corrections`.
    """
    return not against.correcting(minutes) and knows_what_was_said(person, was_there=was_there)


def knows_what_was_said(person, *, was_there) -> bool:
    """Whether minutes can be corrected by somebody at all: those who were there, and the record keepers."""
    return keeps_the_record(person) or (belongs(person) and was_there)


def may_read_ballots(person) -> bool:
    """What members decide between meetings is among members."""
    return is_within(circle_of(person))


def may_vote(person, ballot) -> bool:
    """Members decide, and who votes for a member organisation; partners and associates never do."""
    is_on_roll = not ballot.roll or person.pk in ballot.roll
    return decides(person) and ballot.is_open and is_on_roll
