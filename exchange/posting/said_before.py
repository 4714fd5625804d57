"""What a post or comment said before it was changed."""

from common.both_languages import Text


def versions_of(words) -> list:
    """Return (moment, text) of all that a post or comment has said, the oldest first, from its history."""
    (events,) = set(words.pgh_event_models.values())
    rows = events.objects.filter(pgh_obj_id=words.pk).order_by("pgh_id").values_list("pgh_created_at", "text")
    said: list = []
    for moment, text in rows:
        if not said or said[-1][1] != text:
            said.append((moment, Text(text, words.language)))
    return said
