"""Registers the members app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from common.languages import in_use


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Members")

    def ready(self):
        """Which languages the Forum works in, its record says."""
        from members.models import Identity  # models are there now

        in_use.read_by(lambda: Identity.now().in_use)
