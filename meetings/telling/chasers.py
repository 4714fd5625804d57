"""Reminding the administrators of minutes that are late: all of them in one letter, once a week."""

import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings.models import Meeting, Minutes, Rules
from members.letters import letters
from members.models import Office, Person, Term

LETTER = "meetings.late_minutes"
LONGEST = datetime.timedelta(days=366)  # what is older is history, and nobody is asked for it every week


def late_minutes() -> QuerySet:
    """Return the meetings whose minutes should be with the members by now and are not, the oldest first."""
    now = timezone.now()
    not_out = Q(minutes=None) | Q(minutes__state=Minutes.State.DRAFT)
    ended = {"ends_at__lt": now - datetime.timedelta(days=Rules.now().minutes_days), "ends_at__gt": now - LONGEST}
    return Meeting.objects.filter(not_out, state__in=Meeting.TAKES_PLACE, **ended).order_by("starts_at", "pk")


def this_week() -> str:
    """Return the week as calendars number it, such as "2026-W48"."""
    year, week, _day = timezone.localdate().isocalendar()
    return f"{year}-W{week:02}"


def chase_minutes():
    """Write this week's letter to the administrators, if any minutes are late; return how many letters are new."""
    if not late_minutes().exists():
        return 0
    terms = Term.objects.current().filter(office__role=Office.Role.ADMINISTRATOR).order_by().values("person")
    return letters.write(LETTER, this_week(), people=Person.objects.filter(is_active=True, pk__in=terms))
