"""What people were told of a meeting, and what it is now: told in both languages by one press, or let be; it waits
until then. Two changes in between are one, from the first to the last, and what is changed back is none.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.both_languages import LANGUAGES, in_reading_language
from common.editing import IllegalChange, locked
from common.versions import seen
from meetings.models import Meeting, Notice, Told
from meetings.telling import notices


@dataclass(frozen=True)
class Change:
    """One fact that is otherwise than it was told, in the reader's words."""

    name: str
    old: str
    new: str


def note_told(meeting) -> None:
    """Note that everybody has been told of a meeting as it is now."""
    Told.objects.update_or_create(meeting=meeting, defaults={name: getattr(meeting, name) for name in Told.FACTS})


def waiting_of(meeting) -> Told | None:
    """Return what was told of a meeting if it is otherwise now and nobody has been told so, else None; one query."""
    return Told.objects.untold().filter(meeting=meeting.pk).first()


def known_of(meeting) -> Told | None:
    """Return what everybody was told of a meeting last, or None where its agenda was never out; one query."""
    return Told.objects.filter(meeting=meeting.pk).first()


def changes_since(told, meeting) -> list[Change]:
    """Return what is otherwise, in the language that is active; the state is told in words of its own."""
    read = {_("Date"): _date, _("Time"): _hours, _("Place"): _place, _("Online link"): _link}
    nothing = _("none")
    pairs = [(name, look(told), look(meeting)) for name, look in read.items()]
    found = [Change(name, old or nothing, new or nothing) for name, old, new in pairs if old != new]
    return [change for change in found if change.name != _("Place") or _is_elsewhere(told, meeting)]


def _is_elsewhere(told, meeting) -> bool:
    """Whether a place that was told is another; that it can be read in the other language too is no change."""
    sides = [(getattr(told, f"place_{side}"), getattr(meeting, f"place_{side}")) for side in LANGUAGES]
    return any(old and old != new for old, new in sides) or not any(old for old, _new in sides)


def _date(row) -> str:
    return capfirst(date_format(timezone.localtime(row.starts_at), "l j F Y"))


def _hours(row) -> str:
    return "–".join(time_format(timezone.localtime(moment)) for moment in (row.starts_at, row.ends_at))


def _place(row) -> str:
    return str(in_reading_language(en=row.place_en, cy=row.place_cy))


def _link(row) -> str:
    return row.online_link


def in_words(told, meeting) -> str:
    """Return what is otherwise as a letter says it, a line each, in the language that is active."""
    line = _("%(name)s: %(old)s → %(new)s")
    return "\n".join(line % vars(change) for change in changes_since(told, meeting))


def described(notice, told, meeting) -> Notice:
    """Return a Notice (not saved) with what is otherwise, in both languages."""
    for language in LANGUAGES if told else ():
        with override(language):
            setattr(notice, f"what_{language}", in_words(told, meeting))
    return notice


def shown(meeting, told) -> list:
    """Return the rows that the page on which it is told shows."""
    return [meeting, told] if told else [meeting]


@transaction.atomic
def tell(*, meeting, by, notice, mark=""):
    """Write to everybody what is otherwise than they were told, with a Notice's own words, and note that they know.

    Raises NotAsSeen where the meeting, or what was told of it, is not as the page showed it: another has told it, say;
    and IllegalChange where there is nothing to tell and no word besides.
    """
    meeting = locked(meeting, "minutes")
    told = Told.objects.select_for_update().filter(meeting=meeting).first()
    if mark:
        seen.compare(mark, shown(meeting, told))
    waits = waiting_of(meeting)
    if not (waits or notice.note_en or notice.note_cy):
        raise IllegalChange(_("Everybody knows already: nothing has changed since they were told."))
    notices.tell_change(meeting=meeting, by=by, notice=described(notice, waits, meeting))
    if told:
        note_told(meeting)
    return notice


@transaction.atomic
def let_be(*, meeting, version) -> None:
    """Note that nobody need be told of what has changed, as somebody saw it; raises IllegalChange if it was told, or
    changed once more, since.
    """
    meeting = locked(meeting)
    told = Told.objects.untold().select_for_update(of=["self"]).filter(meeting=meeting).first()
    if told is None:
        raise IllegalChange(_("Nothing about this meeting waits to be told any more."))
    if version != (told.version, meeting.revision):
        raise IllegalChange(_("This meeting has changed once more, or was told of, since. Please look at it again."))
    note_told(meeting)


def is_called_off(meeting) -> bool:
    """Whether what is to be told is that it does not take place."""
    return meeting.state in (Meeting.State.CANCELLED, Meeting.State.POSTPONED)
