"""A public meeting as search engines read it: an Event of schema.org, of what everybody sees of it, and no more."""

from django.conf import settings
from django.utils import timezone

from meetings.models import Meeting
from members.models import Identity

STATUS = {Meeting.State.CANCELLED: "EventCancelled", Meeting.State.POSTPONED: "EventPostponed"}
VOCABULARY = "https://schema.org/"


def event_of(meeting: Meeting, forum: Identity) -> dict:
    """Return a public meeting as an Event of schema.org, in the reader's language, its times by the clock in Wales."""
    page = settings.SITE_ORIGIN + meeting.get_absolute_url()
    facts = {
        "@context": VOCABULARY.rstrip("/"),
        "@type": "Event",
        "name": str(meeting.title),
        "startDate": timezone.localtime(meeting.starts_at).isoformat(),
        "eventStatus": VOCABULARY + STATUS.get(meeting.state, "EventScheduled"),
        "isAccessibleForFree": True,
        "organizer": {"@type": "Organization", "name": str(forum.name), "url": f"{settings.SITE_ORIGIN}/"},
        "url": page,
    }
    if meeting.end_is_known:
        facts["endDate"] = timezone.localtime(meeting.ends_at).isoformat()
    if meeting.place:
        facts["location"] = {"@type": "Place", "name": str(meeting.place), "address": str(meeting.place)}
    return facts
