"""What the groups know of a person who asks to be erased."""

from django.db import transaction

from members.histories import event_model
from taskgroups.models import (
    GroupAction,
    GroupMember,
    GroupMessage,
    GroupPaper,
    GroupPresence,
    GroupRequest,
    Milestone,
    ProgressLine,
)

GO = (GroupMember, GroupRequest)


def going(person) -> list:
    """Return the rows that go with a person, as a list of QuerySets: not those of groups whose report is adopted."""
    came = GroupPresence.objects.filter(person=person, meeting__group__adopted_by=None)
    return [*(model.objects.filter(person=person, group__adopted_by=None) for model in GO), came]


def staying(person) -> list:
    """Return the rows that stay, by the person's number and without their name."""
    stand = [model.objects.filter(person=person, group__adopted_by__isnull=False) for model in GO]
    return [
        *stand,
        GroupPresence.objects.filter(person=person, meeting__group__adopted_by__isnull=False),
        Milestone.objects.filter(done_by=person),
        GroupAction.objects.filter(owner=person),
        GroupMessage.objects.filter(author=person),
        GroupPaper.objects.filter(uploaded_by=person),
        ProgressLine.objects.filter(said_by=person),
    ]


@transaction.atomic
def forget(*, person) -> bool:
    """Take the person out of all groups; groups they convened stay theirs by number, without their name, and so does
    what they said and did in groups, and their place in groups whose report is adopted, for these cannot change. How
    their actions stand goes, as it does of actions of meetings.
    """
    for rows in going(person):
        rows.delete()
    GroupAction.objects.filter(owner=person, group__adopted_by=None).exclude(progress="").update(progress="")
    event_model(GroupAction).objects.filter(owner=person).update(progress="")
    return False
