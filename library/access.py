"""Who may keep the library. Seeing is `visible_to` of each of its things."""

from django.utils.translation import gettext as _

from members.access import belongs, is_partner, keeps_the_record


def may_keep_library(person) -> bool:
    """May add documents, write versions, adopt or publish them, and list consultations: the record keepers."""
    return keeps_the_record(person)


def may_keep_framework(person, framework) -> bool:
    """Both sides keep it: the record keepers for the Forum, and the partners who come from that organisation."""
    return keeps_the_record(person) or (is_partner(person) and person.organisation_id == framework.organisation_id)


def may_edit_talk(person, talk) -> bool:
    """Who keeps the library; and who offered it or speaks."""
    return keeps_the_record(person) or (belongs(person) and person.pk in (talk.speaker_id, talk.offered_by_id))


def against_editing(person, talk) -> str:
    """Return what stands against changing a talk: it was given, and is the record's from then on; or ""."""
    if talk.given_on is None or keeps_the_record(person):
        return ""
    return _("This talk was given, so the administrator keeps it. Please write to them if something is wrong.")


def may_agree(person, talk) -> bool:
    """The speaker says who may see what is kept of a talk; who keeps the library writes it down for them."""
    return keeps_the_record(person) or (belongs(person) and person.pk == talk.speaker_id)


def leads(person, consultation) -> bool:
    """Leads the answer to a consultation: in person, or as convenor of the group that does."""
    if not belongs(person):
        return False
    group = consultation.lead_group
    return consultation.lead_id == person.pk or (group is not None and group.convenor_id == person.pk)


def may_write_answer(person, consultation) -> bool:
    """Writes drafts of an answer and puts them to the members: who keeps the record, and who leads it."""
    return keeps_the_record(person) or leads(person, consultation)


def may_edit_outcome(person, outcome) -> bool:
    """Who keeps the library; and who suggested it, until that is looked at."""
    return keeps_the_record(person) or (belongs(person) and person.pk == outcome.suggested_by_id)


def against_editing_outcome(person, outcome) -> str:
    """Return what stands against changing an outcome that one suggested: it was looked at; or ""."""
    if outcome.waits or keeps_the_record(person):
        return ""
    return _("The administrator has looked at this and keeps it now. Please write to them if something is wrong.")
