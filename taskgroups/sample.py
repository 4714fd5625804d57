"""The Task and Finish Groups of the sample Forum: one that finished in 2016, one at work, one that is reporting."""

import datetime
from pathlib import Path

from django.utils import timezone

from common.overview import Sampled
from common.steps import take
from members.sample import people, read
from taskgroups import lifecycle
from taskgroups.models import GroupMember, TaskGroup

DATA = Path(__file__).parent / "sample_data"


def make(_today, meetings) -> Sampled:
    """Add the groups, set up at `meetings` ({name of the data file: Meeting}),
    and bring each as far as its data goes.
    """
    cast, groups = people(), read(DATA, "groups")["group"]
    for row in groups:
        _group(row, meetings, cast)
    return Sampled(f"{len(groups)} Task and Finish Groups")


def _group(row, meetings, cast):
    set_up_at, finished = meetings[row.pop("set_up_at")], meetings.get(row.pop("finished", ""))
    due_on = timezone.localdate(meetings[row.pop("due")].starts_at)
    members, convenor, is_reporting = row.pop("members"), cast[row.pop("convenor")], row.pop("is_reporting", False)
    began = timezone.localdate(set_up_at.starts_at)
    group = TaskGroup.objects.create(
        set_up_at=set_up_at, starts_on=began, due_on=due_on, convenor=convenor, created_at=set_up_at.ends_at, **row
    )
    for key in members:
        GroupMember.objects.create(group=group, person=cast[key], joined_on=began + datetime.timedelta(days=3))
    if finished or is_reporting:
        take(group, lifecycle.REPORT)
    if finished:
        take(group, lifecycle.FINISH)
        TaskGroup.objects.filter(pk=group.pk).update(finished_at=finished.ends_at)
