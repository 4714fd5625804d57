"""The deadlines of consultations for calendars, as a circle reads them."""

from django.utils import timezone
from django.utils.translation import gettext as _

from library.models import Consultation
from meetings.calendars.calendars import KEPT, WholeDay


def deadlines(circle) -> list[WholeDay]:
    """Return the days on which consultations close that a circle reads of and that are not let pass, in the reader's
    language.
    """
    rows = Consultation.objects.visible_within(circle).exclude(state=Consultation.State.PASSED)
    rows = rows.filter(closes_on__gte=timezone.localdate() - KEPT).order_by("closes_on", "pk")
    return [
        WholeDay(
            uid=f"consultation-{row.pk}",
            on=row.closes_on,
            title=_("Consultation closes: %(title)s") % {"title": row.title},
            path=row.get_absolute_url(),
            sequence=row.version,
        )
        for row in rows
    ]
