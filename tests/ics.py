"""Reading our calendar files as calendars do: by two programs that know nothing of each other."""

import datetime

import icalendar
import vobject

LONGEST_LINE = 75  # octets, without the line's end (RFC 5545, 3.1)


def by_icalendar(content):
    """Return the events as icalendar reads them: {UID: {what: value}}."""
    found = {}
    for event in icalendar.Calendar.from_ical(content).walk("VEVENT"):
        found[str(event["UID"])] = {
            "title": str(event["SUMMARY"]),
            "place": str(event.get("LOCATION", "")),
            "text": str(event["DESCRIPTION"]),
            "url": str(event["URL"]),
            "status": str(event["STATUS"]),
            "sequence": int(event["SEQUENCE"]),
            "start": event.decoded("DTSTART").astimezone(datetime.UTC),
            "end": event.decoded("DTEND").astimezone(datetime.UTC),
        }
    return found


def by_vobject(content):
    """Return the same as vobject reads them, with the clock that the file itself tells."""
    found = {}
    for event in vobject.readOne(content.decode()).vevent_list:
        found[event.uid.value] = {
            "title": event.summary.value,
            "place": event.location.value if hasattr(event, "location") else "",
            "text": event.description.value,
            "url": event.url.value,
            "status": event.status.value,
            "sequence": int(event.sequence.value),
            "start": event.dtstart.value.astimezone(datetime.UTC),
            "end": event.dtend.value.astimezone(datetime.UTC),
        }
    return found


def read(content):
    """Return the events of a file on which both readers agree;
    its lines are as long as they may be, and end as they must.
    """
    assert content.endswith(b"\r\n") and b"\n" not in content.replace(b"\r\n", b"")
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= LONGEST_LINE
    assert [line for line in lines if line.decode() is None] == []  # no letter is torn in two
    found = by_icalendar(content)
    assert by_vobject(content) == found
    return found


def only(content):
    (event,) = read(content).values()
    return event
