"""The line of phases of a meeting: planned, published, held, minuted, circulated, confirmed; or called off."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.desk.standing import Standing
from meetings.models import Meeting, Minutes

State = Meeting.State
DONE, NOW, AHEAD, OFF = "done", "now", "ahead", "off"


@dataclass(frozen=True)
class Phase:
    """One phase: its name, whether it is `done`, comes `now`, lies `ahead` or is `off`; and its day, or None: `is_due`
    says that it is the last one on which it should be.
    """

    name: str
    place: str
    day: datetime.date | None = None
    is_due: bool = False


def phases_of(meeting, standing: Standing) -> list[Phase]:
    """Return the phases of a meeting, in order; of one that is called off those it had, and that it is off."""
    begun = [_planned(meeting, standing), _published(meeting, standing)]
    if meeting.state in (State.CANCELLED, State.POSTPONED):
        had = [phase for phase in begun if phase.place == DONE]
        return [*had, Phase(meeting.get_state_display(), OFF, standing.off_on)]
    return _marked([*begun, _held(meeting), *_minuted(meeting, standing)])


def _marked(phases) -> list[Phase]:
    """Put the first that is not done as the one that comes now."""
    ahead = [phase for phase in phases if phase.place == AHEAD]
    return [
        Phase(phase.name, NOW, phase.day, phase.is_due) if ahead and phase is ahead[0] else phase for phase in phases
    ]


def _phase(name, is_done, day, due=None) -> Phase:
    return Phase(name, DONE, day) if is_done else Phase(name, AHEAD, due, is_due=due is not None)


def _day(moment, *, until=None):
    """Return the day of a moment; None of one that is later than it can have been: it was taken in afterwards."""
    day = moment and timezone.localdate(moment)
    return None if day is None or (until is not None and day > until) else day


def _planned(meeting, standing) -> Phase:
    later = [timezone.localdate(one) for one in (meeting.starts_at, meeting.agenda_published_at) if one]
    day = standing.planned_on
    return Phase(_("Planned"), DONE, day if day and day <= min(later) else None)


def _published(meeting, standing) -> Phase:
    start = timezone.localdate(meeting.starts_at)
    due = start - datetime.timedelta(days=standing.notice_days)
    is_out = meeting.state == State.HELD or meeting.agenda_published_at is not None
    return _phase(_("Agenda published"), is_out, _day(meeting.agenda_published_at, until=start), due)


def _held(meeting) -> Phase:
    start = timezone.localdate(meeting.starts_at)
    return Phase(_("Held"), DONE if meeting.state == State.HELD else AHEAD, start)


def _minuted(meeting, standing) -> list[Phase]:
    minutes = meeting.minutes_or_none
    state = minutes.state if minutes else ""
    is_out, is_confirmed = (
        state in (Minutes.State.CIRCULATED, Minutes.State.CONFIRMED),
        state == Minutes.State.CONFIRMED,
    )
    is_written = is_out or (state == Minutes.State.DRAFT and not standing.unwritten)
    due = timezone.localdate(meeting.ends_at) + datetime.timedelta(days=standing.minutes_days)
    begun, out, stand = (_day(getattr(minutes, f"{name}_at", None)) for name in ("begun", "circulated", "confirmed"))
    return [
        _phase(_("Minutes written"), is_written, begun),
        _phase(_("Circulated"), is_out, out, due),
        Phase(_("Confirmed"), DONE if is_confirmed else AHEAD, stand if is_confirmed else standing.next_on),
    ]
