"""Following a matter from meeting to meeting: items linked by hand to earlier ones, and carried on to the next agenda.

What a circle sees of that is `ties`.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.searching import all_words_in
from meetings.agenda import standing_items
from meetings.agenda.standing_items import usual_items
from meetings.models import AgendaItem, Meeting, Precedent

MOST = 20
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
CARRIED_ON += ("reserved", "from_proposal", "from_ballot")


def earlier_items(item, words):
    """Return the items of earlier meetings in which every word occurs, the latest first, for who links one by hand."""
    rows = AgendaItem.objects.filter(
        all_words_in(words, "title", "text"), meeting__starts_at__lt=item.meeting.starts_at
    )
    return rows.select_related("meeting").order_by("-meeting__starts_at", "position")[:MOST]


def linked_to(item) -> QuerySet:
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
def unlink(*, later, earlier) -> None:
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
    new = standing_items.place_item(
        meeting=meeting, item=AgendaItem(**{name: getattr(item, name) for name in CARRIED_ON})
    )
    link(later=new, earlier=item)
    return new


def link_copies(pairs) -> None:
    """Link the items of a copied agenda, pairs (copy, original), but for those that stand on every agenda."""
    usual = {(row.title_en, row.title_cy) for row in usual_items()}
    told = [
        (copy, item) for copy, item in pairs if not item.writes_itself and (item.title_en, item.title_cy) not in usual
    ]
    Precedent.objects.bulk_create(
        Precedent(later=copy, earlier=item) for copy, item in told if item.meeting.starts_at < copy.meeting.starts_at
    )
