"""The Django admin for Task and Finish Groups; the state is read-only here, because its verbs keep it."""

from django.contrib import admin

from common.admin import Listed, TabularRows
from taskgroups.models import GroupMember, TaskGroup


class GroupMemberInline(TabularRows):
    model = GroupMember
    autocomplete_fields = ["person"]
    extra = 0


@admin.register(TaskGroup)
class TaskGroupAdmin(Listed):
    list_display = ["name", "convenor", "starts_on", "due_on", "state", "shared_with_partners"]
    list_filter = ["state", "shared_with_partners", "starts_on"]
    list_select_related = ["convenor"]
    search_fields = ["name_en", "name_cy", "convenor__name"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["convenor", "set_up_at"]
    readonly_fields = ["state", "finished_at", "created_at"]
    inlines = [GroupMemberInline]


@admin.register(GroupMember)
class GroupMemberAdmin(Listed):
    list_display = ["group", "person", "joined_on"]
    list_filter = ["group__state", "joined_on"]
    list_select_related = ["group", "person"]
    search_fields = ["group__name_en", "group__name_cy", "person__name"]
    autocomplete_fields = ["group", "person"]
