"""Registers the taskgroups app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaskgroupsConfig(AppConfig):
    name = "taskgroups"
    verbose_name = _("Task and Finish Groups")
