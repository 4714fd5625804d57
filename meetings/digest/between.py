"""The digest between meetings: one letter at most from one meeting to the next, only where there is something new and
no letter that could tell it is near.
"""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.digest.parts import DIGEST, carriers, new_between, part_of, told_until
from meetings.letter_budget import budget
from meetings.models import Meeting, Minutes, Rules
from members.letters import preferences
from members.letters.composing import compose
from members.letters.letters import builds, write
from members.models import Letter

GAP = datetime.timedelta(days=21)  # between two letters that tell one person what is new
NEAR = datetime.timedelta(days=14)  # so long before minutes or an agenda are due, what is new waits for them
FROM_HOUR = 7  # of the clock in Wales; what comes about at night waits until then
SPARE = 1  # room left for what members may have to decide before the next meeting
budget.COUNTED.append(DIGEST)


def send_due() -> int:
    """Write to everybody who is to be told in between what is new; return to how many."""
    now = timezone.localtime()
    if now.hour < FROM_HOUR or _is_told_soon(now):
        return 0
    people = [person for person in _not_told_since(now - GAP) if _has_news(person, now)]
    return write(DIGEST, f"{now:%Y-%m-%d}", people=people)


def _is_told_soon(now) -> bool:
    """Whether minutes, or the agenda of a planned meeting, are due soon or late: their letters will tell it."""
    rules, last = Rules.now(), budget.past_meetings().select_related("minutes").first()
    if last and last.ends_at > now - datetime.timedelta(days=rules.minutes_days):
        minutes = last.minutes_or_none
        if minutes is None or minutes.state == Minutes.State.DRAFT:
            return True
    due = now + NEAR + datetime.timedelta(days=rules.notice_days)
    return Meeting.objects.filter(state=Meeting.State.PLANNED, starts_at__gt=now, starts_at__lte=due).exists()


def _not_told_since(moment):
    """Return the people who chose the digest, and have had no letter that tells what is new, since before a moment;
    and since the last meeting none like this.
    """
    last = budget.past_meetings().first()
    one = carriers().filter(kind=DIGEST, created_at__gt=last.ends_at) if last else carriers().none()
    told = carriers().filter(created_at__gt=moment)
    wanting = preferences.wanting(preferences.DIGEST, before=moment)
    return wanting.exclude(pk__in=told.values("person")).exclude(pk__in=one.values("person"))


def _has_news(person, now) -> bool:
    fits = budget.has_room(Letter(kind=DIGEST, person=person), spare=SPARE)
    return fits and bool(new_between(told_until(person, now), now, person))


@builds(DIGEST, _("The digest between meetings"))
def digest(letter):
    """To who chose it and still does, if there is anything new that they may see, and no more letters than enough."""
    news = part_of(letter)
    if news is None or not budget.has_room(letter, spare=SPARE):
        return None
    message = compose("meetings/emails/digest", {"news": news}, name=letter.person.name, address=letter.person.email)
    return preferences.can_be_stopped(message, news.stop)
