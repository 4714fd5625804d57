"""What the groups know of a person who asks to be erased."""

from django.db import transaction

from taskgroups.models import GroupMember


def going(person) -> list:
    """Return the rows that go with a person, as a list of QuerySets."""
    return [GroupMember.objects.filter(person=person)]


@transaction.atomic
def forget(*, person) -> bool:
    """Take the person out of all groups; groups they convened stay theirs by number, without their name."""
    for rows in going(person):
        rows.delete()
    return False
