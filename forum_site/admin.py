"""What packages register in the Django admin, put in a way that our policy allows, and named in both languages."""

import json
import re

import procrastinate.contrib.django.admin  # noqa: F401 (it registers what is put another way below)
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.templatetags import admin_list
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from common.admin import GivesRights, KeptByPages, Listed
from common.naming import name_table
from forum_site.admin_groups import arrange

STATUSES = {
    "todo": pgettext_lazy("job", "to be done"),
    "doing": pgettext_lazy("job", "being done"),
    "succeeded": pgettext_lazy("job", "done"),
    "failed": pgettext_lazy("job", "failed"),
    "cancelled": pgettext_lazy("job", "cancelled"),
    "aborted": pgettext_lazy("job", "stopped"),
}
SIDE = re.compile(r"^(.+) \((English|Welsh)\)$")  # the label of one side of a text, as the log keeps it
YES_OR_NO = {True: ("yes", _("Yes")), False: ("no", _("No")), None: ("unknown", _("Not known"))}

apps.get_app_config("procrastinate").verbose_name = _("Background jobs")
_job = {
    "id": _("number"),
    "task_name": _("task"),
    "status": _("status"),
    "attempts": _("tries"),
    "queue_name": _("queue"),
}
_job["scheduled_at"] = _("not before")
name_table(ProcrastinateJob, _("background job"), _("background jobs"), **_job)
arrange(admin.site)
admin.site.unregister([Group, ProcrastinateJob])


def yes_or_no(value):
    """Return the picture for a truth value with its word in the reader's language, where Django says "True"."""
    name, word = YES_OR_NO[value]
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{name}.svg"), word)


admin_list._boolean_icon = yes_or_no


def noted(entry):
    """Return what the log says of a change in the reader's language: our notes, and labels with a language in them."""
    if not entry.change_message.startswith("["):
        return gettext(entry.change_message) if entry.change_message else ""
    parts = json.loads(entry.change_message)
    for changed in [part["changed"] for part in parts if "fields" in part.get("changed", {})]:
        changed["fields"] = [SIDE.sub(_side, label) for label in changed["fields"]]
    return django_says(LogEntry(change_message=json.dumps(parts)))


def _side(label):
    return f"{gettext(label[1])} ({gettext(label[2])})"


django_says = LogEntry.get_change_message
LogEntry.get_change_message = noted


@admin.register(Group)
class GroupAdmin(GivesRights, auth_admin.GroupAdmin, Listed):
    """Groups with their rights: superusers alone change them, because who could would add to their own."""

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser


class ByStatus(admin.SimpleListFilter):
    """Jobs by how they stand."""

    title, parameter_name = _("status"), "status"

    def lookups(self, request, model_admin):
        return STATUSES.items()

    def queryset(self, request, queryset):
        return queryset.filter(status=self.value()) if self.value() else queryset


@admin.register(ProcrastinateJob)
class JobAdmin(KeptByPages):
    """Background jobs, to be looked at: what is to be done, how it stands,
    how often it was tried; not what it was given.
    """

    list_display = ["id", "task_name", "status_in_words", "attempts", "queue_name", "scheduled_at"]
    list_filter = [ByStatus, "task_name"]
    search_fields = ["task_name"]
    fields = ["task_name", "status_in_words", "attempts", "queue_name", "scheduled_at"]

    @admin.display(description=_("status"), ordering="status")
    def status_in_words(self, job):
        return STATUSES.get(job.status, job.status)
