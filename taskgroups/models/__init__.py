"""The nouns of the groups: a group with its people, and what it does from its remit to its report."""

from taskgroups.models.groups import GroupMember, GroupRequest, TaskGroup
from taskgroups.models.work import DueChange, Milestone

__all__ = ["DueChange", "GroupMember", "GroupRequest", "Milestone", "TaskGroup"]
