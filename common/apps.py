"""Registers the common app: its template tags, the names of tables, and what forms say of a field left empty."""

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy

FILL_IN, CHOOSE = gettext_lazy("Please fill this in."), gettext_lazy("Please choose one.")


class CommonConfig(AppConfig):
    name = "common"

    def ready(self) -> None:
        """Name the tables that Django makes by itself, and say "required" in our words; all models are there by now."""
        from common.naming import name_what_django_makes

        name_what_django_makes()
        forms.Field.default_error_messages["required"] = FILL_IN
        forms.ChoiceField.default_error_messages["required"] = CHOOSE
