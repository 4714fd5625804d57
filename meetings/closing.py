"""The last days for answers to what is asked between meetings, for calendars, as a circle reads them."""

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.calendars.calendars import KEPT, WholeDay
from meetings.models import Ballot


def closing_days(circle) -> list[WholeDay]:
    """Return the last days for answers to proposals between meetings, in the reader's language."""
    rows = Ballot.objects.visible_within(circle).filter(closes_on__gte=timezone.localdate() - KEPT)
    return [
        WholeDay(
            uid=f"ballot-{row.pk}",
            on=row.closes_on,
            title=_("Answers until today: %(number)s") % {"number": row.number},
            path=row.get_absolute_url(),
            sequence=row.version,
        )
        for row in rows.order_by("closes_on", "pk")
    ]
