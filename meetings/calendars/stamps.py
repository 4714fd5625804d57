"""Since when a meeting reads as it does in calendars: what counts moves with what is said there, and with nothing else.

Whatever it is that makes a calendar say something else (a place, an item, a right, the words of this program), it is
seen by what comes out, so that no change can be forgotten; and what comes out the same moves nothing.
"""

from django.db import transaction
from django.db.models import Max

from common.turns import one_at_a_time
from meetings.models import EventStamp, FeedStamp
from members.handing_out import digest_of

STAMPS = "calendar stamps"


def stamp(events, audience, language) -> None:
    """Put DTSTAMP, LAST-MODIFIED and SEQUENCE on events, pairs (meeting, Event), as an audience reads them in a
    language.
    """
    said = {meeting: digest_of(event.to_ical()) for meeting, event in events}
    place = {"audience": audience, "language": language}
    known = _known(said, place)
    if any(meeting.pk not in known or known[meeting.pk].made_of != digest for meeting, digest in said.items()):
        known = _follow(said, place)
    for meeting, event in events:
        event.add("DTSTAMP", known[meeting.pk].changed_at)
        event.add("LAST-MODIFIED", known[meeting.pk].changed_at)
        event.add("SEQUENCE", known[meeting.pk].sequence)


def _known(meetings, place) -> dict:
    return {row.meeting_id: row for row in EventStamp.objects.filter(meeting__in=list(meetings), **place)}


@transaction.atomic
def _follow(said, place) -> dict:
    """Count what has changed. A number is never below one that anybody has of the meeting: calendars heed no lower."""
    one_at_a_time(STAMPS)
    known = _known(said, place)
    given = EventStamp.objects.filter(meeting__in=list(said)).order_by().values_list("meeting")
    highest = dict(given.annotate(highest=Max("sequence")))
    news = []
    for meeting, digest in said.items():
        row = known.setdefault(meeting.pk, EventStamp(meeting=meeting, sequence=-1, **place))
        if row.follow(digest):
            row.sequence = max(row.sequence + 1, meeting.revision, highest.get(meeting.pk, 0))
            news.append(row)
    EventStamp.objects.bulk_create(
        news,
        update_conflicts=True,
        unique_fields=["meeting", "audience", "language"],
        update_fields=["made_of", "changed_at", "sequence"],
    )
    return known


def since_when(person, digest):
    """Return since when the feed of a person from `reader_of`, which has this digest, is what it is."""
    return person.given_at if person.given == digest else _follow_feed(person, digest).changed_at


@transaction.atomic
def _follow_feed(person, digest) -> FeedStamp:
    one_at_a_time(STAMPS)
    row = FeedStamp.objects.filter(address=person.calendar_digest).first() or FeedStamp(address=person.calendar_digest)
    if row.follow(digest):
        FeedStamp.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["address"], update_fields=["made_of", "changed_at"]
        )
    return row
