"""Who may keep the library. Seeing is `visible_to` of each of its things."""

from members.access import keeps_the_record


def may_keep_library(person):
    """May add documents, write versions, adopt or publish them, and list consultations: the record keepers."""
    return keeps_the_record(person)
