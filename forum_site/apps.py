"""Registers the roof."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forum_site.migrating.lean_triggers import keep_triggers_leanly

keep_triggers_leanly()  # the models of all apps come after this


class ForumSiteConfig(AppConfig):
    name = "forum_site"
    verbose_name = _("The Forum")

    def ready(self):
        """Register the checks on settings."""
        from forum_site.running import checks  # noqa: F401
