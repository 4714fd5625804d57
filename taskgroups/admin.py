"""The Django admin for Task and Finish Groups; the state is read-only here, because its verbs keep it."""

from django.contrib import admin

from common.admin import KeptByPages, Listed, TabularRows
from taskgroups.models import (
    DueChange,
    GroupAction,
    GroupMeeting,
    GroupMember,
    GroupMessage,
    GroupPaper,
    GroupPresence,
    GroupRequest,
    Milestone,
    ProgressLine,
    TaskGroup,
)


class GroupMemberInline(TabularRows):
    model = GroupMember
    autocomplete_fields = ["person"]
    extra = 0


@admin.register(TaskGroup)
class TaskGroupAdmin(Listed):
    list_display = ["name", "convenor", "starts_on", "due_on", "state", "shared_with_partners", "is_private"]
    list_filter = ["state", "shared_with_partners", "is_private", "starts_on"]
    list_select_related = ["convenor"]
    search_fields = ["name_en", "name_cy", "convenor__name"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["convenor", "deputy", "set_up_at"]
    readonly_fields = [
        "state", "decision", "ballot", "report_item", "adopted_by", "closing_reason", "finished_at", "created_at",
    ]  # fmt: skip
    inlines = [GroupMemberInline]


@admin.register(GroupMember)
class GroupMemberAdmin(Listed):
    list_display = ["group", "person", "joined_on"]
    list_filter = ["group__state", "joined_on"]
    list_select_related = ["group", "person"]
    search_fields = ["group__name_en", "group__name_cy", "person__name"]
    autocomplete_fields = ["group", "person"]


@admin.register(Milestone)
class MilestoneAdmin(Listed):
    list_display = ["title", "group", "due_on", "done_on"]
    list_filter = ["group__state", "due_on"]
    list_select_related = ["group"]
    search_fields = ["title_en", "title_cy", "group__name_en", "group__name_cy"]
    autocomplete_fields = ["group"]
    readonly_fields = ["done_by"]


@admin.register(GroupRequest)
class GroupRequestAdmin(KeptByPages):
    list_display = ["group", "person", "kind", "answer", "made_at"]
    list_filter = ["kind", "answer"]
    search_fields = ["group__name_en", "group__name_cy", "person__name"]


@admin.register(DueChange)
class DueChangeAdmin(KeptByPages):
    list_display = ["group", "was_on", "due_on", "changed_at"]
    search_fields = ["group__name_en", "group__name_cy"]


class GroupPresenceInline(TabularRows):
    model = GroupPresence
    autocomplete_fields = ["person"]
    extra = 0


@admin.register(GroupMeeting)
class GroupMeetingAdmin(KeptByPages):
    list_display = ["group", "starts_at", "place", "within_group"]
    list_filter = ["starts_at", "within_group"]
    list_select_related = ["group"]
    search_fields = ["group__name_en", "group__name_cy", "place"]
    inlines = [GroupPresenceInline]


@admin.register(GroupPaper)
class GroupPaperAdmin(KeptByPages):
    list_display = ["title", "group", "name", "within_group", "added_at"]
    list_filter = ["within_group", "added_at"]
    list_select_related = ["group"]
    search_fields = ["title_en", "title_cy", "group__name_en", "group__name_cy"]


@admin.register(GroupAction)
class GroupActionAdmin(KeptByPages):
    list_display = ["text", "group", "owner", "due_on", "closed_at"]
    list_filter = ["due_on", "closed_at"]
    list_select_related = ["group", "owner"]
    search_fields = ["text_en", "text_cy", "owner__name"]


@admin.register(GroupMessage)
class GroupMessageAdmin(KeptByPages):
    list_display = ["group", "author", "said_at", "by_letter"]
    list_filter = ["said_at", "by_letter"]
    list_select_related = ["group", "author"]
    search_fields = ["group__name_en", "group__name_cy", "author__name"]


@admin.register(ProgressLine)
class ProgressLineAdmin(KeptByPages):
    list_display = ["group", "month", "text"]
    list_filter = ["month"]
    list_select_related = ["group"]
    search_fields = ["group__name_en", "group__name_cy", "text"]
