"""The Task and Finish Groups of the sample Forum: one whose report of 2016 was adopted, one that was closed early,
others at work, reporting and proposed.
"""

import datetime
from pathlib import Path

from django.utils import timezone

from common.doors.overview import Sampled
from common.steps import take
from meetings.models import Decision
from members.sample import people, read
from taskgroups.models import (
    DueChange,
    GroupAction,
    GroupMeeting,
    GroupMember,
    GroupMessage,
    GroupPresence,
    GroupRequest,
    Milestone,
    ProgressLine,
    TaskGroup,
)
from taskgroups.steering import lifecycle

DATA = Path(__file__).parent / "sample_data"
OF_GROUP = (
    "milestone",
    "meeting",
    "action",
    "progress",
    "message",
    "members",
    "moved",
    "asks",
    "adopted",
    "closed",
    "reason",
    "is_reporting",
)


def make(_today, meetings) -> Sampled:
    """Add the groups, set up at `meetings` ({name of the data file: Meeting}),
    and bring each as far as its data goes.
    """
    cast, groups = people(), read(DATA, "groups")["group"]
    for row in groups:
        _group(row, meetings, cast)
    return Sampled(f"{len(groups)} Task and Finish Groups")


def _decision(said, meetings):
    """Return the decision of a meeting that begins with these words: "2016-03: To set up …"."""
    name, _colon, words = said.partition(": ")
    return Decision.objects.get(paragraph__item__meeting=meetings[name], text_en__startswith=words)


def _day(name, meetings) -> datetime.date:
    """Return the day of a meeting, or that many days after it: "last+20"."""
    meeting, _plus, days = name.partition("+")
    return timezone.localdate(meetings[meeting].starts_at) + datetime.timedelta(days=int(days or 0))


def _group(row, meetings, cast):
    work = {key: row.pop(key, None) for key in OF_GROUP}
    decision = _decision(row.pop("decision"), meetings) if "decision" in row else None
    began = _day(row.pop("begins"), meetings)
    at = meetings[row.pop("set_up_at")] if "set_up_at" in row else None
    facts = {"convenor": cast[row.pop("convenor")], "deputy": cast.get(row.pop("deputy", "")), "starts_on": began}
    created = timezone.make_aware(datetime.datetime.combine(began, datetime.time(13, 30)))
    due_on = _day(row.pop("due"), meetings)
    facts |= {"decision": decision, "set_up_at": at, "due_on": due_on, "created_at": min(created, timezone.now())}
    group = TaskGroup.objects.create(**facts, **row)
    for key in work["members"] or ():
        GroupMember.objects.create(group=group, person=cast[key], joined_on=began + datetime.timedelta(days=3))
    for key in work["asks"] or ():
        GroupRequest.objects.create(group=group, person=cast[key], kind=GroupRequest.Kind.ASKS)
    for milestone in work["milestone"] or ():
        _milestone(group, milestone, meetings)
    _work(group, work, meetings, cast)
    for moved in work["moved"] or ():
        DueChange.objects.create(
            group=group, was_on=_day(moved["was"], meetings), due_on=due_on, decision=_decision(moved["by"], meetings)
        )
    _bring_on(group, work, meetings)


def _milestone(group, row, meetings):
    done_on = _day(row.pop("done"), meetings) if "done" in row else None
    facts = {"due_on": _day(row.pop("due"), meetings), "done_on": done_on}
    Milestone.objects.create(group=group, done_by=group.convenor if done_on else None, **facts, **row)


def _work(group, work, meetings, cast):
    """Add what a group did: its meetings, its actions, its lines on progress, and what was said in it."""
    for row in work["meeting"] or ():
        day, came = _day(row.pop("on"), meetings), row.pop("came", ())
        times = {"starts_at": _moment(day, row.pop("starts")), "ends_at": _moment(day, row.pop("ends"))}
        meeting = GroupMeeting.objects.create(group=group, **times, **row)
        for key in came:
            GroupPresence.objects.create(meeting=meeting, person=cast[key])
    for row in work["action"] or ():
        day, done = _day(row.pop("due"), meetings), row.pop("is_done", False)
        closed = min(_moment(day, "16:00"), timezone.now()) if done else None
        GroupAction.objects.create(group=group, owner=cast[row.pop("owner")], due_on=day, closed_at=closed, **row)
    for row in work["progress"] or ():
        said = min(_moment(_day(row.pop("on"), meetings), "19:15"), timezone.now())
        month = timezone.localdate(said).replace(day=1)
        ProgressLine.objects.create(group=group, month=month, said_at=said, said_by=group.convenor, **row)
    for row in work["message"] or ():
        said = min(_moment(_day(row.pop("on"), meetings), "20:40"), timezone.now())
        GroupMessage.objects.create(group=group, author=cast[row.pop("author")], said_at=said, **row)


def _moment(day, clock):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.fromisoformat(clock)))


def _bring_on(group, work, meetings):
    """Bring a group as far as its data goes; when it ended is told before its report is adopted, for that stands."""
    if work["adopted"] or work["is_reporting"]:
        take(group, lifecycle.REPORT)
    if work["adopted"]:
        decision = _decision(work["adopted"], meetings)
        take(group, lifecycle.FINISH, decision=decision, at=decision.paragraph.item.meeting.ends_at)
    if work["closed"]:
        take(group, lifecycle.CLOSE, reason=work["reason"], at=meetings[work["closed"]].ends_at)
