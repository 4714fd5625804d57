"""What packages register in the Django admin, put in a way that our policy allows."""

import procrastinate.contrib.django.admin  # noqa: F401 (it registers what is put another way below)
from django.contrib import admin
from procrastinate.contrib.django.models import ProcrastinateJob

admin.site.unregister(ProcrastinateJob)


@admin.register(ProcrastinateJob)
class JobAdmin(admin.ModelAdmin):
    """Background jobs, to be looked at: what is to be done, how it stands, how often it was tried; not what it was given."""

    list_display = ["id", "task_name", "status", "attempts", "queue_name", "scheduled_at"]
    list_filter = ["status", "task_name"]
    search_fields = ["task_name"]
    fields = ["task_name", "status", "attempts", "queue_name", "scheduled_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
