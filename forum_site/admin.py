"""What packages register in the Django admin, put in a way that our policy allows."""

import procrastinate.contrib.django.admin  # noqa: F401 (it registers what is put another way below)
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group
from procrastinate.contrib.django.models import ProcrastinateJob

from common.admin import KeptByPages, Listed

admin.site.unregister([Group, ProcrastinateJob])


@admin.register(Group)
class GroupAdmin(auth_admin.GroupAdmin, Listed):
    """Groups with their rights: superusers alone change them, because who could would add to their own."""

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser


@admin.register(ProcrastinateJob)
class JobAdmin(KeptByPages):
    """Background jobs, to be looked at: what is to be done, how it stands, how often it was tried; not what it was given."""

    list_display = ["id", "task_name", "status", "attempts", "queue_name", "scheduled_at"]
    list_filter = ["status", "task_name"]
    search_fields = ["task_name"]
    fields = ["task_name", "status", "attempts", "queue_name", "scheduled_at"]
