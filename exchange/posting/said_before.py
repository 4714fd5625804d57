"""What a post or comment said before it was changed."""

from common.both_languages import Text
from members.access import Circle, circle_of

OPEN_TO = {Circle.PARTNER: "shared_with_partners", Circle.VISITOR: "is_public"}


def versions_of(words, reader) -> list:
    """Return (moment, text) of all that a post or comment has said since its reader could read it, the oldest first,
    from its history.
    """
    rows = _events_of(words).order_by("pgh_id").values_list("pgh_created_at", "text")
    said: list = []
    for moment, text in rows:
        if not said or said[-1][1] != text:
            said.append((moment, Text(text, words.language)))
    since = _opened_at(getattr(words, "post", words), reader)
    before = [place for place, (moment, _text) in enumerate(said) if since and moment <= since]
    return said[max(before, default=0) :]


def _opened_at(post, reader):
    """Return when a post was opened to a reader from whom it was kept at first; None where it never was."""
    open_to = OPEN_TO.get(circle_of(reader))
    if open_to is None or post.author_id == reader.pk:
        return None
    events = _events_of(post)
    shut = events.filter(**{open_to: False}).order_by("pgh_id").last()
    opened = events.filter(pgh_id__gt=shut.pgh_id).order_by("pgh_id").first() if shut else None
    return opened and opened.pgh_created_at


def _events_of(words):
    (events,) = set(words.pgh_event_models.values())
    return events.objects.filter(pgh_obj_id=words.pk)
