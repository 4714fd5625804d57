"""Every table and every column has a name in both languages, also those that packages make."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.utils import translation

from meetings.agenda.forms import QuickItemForm
from members.people.forms import DirectoryForm

OURS = ("common", "members", "meetings", "taskgroups", "library", "exchange", "forum_site")
SAME = {"person", "staff"}  # the same word in both languages


def in_both(text):
    """What a translated text is in English and in Welsh."""
    said = []
    for language in ("en", "cy"):
        with translation.override(language):
            said.append(str(text()) if callable(text) else str(text))
    return said


def without_welsh(names):
    """The names, as {where: text}, that are the same in both languages, or empty."""
    both = {where: in_both(name) for where, name in names.items()}
    return {where: en for where, (en, cy) in both.items() if not cy or (en == cy and en not in SAME)}


def test_every_table_and_column_is_named_in_both_languages():
    """The tables of changes and the links between tables are among them."""
    names = {}
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OURS]
    assert {"MeetingEvent", "Meeting_hosts"} <= {model.__name__ for model in models}
    for model in models:
        names[model._meta.label, "one"] = model._meta.verbose_name
        names[model._meta.label, "many"] = model._meta.verbose_name_plural
        for field in [*model._meta.fields, *model._meta.many_to_many]:
            names[model._meta.label, field.name] = field.verbose_name
    assert without_welsh(names) == {}


def test_every_column_of_the_admin_is_named_in_both_languages():
    names = {}
    for model, table in admin.site._registry.items():
        for column in [*table.list_display, *table.readonly_fields]:
            if column != "__str__":
                names[model._meta.label, column] = lambda c=column, m=model, t=table: label_for_field(c, m, t)
    assert without_welsh(names) == {}


@pytest.mark.parametrize(
    "label, column, welsh",
    [
        ("meetings.Meeting", "kept_reference", "cyfeirnod"),
        ("meetings.Meeting", "title_newer", "teitl (yr ochr ddiweddaraf)"),
        ("meetings.MeetingEvent", "title_cy", "teitl (Cymraeg)"),
        ("meetings.MeetingEvent", "pgh_label", "beth a ddigwyddodd"),
        ("members.ApplicationEvent", "agreed_to", "hysbysiad y cytunwyd iddo"),
        ("members.Person_interests", "interest", "diddordeb"),
    ],
)
def test_names_are_those_that_are_meant(label, column, welsh):
    app, _dot, name = label.partition(".")
    model = next(
        m for m in apps.get_models(include_auto_created=True) if m._meta.app_label == app and m.__name__ == name
    )
    assert in_both(model._meta.get_field(column).verbose_name)[1] == welsh


def test_a_table_of_changes_is_called_by_what_changed():
    event = apps.get_model("members.PersonEvent")
    assert in_both(event._meta.verbose_name) == ["change: person", "newid: person"]
    assert in_both(event._meta.verbose_name_plural) == ["changes: people", "newidiadau: pobl"]


def test_minutes_of_time_are_not_minutes_of_a_meeting():
    assert in_both(QuickItemForm.base_fields["minutes"].label) == ["Minutes", "Munudau"]
    assert in_both(apps.get_model("meetings.Minutes")._meta.verbose_name) == ["minutes", "cofnodion"]


def test_the_filter_of_standings_says_what_all_means():
    (_value, label), *_others = DirectoryForm.base_fields["capacity"].choices
    assert in_both(label)[1] == "Pob statws"
