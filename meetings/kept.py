"""The parts of the pages of a meeting that are the same for whoever reads in one circle, made once and kept."""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import chain

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import ExtractYear
from django.template.loader import render_to_string
from django.utils import timezone

from common.both_languages import reading_language
from common.keeping import Shelf, pieces
from common.queries.written import written
from meetings import access
from meetings.agenda.building import TimeBar
from meetings.agenda.showing import ReadAgenda, read_agenda
from meetings.minutes import corrections
from meetings.minutes.showing import ReadMinutes, read_minutes
from meetings.models import Correction, Declaration, Meeting, Minutes, Notice
from members.access import Circle, circle_of, is_within


def turns_today(shelf: Shelf) -> int:
    """Return how many beginnings and ends of meetings today has seen: lists that are kept change with each."""
    if not shelf.stamp:
        return 0
    today = timezone.localdate()
    turns = shelf.keep(("turns", today), lambda: tuple(sorted(_turns_on(today))))
    return bisect_left(turns, timezone.now())


def _turns_on(day):
    rows = Meeting.objects.filter(Q(starts_at__date=day) | Q(ends_at__date=day)).order_by()
    return chain.from_iterable(rows.values_list("starts_at", "ends_at"))


@dataclass(frozen=True)
class Next:
    """The next meeting that a circle sees, with the time bar of its agenda; nobody may change it."""

    meeting: Meeting | None
    bar: TimeBar | None = None


def next_meeting(shelf: Shelf, circle: Circle) -> Next:
    """Return the next meeting that a circle may see."""
    key = ("next meeting", circle, reading_language(), timezone.localdate(), turns_today(shelf))
    return shelf.keep(key, lambda: _next(circle, Meeting.objects.visible_within(circle).upcoming().first()))


def _next(circle, meeting):
    if meeting is None or not access.agenda_is_open_to(circle, meeting):
        return Next(meeting)
    return Next(meeting, read_agenda(meeting, circle, below=()).bar)


def years(shelf: Shelf, circle: Circle) -> list[int]:
    """Return the years of the meetings that are over, as far as a circle sees them, the last one first."""
    key = ("years", circle, timezone.localdate(), turns_today(shelf))
    return shelf.keep(key, lambda: _years(Meeting.objects.visible_within(circle).past()))


def _years(meetings):
    starts = meetings.order_by().annotate(year=ExtractYear("starts_at")).values_list("year", flat=True).distinct()
    return sorted(starts, reverse=True)


@dataclass(frozen=True)
class Shown:
    """All that the kept part of an agenda depends on besides the record, the language and the moment: nothing else of
    a reader is known where it is made.
    """

    circle: Circle
    logged_in: bool
    may_pull: bool = False


def meeting(shelf: Shelf, pk: int, circle: Circle) -> Meeting | None:
    """Return a meeting that this circle may see, with what its page asks of it; nobody may change it."""
    return shelf.keep(("meeting", pk, circle), lambda: next(iter(_meetings(pk, circle)), None))


@written
def _meetings(pk, circle):
    told = Notice.objects.filter(meeting=OuterRef("pk"), kind__in=Notice.OF_CHANGES)
    rows = Meeting.objects.visible_within(circle).annotate(tells=Exists(told))
    return rows.select_related("chair", "minutes", "poll").filter(pk=pk)


def agenda(shelf: Shelf, meeting: Meeting, shown: Shown) -> tuple:
    """Return the pieces of the page of a meeting, with its agenda as far as the circle may see it."""
    pull_until = meeting.discuss_until if meeting.may_still_pull else None
    moment = (timezone.localdate(), pull_until, meeting.has_begun)
    key = ("agenda", meeting.pk, shown, reading_language(), moment)
    return shelf.keep(
        key, lambda: pieces("meetings/_meeting.html", _agenda(meeting, shown) | {"pull_until": pull_until})
    )


def _agenda(meeting, shown):
    circle, is_out = shown.circle, access.agenda_is_open_to(shown.circle, meeting)
    return {
        "meeting": meeting,
        "logged_in": shown.logged_in,
        "may_pull": shown.may_pull,
        "may_read_agenda": is_out,
        "agenda": read_agenda(meeting, circle) if is_out else ReadAgenda(),
        "hosts": list(meeting.hosts.all()) if meeting.kind == Meeting.Kind.JOINT else [],
        "notices": list(meeting.notices.filter(kind__in=Notice.OF_CHANGES)) if is_out and meeting.tells else [],
        "poll": getattr(meeting, "poll", None) if is_within(circle, shared=meeting.shared_with_partners) else None,
        "may_read_minutes": access.minutes_are_open_to(circle, meeting),
        "keeps_the_record": circle == Circle.KEEPER,
    }


@dataclass(frozen=True)
class ShownMinutes:
    """All that the kept part of minutes depends on besides the record, the language and the day."""

    circle: Circle
    logged_in: bool
    may_correct: bool


def minutes(shelf: Shelf, pk: int, circle: Circle) -> Minutes | None:
    """Return the minutes of a meeting that this circle may see, with what their page asks of them; nobody may change
    them.
    """
    return shelf.keep(("minutes", pk, circle), lambda: next(iter(_minutes_of(pk, circle)), None))


@written
def _minutes_of(meeting, circle):
    rows = corrections.with_what_is_offered(Minutes.objects.visible_within(circle))
    rows = rows.annotate(declares=Exists(Declaration.objects.filter(item__meeting=OuterRef("meeting"))))
    return rows.select_related("meeting__chair", "confirmed_at_meeting").filter(meeting=meeting)


def read(shelf: Shelf, minutes: Minutes, circle: Circle) -> ReadMinutes:
    """Return minutes as a circle reads them today."""
    key = ("read minutes", minutes.pk, circle, reading_language(), timezone.localdate())
    return shelf.keep(key, lambda: read_minutes(minutes, circle, declares=minutes.declares))


def minutes_page(shelf: Shelf, minutes: Minutes, shown: ShownMinutes) -> str:
    """Return the part of the page of minutes that is the same for whom it is shown to."""
    key = ("minutes page", minutes.pk, shown, reading_language(), timezone.localdate())
    return shelf.keep(key, lambda: render_to_string("meetings/_minutes.html", _minutes(shelf, minutes, shown)))


def _minutes(shelf, minutes, shown):
    return {
        "meeting": minutes.meeting,
        "minutes": minutes,
        "read": read(shelf, minutes, shown.circle),
        "logged_in": shown.logged_in,
        "may_correct": shown.may_correct,
    }


def corrections_offered(shelf: Shelf, minutes: Minutes, person) -> int:
    """Return the number of corrections to minutes that this person may read."""
    if not minutes.is_corrected:
        return 0
    key = ("offered", minutes.pk, person.pk, circle_of(person))
    return shelf.keep(key, lambda: _corrections_to(minutes, person).count())


def _corrections_to(minutes, person):
    return Correction.objects.visible_to(person).of_minutes(minutes.meeting_id)
