"""The numbers of an agenda: those that were sent stay, and what comes in between later has a letter, as 3A.

Until it goes out items are called by their place. From then on `AgendaItem.kept_number` holds; an item that came in
later (`sent_version` is None) has the number of its place among the others until the agenda goes out once more.
"""

import itertools
import re
import string

from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from meetings.models import AgendaItem

# "4. Budget", "4) Budget", "Item 3A: Budget"; not "2016 accounts", "10.30 start" or "1.5 million"
LEADING = re.compile(r"^(?:(?:agenda )?item |eitem )?\d{1,2}[a-z]?(?:\.\d{1,2})*[.):]\s+(?=\S)", re.IGNORECASE)


def unnumbered(title) -> str:
    """Return a title without the number that somebody typed before it: an agenda numbers its items by itself."""
    return LEADING.sub("", title)


def keep_numbers(meeting) -> None:
    """Have all items of an agenda keep the numbers that they have, because it goes out with them."""
    meeting.items.filter(kept_number="").update(kept_number=Cast("position", CharField()))
    meeting.items.update(sent_version=F("version"))
    AgendaItem.removed.filter(meeting=meeting).update(sent_version=None)


def forget_numbers(meeting) -> None:
    """Have the items of an agenda called by their place again, because it is a draft."""
    for rows in (meeting.items, AgendaItem.removed.filter(meeting=meeting)):
        rows.exclude(kept_number="", sent_version=None).update(kept_number="", sent_version=None)


def were_sent(meeting) -> bool:
    """Whether the items of an agenda have numbers to keep."""
    return bool(_taken(meeting))


def _taken(meeting) -> set:
    """Return the numbers that were sent; one that is off the agenda leaves its gap."""
    sent = meeting.items.filter(sent_version__isnull=False).values_list("kept_number")
    gone = AgendaItem.removed.filter(meeting=meeting).exclude(kept_number="").values_list("kept_number")
    return {number for (number,) in sent.order_by().union(gone.order_by())}


def number_late(meeting) -> None:
    """Give those items that came in after an agenda was sent the numbers of their places."""
    taken = _taken(meeting)
    if not taken:
        return
    items = list(meeting.items.order_by("position"))
    last = max((place for place, item in enumerate(items) if item.sent_version is not None), default=-1)
    before = "0"
    for place, item in enumerate(items):
        if item.sent_version is None:
            number = _next(before, taken) if place < last else _after_all(before, item.kept_number, taken)
            taken.add(number)
            AgendaItem.objects.filter(pk=item.pk).exclude(kept_number=number).update(kept_number=number)
            item.kept_number = number
        before = item.kept_number


def gone_from(meeting) -> QuerySet:
    """Return the numbers of items that were sent and have been taken off since; `meeting` may be an OuterRef."""
    return AgendaItem.removed.filter(meeting=meeting, sent_version__isnull=False).values("kept_number")


def changed_since(meeting, items, gone) -> str:
    """Return how an agenda that was sent differs from what was sent, in one line, or ""; nothing once it has begun.

    `items` are as a circle sees them; `gone` are the numbers that have been taken off.
    """
    sent = [item for item in items if item.sent_version is not None]
    if meeting.state != meeting.State.PUBLISHED or meeting.has_begun or not (sent or gone):
        return ""
    order = [in_order(item.kept_number) for item in sent]
    said = [
        (_("New: %(numbers)s."), [item.number for item in items if item.sent_version is None]),
        (_("Changed: %(numbers)s."), [item.number for item in sent if item.version != item.sent_version]),
        (_("Taken off: %(numbers)s."), sorted(gone, key=in_order)),
    ]
    parts = [text % {"numbers": ", ".join(numbers)} for text, numbers in said if numbers]
    parts += [_("The order has changed.")] if order != sorted(order) else []
    return " ".join([_("Changed since this agenda was sent."), *parts]) if parts else ""


def in_order(number) -> tuple[int, int, str]:
    """Return what numbers are sorted by: 3, 3A, 3B, 4."""
    letters = number.lstrip(string.digits)
    return _whole(number), len(letters), letters


def _whole(number) -> int:
    return int(re.match(r"\d*", number)[0] or 0)


def _next(before, taken) -> str:
    """Return the first number with a letter after that of the item before it that no other has."""
    letters = (
        "".join(letters)
        for length in itertools.count(1)
        for letters in itertools.product(string.ascii_uppercase, repeat=length)
    )
    return next(number for one in letters if (number := f"{_whole(before)}{one}") not in taken)


def _after_all(before, kept, taken) -> str:
    """Return the number of an item after all that were sent: the one it has, where that is in order, else the next."""
    fits = in_order(kept) > in_order(before) and kept not in taken
    return kept if fits else str(max(map(_whole, taken)) + 1)


def place_again(meeting, item) -> int:
    """Return the place at which an item that was sent belongs among those that stand: before the next number."""
    rows = meeting.items.order_by("position").values_list("position", "kept_number")
    later = [place for place, number in rows if in_order(number) > in_order(item.kept_number)]
    return min(later, default=meeting.items.count() + 1)
