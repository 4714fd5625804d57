"""The nouns of the groups: a group with its people, and what it does from its remit to its report."""

from taskgroups.models.groups import GroupMember, GroupRequest, TaskGroup
from taskgroups.models.together import (
    GroupAction,
    GroupMeeting,
    GroupMessage,
    GroupPaper,
    GroupPresence,
    ProgressLine,
)
from taskgroups.models.work import DueChange, Milestone

__all__ = [
    "DueChange",
    "GroupAction",
    "GroupMeeting",
    "GroupMember",
    "GroupMessage",
    "GroupPaper",
    "GroupPresence",
    "GroupRequest",
    "Milestone",
    "ProgressLine",
    "TaskGroup",
]
