"""Names in both languages for tables that packages make, whose own names are English alone; no migration follows."""

from django.apps import apps
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


def name_table(model, one, many, **fields) -> None:
    """Give a table and its fields these names (translated strings): of one row, of many, and of each field."""
    model._meta.verbose_name, model._meta.verbose_name_plural = one, many
    for name, label in fields.items():
        model._meta.get_field(name).verbose_name = label


def name_what_django_makes() -> None:
    """Name the keys of all tables, and the tables that Django makes for many-to-many fields by what they link."""
    for model in apps.get_models(include_auto_created=True):
        if str(model._meta.pk.verbose_name) == "ID":
            model._meta.pk.verbose_name = _("number")
        for field in model._meta.local_many_to_many:
            link = field.remote_field.through
            if link._meta.auto_created:
                said = format_lazy("{}: {}", model._meta.verbose_name, field.verbose_name)
                ends = {end.name: end.related_model._meta.verbose_name for end in link._meta.fields if end.is_relation}
                name_table(link, said, said, **ends)
