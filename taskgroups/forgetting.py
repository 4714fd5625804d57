"""What the groups know of a person who asks to be erased."""

from django.db import transaction

from taskgroups.models import GroupMember, GroupRequest, Milestone


def going(person) -> list:
    """Return the rows that go with a person, as a list of QuerySets: not those of groups whose report is adopted."""
    return [model.objects.filter(person=person, group__adopted_by=None) for model in (GroupMember, GroupRequest)]


def staying(person) -> list:
    """Return the rows that stay, by the person's number and without their name."""
    stand = [
        model.objects.filter(person=person, group__adopted_by__isnull=False) for model in (GroupMember, GroupRequest)
    ]
    return [*stand, Milestone.objects.filter(done_by=person)]


@transaction.atomic
def forget(*, person) -> bool:
    """Take the person out of all groups; groups they convened stay theirs by number, without their name, and so does
    their place in groups whose report is adopted, for these cannot change.
    """
    for rows in going(person):
        rows.delete()
    return False
