"""Forms for everybody's actions: which to show, and what to do with those that are ticked."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import DateInput
from common.languages.ordering import InOrder
from meetings.minutes import everybody
from members.choices import PersonChoice
from members.models import Person


class ActionsForm(forms.Form):
    """Which of everybody's actions to show."""

    show = forms.ChoiceField(
        choices=[(name, name) for name in (everybody.OPEN, everybody.OVERDUE, everybody.DONE)],
        required=False,
        widget=forms.HiddenInput,
    )
    person = forms.TypedChoiceField(label=gettext_lazy("Person"), required=False, coerce=int, empty_value=None)
    group = forms.TypedChoiceField(label=gettext_lazy("Group"), required=False, coerce=int, empty_value=None)
    meeting = forms.TypedChoiceField(label=gettext_lazy("Meeting"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        anybody, anything = [("", _("Everybody"))], [("", capfirst(_("all")))]
        people = everybody.people(reader).order_by(InOrder("name"), "pk")
        self.fields["person"].choices = anybody + list(people.values_list("pk", "name"))
        self.fields["group"].choices = anything + everybody.groups(reader)
        self.fields["meeting"].choices = anything + [
            (one.pk, f"{date_format(timezone.localtime(one.starts_at), 'j F Y')}: {one.title}")
            for one in everybody.meetings(reader)
        ]

    @property
    def wanted(self):
        """What to show, by name; all that is open where something was asked for that is not there."""
        wanted = self.cleaned_data if self.is_valid() else {}
        return wanted | {"show": wanted.get("show") or everybody.OPEN}


class GiveSeveralForm(forms.Form):
    """Who has several actions from now on, and until when; what is left empty stays as it is."""

    passed_to = PersonChoice(label=gettext_lazy("Who takes them over"), required=False)
    due_on = forms.DateField(label=gettext_lazy("Due"), required=False, widget=DateInput())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passed_to"].queryset = Person.objects.standing_now()

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("passed_to") and not cleaned.get("due_on"):
            self.add_error("passed_to", _("Please choose who takes them over, or write a day."))
        return cleaned
