"""Signed links in letters: each opens one thing of one meeting for one reader, without a password."""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from common import keeping
from meetings.models import Action, Invitation, Meeting
from members.access import belongs, circle_of
from members.models import Person

# The purposes: a link for one is worth nothing for another.
ANSWER, ACTIONS, ACTION, FEEDBACK = (
    "meetings.answer",
    "meetings.actions",
    "meetings.action",
    "meetings.feedback",
)


class DeadLink(Exception):
    """A link that was changed, or whose reader may no longer follow it."""


@dataclass(frozen=True)
class Opened:
    """What a link opened: the meeting, and its reader as a person or as a guest."""

    meeting: Meeting
    person: Person | None = None
    guest: Invitation | None = None

    @property
    def reader(self):
        """Whoever holds the link."""
        return self.person or self.guest


def answer_path(meeting, *, person=None, guest=None, coming="") -> str:
    """Return the path by which a person or a guest answers to a meeting; `coming` is the answer that is chosen there
    already, and waits for a press.
    """
    path = reverse("meetings:answer_by_link", args=[_token(ANSWER, meeting, person, guest)])
    return f"{path}?coming={coming}" if coming else path


def actions_path(meeting, person) -> str:
    """Return the path by which a person says how their actions stand before a meeting."""
    return reverse("meetings:actions_by_link", args=[_token(ACTIONS, meeting, person, None)])


def feedback_path(meeting, person) -> str:
    """Return the path by which somebody who was there says what they thought of a meeting."""
    return reverse("meetings:feedback_by_link", args=[_token(FEEDBACK, meeting, person, None)])


def action_path(action, person) -> str:
    """Return the path by which somebody who took an action on, or whose organisation did, says how it stands."""
    return reverse("meetings:action_by_link", args=[signing.dumps({"a": action.pk, "p": person.pk}, salt=ACTION)])


def open_action(token):
    """Return (the action that a token opens, its reader); raises DeadLink if it was changed,
    or the action is its reader's no more.
    """
    try:
        named = signing.loads(token, salt=ACTION)
    except signing.BadSignature as wrong:
        raise DeadLink from wrong
    person = Person.objects.who_is(named["p"])
    if person is None or not belongs(person):
        raise DeadLink
    rows = Action.objects.visible_to(person).of(person).select_related("paragraph__item__meeting", *Action.HOLDERS)
    return _alive(rows.filter(pk=named["a"]).first()), person


def _token(purpose, meeting, person, guest):
    return signing.dumps({"m": meeting.pk} | ({"p": person.pk} if person else {"g": guest.pk}), salt=purpose)


def open_link(request, token, purpose) -> Opened:
    """Return what a token opens now; raises DeadLink if it was changed,
    or if its reader may not see the meeting any more.

    Nobody may change the meeting: it is kept.
    """
    try:
        named = signing.loads(token, salt=purpose)
    except signing.BadSignature as wrong:
        raise DeadLink from wrong
    if "g" in named:
        guest = Invitation.objects.select_related("meeting__chair").filter(pk=named["g"], meeting=named["m"]).first()
        return _alive(guest and Opened(guest.meeting, guest=guest))
    person = Person.objects.who_is(named["p"])
    if person is None or not belongs(person):
        raise DeadLink
    meeting = _meeting(keeping.shelf_of(request, person), named["m"], circle_of(person))
    return _alive(meeting and Opened(meeting, person=person))


def _meeting(shelf, pk, circle):
    rows = Meeting.objects.visible_within(circle).select_related("chair").filter(pk=pk)
    return shelf.keep(("meeting by link", pk, circle), rows.first)


def _alive(opened):
    if not opened:
        raise DeadLink
    return opened
