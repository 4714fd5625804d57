"""Calendar files: a meeting as calendars read it."""


def event_file(meeting, reader, language, method):
    """Return the iCalendar file (bytes) of a meeting for a person or guest, in a language; `method` is "REQUEST" or "CANCEL"."""
    return b""
