"""Registers the common app: its template tags, the names of tables, how forms read days, and what they say of a field
that is left empty.
"""

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from common.languages.days import WRITE_A_DAY, WRITE_A_MOMENT, read_in_words

FILL_IN, CHOOSE = gettext_lazy("Please fill this in."), gettext_lazy("Please choose one.")


class CommonConfig(AppConfig):
    name = "common"

    def ready(self) -> None:
        """Name the tables that Django makes by itself, read days in words, and say "required" in ours; all models are
        there by now.
        """
        from common.naming import name_what_django_makes

        name_what_django_makes()
        for kind, message in ((forms.DateField, WRITE_A_DAY), (forms.DateTimeField, WRITE_A_MOMENT)):
            read_in_words(kind)
            kind.default_error_messages["invalid"] = message
        forms.Field.default_error_messages["required"] = FILL_IN
        forms.ChoiceField.default_error_messages["required"] = CHOOSE
