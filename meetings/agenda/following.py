"""Where a matter came up before and after: items that take up earlier ones, linked by hand or by themselves,
as far as a circle may see.
"""

from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import Case, OuterRef, Q, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.searching import all_words_in
from meetings import access
from meetings.agenda import building, coming_back
from meetings.agenda.standing_items import last_minutes, matters_arising, usual_items
from meetings.models import AgendaItem, Meeting, Precedent, Writes, visible_item

MOST = 20
NONE = Q(pk__in=[])
CARRIED_ON = (
    "title_en",
    "title_cy",
    "kind",
    "minutes",
    "text_en",
    "text_cy",
    "presenter",
    "presenter_name",
    "presenter_organisation",
)
CARRIED_ON += ("reserved", "came_from", "came_from_shared")


@dataclass(frozen=True)
class Tie:
    """A way to where a matter came up: `label` such as "2026-03, item 4", and `title` of that item, which knows its
    language.
    """

    label: str
    url: str
    title: str = ""


@dataclass
class Ties:
    """The ways from an item to before and after, the earliest first."""

    before: list = field(default_factory=list)
    after: list = field(default_factory=list)


def ties_of(items, circle):
    """Return {item's key: Ties} of the items that were linked to others,
    as far as this circle may see those; one query.
    """
    keys = [item.pk for item in items if item.pk]
    return _sorted_out(keys, _around(keys, circle), circle) if keys else {}


def _around(keys, circle, near=NONE, arises=NONE):
    """Return the items this circle may see that were linked to those of the `keys`, and those that `near` or `arises`
    is true of.

    Each has `taken_up_by` and `takes_up`, the keys it is linked to, and `is_arising`. The earliest comes first.
    """
    to_earlier, to_later = Precedent.objects.filter(later__in=keys), Precedent.objects.filter(earlier__in=keys)
    linked = Q(pk__in=to_earlier.values("earlier")) | Q(pk__in=to_later.values("later"))
    rows = AgendaItem.objects.filter(visible_item(circle)).filter(linked | near | arises)
    rows = rows.annotate(
        taken_up_by=ArraySubquery(to_earlier.filter(earlier=OuterRef("pk")).values("later")),
        takes_up=ArraySubquery(to_later.filter(later=OuterRef("pk")).values("earlier")),
        is_arising=Case(When(arises, then=True), default=False),
    )
    return list(rows.select_related("meeting__minutes").order_by("meeting__starts_at", "position"))


def _sorted_out(keys, rows, circle):
    found = {key: Ties() for key in keys}
    for row in rows:
        for key in row.taken_up_by:
            found[key].before.append(tie_to(row, circle))
        for key in row.takes_up:
            found[key].after.append(tie_to(row, circle))
    return found


def tie_to(item, circle):
    """Return the Tie to an item this circle may see: in its minutes if they may read those, else on its agenda."""
    label = _("%(meeting)s, item %(number)s") % {"meeting": item.meeting.reference, "number": item.position}
    page = item.meeting.minutes if access.minutes_are_open_to(circle, item.meeting) else item.meeting
    return Tie(label, f"{page.get_absolute_url()}#item-{item.position}", item.title)


def reported_in(ballot, circle):
    """Return the Tie to the item that reports what members decided between meetings, or None."""
    rows = AgendaItem.objects.filter(
        visible_item(circle), came_from=ballot.get_absolute_url(), meeting=ballot.reported_at_id
    )
    item = rows.select_related("meeting__minutes").first() if ballot.reported_at_id else None
    return item and tie_to(item, circle)


def record_ties(meeting, sections, circle):
    """Return {item's key: Ties} for minutes: what was linked, and what came before and comes back after by itself.

    Where actions and decisions were taken that arise, the last minutes, and later meetings at which what was taken here
    arose;
    under None where these minutes were the last ones. Three queries at most.
    """
    items = [section.item for section in sections if section.item.pk]
    if not items:
        return {}
    rows = _around([item.pk for item in items], circle, _comes_back(meeting), _arises(meeting, items, circle))
    ties = _sorted_out([item.pk for item in items], rows, circle)
    later, were_last = (_later(meeting, rows, kind) for kind in (Writes.MATTERS_ARISING, Writes.LAST_MINUTES))
    ties[None] = Ties(after=[tie_to(item, circle) for item in were_last[:1]])
    due = coming_back.meetings_of(
        [one for section in sections for one in _decisions(section)], [item.meeting for item in later]
    )
    for section in sections:
        if section.item.pk:
            mine = ties[section.item.pk]
            before = _taken_up(meeting, section.item, [row for row in rows if row.is_arising], circle)
            after = [tie_to(item, circle) for item in later if _came_back(section, item.meeting, due)]
            mine.before += [tie for tie in before if tie not in mine.before]
            mine.after += [tie for tie in after if tie not in mine.after]
    return ties


def _comes_back(meeting):
    """Return the condition (Q) for items of later meetings that fill themselves,
    perhaps from the minutes of this one.
    """
    later = {"meeting__starts_at__gt": meeting.starts_at, "meeting__state__in": Meeting.TAKES_PLACE}
    return Q(writes_itself__in=[Writes.MATTERS_ARISING, Writes.LAST_MINUTES], **later)


def _arises(meeting, items, circle):
    """Return the condition (Q) for items under which the actions and decisions were taken that arise at a meeting."""
    if not any(item.writes_itself == Writes.MATTERS_ARISING for item in items):
        return NONE
    taken = matters_arising(meeting, circle), coming_back.due_at(meeting, circle)
    actions, decisions = (Q(pk__in=rows.order_by().values("paragraph__item")) for rows in taken)
    return actions | decisions


def _later(meeting, rows, kind):
    """Return the items of a kind among the rows, of later meetings that have begun and of the next one to come."""
    later = [row for row in rows if row.writes_itself == kind and row.meeting.starts_at > meeting.starts_at]
    begun = [item for item in later if item.meeting.has_begun]
    return begun + later[len(begun) : len(begun) + 1]


def _taken_up(meeting, item, arising, circle):
    """Return the Ties to what an item that fills itself holds: the last minutes, or where what arises was taken."""
    if item.writes_itself == Writes.MATTERS_ARISING:
        return [tie_to(row, circle) for row in arising]
    minutes = last_minutes(meeting, circle) if item.writes_itself == Writes.LAST_MINUTES else None
    day = minutes and date_format(timezone.localtime(minutes.meeting.starts_at), "j F Y")
    return [Tie(_("Minutes of %(date)s") % {"date": day}, minutes.get_absolute_url())] if minutes else []


def _came_back(section, meeting, due):
    """Whether an action of a section was open when a later meeting began,
    or one of its decisions was to be reviewed there.
    """
    still_open = any(action.was_open_at(meeting.starts_at) for action in _actions(section))
    return still_open or any(meeting.pk in due[decision.pk] for decision in _decisions(section))


def _actions(section):
    return [action for paragraph in section.paragraphs for action in paragraph.actions.all()]


def _decisions(section):
    return [decision for paragraph in section.paragraphs for decision in paragraph.decisions.all()]


def earlier_items(item, words):
    """Return the items of earlier meetings in which every word occurs, the latest first, for who links one by hand."""
    rows = AgendaItem.objects.filter(
        all_words_in(words, "title", "text"), meeting__starts_at__lt=item.meeting.starts_at
    )
    return rows.select_related("meeting").order_by("-meeting__starts_at", "position")[:MOST]


def linked_to(item):
    """Return the earlier items that were linked to an item, the earliest first."""
    earlier = Precedent.objects.filter(later=item, earlier__removed_at=None).values("earlier")
    return (
        AgendaItem.objects.filter(pk__in=earlier).select_related("meeting").order_by("meeting__starts_at", "position")
    )


@transaction.atomic
def link(*, later, earlier):
    """Note that an item takes up the matter of an earlier one;
    raises IllegalChange unless that was at an earlier meeting.
    """
    if earlier.meeting.starts_at >= later.meeting.starts_at:
        raise IllegalChange(_("Only an item of an earlier meeting can have come before."))
    return Precedent.objects.get_or_create(later=later, earlier=earlier)[0]


@transaction.atomic
def unlink(*, later, earlier):
    """Take a link between two items away again."""
    Precedent.objects.filter(later=later, earlier=earlier).delete()


def next_after(meeting):
    """Return the first meeting to come after another one, or None."""
    to_come = Meeting.objects.filter(
        state__in=(Meeting.State.PLANNED, Meeting.State.PUBLISHED), starts_at__gt=timezone.now()
    )
    return to_come.filter(starts_at__gt=meeting.starts_at).order_by("starts_at", "pk").first()


@transaction.atomic
def carry_on(*, item):
    """Put the matter of an item on the agenda of the next meeting, linked to it, and return the new item.

    The item itself stays where it is. Raises IllegalChange where no meeting is planned, or the matter is on its agenda
    already.
    """
    meeting = next_after(item.meeting)
    if meeting is None:
        raise IllegalChange(_("No later meeting is planned yet. Plan it first, then carry the matter on."))
    locked(meeting)
    if Precedent.objects.filter(earlier=item, later__meeting=meeting, later__removed_at=None).exists():
        raise IllegalChange(_("This matter is on the agenda of the next meeting already."))
    new = building.add_item(meeting=meeting, item=AgendaItem(**{name: getattr(item, name) for name in CARRIED_ON}))
    link(later=new, earlier=item)
    return new


def link_copies(pairs):
    """Link the items of a copied agenda, pairs (copy, original), but for those that stand on every agenda."""
    usual = {(row.title_en, row.title_cy) for row in usual_items()}
    told = [
        (copy, item) for copy, item in pairs if not item.writes_itself and (item.title_en, item.title_cy) not in usual
    ]
    Precedent.objects.bulk_create(
        Precedent(later=copy, earlier=item) for copy, item in told if item.meeting.starts_at < copy.meeting.starts_at
    )
