"""Who may set up a group, keep its pages, and take part in it. Seeing it is `TaskGroup.objects.visible_to(person)`."""

from members.access import belongs, keeps_the_record


def may_set_up(person) -> bool:
    """The record keepers set groups up, as a meeting decided."""
    return keeps_the_record(person)


def may_keep(person, group) -> bool:
    """The record keepers; and the convenor, until the group has finished."""
    return keeps_the_record(person) or (belongs(person) and group.convenor_id == person.pk and not group.is_finished)


def may_join(person, group) -> bool:
    """Members and partners who see the group join it and leave it themselves while it works;
    its convenor is in it anyway.
    """
    return belongs(person) and not group.is_finished and group.convenor_id != person.pk
