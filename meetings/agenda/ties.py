"""Where a matter came up before and after: items that take up earlier ones, linked by hand or by themselves, and what
members were asked about it between meetings, as far as a circle may see.
"""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, Q, QuerySet, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from common.both_languages import Text
from common.queries.written import written
from meetings import access
from meetings.agenda import coming_back
from meetings.agenda.standing_items import last_minutes, matters_arising
from meetings.models import AgendaItem, Ballot, Meeting, Precedent, Writes, visible_item

NONE = Q(pk__in=[])
WORDS_OF_BALLOT = 12


@dataclass(frozen=True)
class Tie:
    """A way to where a matter came up: `label` such as "2026-03, item 4", and `title` of that item, which knows its
    language.
    """

    label: str
    url: str
    title: str = ""


@dataclass(frozen=True)
class Ties:
    """The ways from an item to before and after, the earliest first."""

    before: tuple[Tie, ...] = ()
    after: tuple[Tie, ...] = ()

    def and_also(self, before, after):
        """Return these Ties with more of each, those left out that are among them."""
        more = [tie for tie in before if tie not in self.before], [tie for tie in after if tie not in self.after]
        return Ties((*self.before, *more[0]), (*self.after, *more[1]))


NO_TIES = Ties()


def ties_of(items, circle) -> dict:
    """Return {item's key: Ties} of the items that were linked to others, or that members were asked about, as far as
    this circle may see those; two queries.
    """
    keys = [item.pk for item in items if item.pk]
    if not keys:
        return {}
    return _with_asked(_sorted_out(keys, _around("__in", keys, circle), circle), _asked("__in", keys, circle))


def ties_at(meeting, items, circle) -> dict:
    """Return what `ties_of` does, of the whole items of one meeting; one query, a second one where members were asked
    about any of them.
    """
    keys = [item.pk for item in items if item.pk]
    if not keys:
        return {}
    ties = _sorted_out(keys, _around_agenda(meeting.pk, circle), circle)
    return _with_asked(ties, _asked_about(meeting, items, circle))


@written
def _around_agenda(meeting, circle):
    return _around("__meeting", meeting, circle)


def _around(path, of, circle, near=NONE, arises=NONE) -> QuerySet:
    """Return the items this circle may see that were linked to those that a path leads to something of ("__in", their
    keys; "__meeting", that of their meeting), and those that `near` or `arises` is true of.

    Each has `taken_up_by` and `takes_up`, the keys it is linked to, and `is_arising`. The earliest comes first.
    """
    to_earlier, to_later = (Precedent.objects.filter(**{f"{end}{path}": of}) for end in ("later", "earlier"))
    linked = Q(pk__in=to_earlier.values("earlier")) | Q(pk__in=to_later.values("later"))
    rows = AgendaItem.objects.filter(visible_item(circle)).filter(linked | near | arises)
    rows = rows.annotate(
        taken_up_by=ArraySubquery(to_earlier.filter(earlier=OuterRef("pk")).values("later")),
        takes_up=ArraySubquery(to_later.filter(later=OuterRef("pk")).values("earlier")),
        is_arising=Case(When(arises, then=True), default=False),
    )
    return rows.select_related("meeting__minutes").order_by("meeting__starts_at", "position")


def _sorted_out(keys, rows, circle) -> dict:
    return {
        key: Ties(
            before=tuple(tie_to(row, circle) for row in rows if key in row.taken_up_by),
            after=tuple(tie_to(row, circle) for row in rows if key in row.takes_up),
        )
        for key in keys
    }


def _asked_about(meeting, items, circle) -> list:
    """Return what members were asked about the whole items of a meeting; one query, none where it was about nothing."""
    is_asked = any(item.is_asked_about for item in items if item.pk)
    return _asked_at(meeting.pk, circle) if is_asked else []


@written
def _asked_at(meeting, circle):
    return _asked("__meeting", meeting, circle)


def _asked(path, of, circle) -> QuerySet:
    """Return what members this circle is among were asked between meetings about the items that a path leads to."""
    rows = Ballot.objects.visible_within(circle).filter(**{f"item{path}": of})
    return rows.defer("background_en", "background_cy", "roll").order_by("asked_at", "pk")


def _with_asked(ties, ballots) -> dict:
    """Return the Ties with the ways to what members were asked about each item."""
    for row in ballots:
        ties[row.item_id] = ties[row.item_id].and_also((), [_tie_to_ballot(row)])
    return ties


def _tie_to_ballot(ballot) -> Tie:
    label = _("%(number)s, between meetings") % {"number": ballot.number}
    title = Text(Truncator(ballot.text).words(WORDS_OF_BALLOT), ballot.text.lang)
    return Tie(label, ballot.get_absolute_url(), title)


def tie_to(item, circle) -> Tie:
    """Return the Tie to an item this circle may see: in its minutes if they may read those, else on its agenda."""
    label = _("%(meeting)s, item %(number)s") % {"meeting": item.meeting.reference, "number": item.number}
    page = item.meeting.minutes if access.minutes_are_open_to(circle, item.meeting) else item.meeting
    return Tie(label, f"{page.get_absolute_url()}#item-{item.number}", item.title)


def reported_in(ballot, circle):
    """Return the Tie to the item that reports what members decided between meetings, or None."""
    rows = AgendaItem.objects.filter(visible_item(circle), from_ballot=ballot, meeting=ballot.reported_at_id)
    item = rows.select_related("meeting__minutes").first() if ballot.reported_at_id else None
    return item and tie_to(item, circle)


def tie_by_key(key, circle):
    """Return the Tie to the item of a key, which may be None; or None."""
    rows = AgendaItem.objects.filter(visible_item(circle), pk=key)
    item = rows.select_related("meeting__minutes").first() if key else None
    return item and tie_to(item, circle)


def record_ties(meeting, items, paragraphs, circle) -> dict[int | None, Ties]:
    """Return {item's key: Ties} for minutes: what was linked, and what came before and comes back after by itself.

    Where actions and decisions were taken that arise, the last minutes, and later meetings at which what was taken here
    (below the `paragraphs` of each item, by its key) arose, or what members were asked about it; under None where these
    minutes were the last ones. Five queries at most.
    """
    items = [item for item in items if item.pk]
    keys = [item.pk for item in items]
    if not keys:
        return {}
    arises = any(item.writes_itself == Writes.MATTERS_ARISING for item in items)
    day = timezone.localdate(meeting.starts_at)
    rows = _around_record(meeting.pk, meeting.starts_at, day, circle, arises)
    later, were_last = (_later(meeting, rows, kind) for kind in (Writes.MATTERS_ARISING, Writes.LAST_MINUTES))
    taken = {key: _Taken(paragraphs.get(key, ())) for key in keys}
    due = coming_back.meetings_of(
        [one for of_item in taken.values() for one in of_item.decisions], [item.meeting for item in later], circle
    )
    ties = _sorted_out(keys, rows, circle)
    for item in items:
        before = _taken_up(meeting, item, [row for row in rows if row.is_arising], circle)
        after = [tie_to(row, circle) for row in later if taken[item.pk].came_back(row.meeting, due)]
        ties[item.pk] = ties[item.pk].and_also(before, after)
    ties = _with_asked(ties, _asked_about(meeting, items, circle))
    return ties | {None: Ties(after=tuple(tie_to(item, circle) for item in were_last[:1]))}


class _Taken:
    """What was taken below the paragraphs of one item."""

    def __init__(self, paragraphs) -> None:
        self.decisions = [row for paragraph in paragraphs for row in paragraph.decisions]
        self.actions = [row for paragraph in paragraphs for row in paragraph.actions]

    def came_back(self, meeting, due):
        """Whether an action was open when a later meeting began, or a decision was to be reviewed there."""
        still_open = any(action.was_open_at(meeting.starts_at) for action in self.actions)
        return still_open or any(meeting.pk in due[decision.pk] for decision in self.decisions)


@written
def _around_record(meeting, starts_at, day, circle, arises):
    at = Meeting(pk=meeting, starts_at=starts_at)
    arising = _arises(at, day, circle) if arises else NONE
    return _around("__meeting", meeting, circle, _comes_back(at), arising)


def _comes_back(meeting):
    """Return the condition (Q) for items of later meetings that fill themselves,
    perhaps from the minutes of this one.
    """
    later = {"meeting__starts_at__gt": meeting.starts_at, "meeting__state__in": Meeting.TAKES_PLACE}
    return Q(writes_itself__in=[Writes.MATTERS_ARISING, Writes.LAST_MINUTES], **later)


def _arises(meeting, day, circle):
    """Return the condition (Q) for items under which the actions and decisions were taken that arise at a meeting."""
    taken = matters_arising(meeting, circle), coming_back.due_at(meeting, circle, day)
    actions, decisions = (Q(pk__in=rows.order_by().values("paragraph__item")) for rows in taken)
    return actions | decisions


def _later(meeting, rows, kind):
    """Return the items of a kind among the rows, of later meetings up to today and of the next one to come."""
    later = [row for row in rows if row.writes_itself == kind and row.meeting.starts_at > meeting.starts_at]
    today = timezone.localdate()
    begun = [item for item in later if timezone.localdate(item.meeting.starts_at) <= today]
    return begun + later[len(begun) : len(begun) + 1]


def _taken_up(meeting, item, arising, circle) -> list:
    """Return the Ties to what an item that fills itself holds: the last minutes, or where what arises was taken."""
    if item.writes_itself == Writes.MATTERS_ARISING:
        return [tie_to(row, circle) for row in arising]
    minutes = last_minutes(meeting, circle) if item.writes_itself == Writes.LAST_MINUTES else None
    day = minutes and date_format(timezone.localtime(minutes.meeting.starts_at), "j F Y")
    return [Tie(_("Minutes of %(date)s") % {"date": day}, minutes.get_absolute_url())] if minutes else []
