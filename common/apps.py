"""Registers the common app, for its template tags and the names of tables."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "common"

    def ready(self):
        """Name the tables that Django makes by itself; all models are there by now."""
        from common.naming import name_what_django_makes

        name_what_django_makes()
