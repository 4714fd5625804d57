"""The history of a meeting's record: which of the changes that the database wrote down are of it, and what differs."""

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from common.rich_text import plain_text
from common.versions.comparison import compare_words
from meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    Declaration,
    Meeting,
    Minutes,
    Paper,
    Paragraph,
    Told,
)
from members.histories import event_model

# The tracked models of a meeting's record, and how their events lead to it.
TRACKED = {
    Meeting: "pgh_obj_id",
    AgendaItem: "meeting_id",
    Attendance: "meeting_id",
    Minutes: "meeting_id",
    Declaration: "item__meeting_id",
    Paragraph: "item__meeting_id",
    Decision: "paragraph__item__meeting_id",
    Action: "paragraph__item__meeting_id",
    Paper: "item__meeting_id",
    Told: "meeting_id",
}


def changes_of(meeting) -> bool:
    """Return (when, number, key) of the events of a meeting's record, the last one first;
    `histories.in_words` reads the keys.
    """
    first, *more = (_of_model(event_model(model), path, meeting) for model, path in TRACKED.items())
    return first.union(*more, all=True).order_by("-when", "-number", "slug")


def _of_model(events, path, meeting):
    slug = Concat(Value(f"{events._meta.label}:"), Cast("pgh_id", CharField()))
    rows = events.objects.filter(**{path: meeting.pk}).order_by()
    return rows.annotate(when=F("pgh_created_at"), number=F("pgh_id"), slug=slug).values_list("when", "number", "slug")


def differences(older, newer):
    """Return what differs between the words of two rich texts, as a list of common.versions.comparison.Change."""
    return compare_words(plain_text(older), plain_text(newer))
