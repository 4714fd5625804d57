"""The Django admin for Task and Finish Groups; the state is read-only here, because its verbs keep it."""

from django.contrib import admin

from common.admin import Listed, TabularRows
from taskgroups.models import DueChange, GroupMember, GroupRequest, Milestone, TaskGroup


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


class KeptByVerbs(Listed):
    """Rows that the site makes itself: read here, never written."""

    list_select_related = ["group"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(GroupRequest)
class GroupRequestAdmin(KeptByVerbs):
    list_display = ["group", "person", "kind", "answer", "made_at"]
    list_filter = ["kind", "answer"]
    search_fields = ["group__name_en", "group__name_cy", "person__name"]


@admin.register(DueChange)
class DueChangeAdmin(KeptByVerbs):
    list_display = ["group", "was_on", "due_on", "changed_at"]
    search_fields = ["group__name_en", "group__name_cy"]
