"""Who may keep the library. Seeing is `visible_to` of each of its things."""

from members.access import is_partner, keeps_the_record


def may_keep_library(person) -> bool:
    """May add documents, write versions, adopt or publish them, and list consultations: the record keepers."""
    return keeps_the_record(person)


def may_keep_framework(person, framework) -> bool:
    """Both sides keep it: the record keepers for the Forum, and the partners who come from that organisation."""
    return keeps_the_record(person) or (is_partner(person) and person.organisation_id == framework.organisation_id)
