"""What the consultations know of a person who asks to be erased."""

from django.db import transaction

from library.models import Interested, Remark


def going(person) -> list:
    """Return the rows that go with a person: what they were interested in."""
    return [Interested.objects.filter(person=person)]


def staying(person) -> list:
    """Return the rows that stay without the name: remarks that an answer was written after."""
    return [Remark.objects.filter(author=person)]


@transaction.atomic
def forget(*, person) -> bool:
    """Delete what goes; a remark has an author without a name, and an answer a lead without one."""
    for rows in going(person):
        rows.delete()
    return False
