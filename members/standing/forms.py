"""Forms for standing, offices, organisations in the Forum and its rules of membership."""

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import DateInput, TwoLanguageForm, VersionedForm
from common.text import NameField
from members.choices import PersonChoice
from members.models import Ending, MembershipRules, Person, Representative, Standing, Term
from members.standing.offices import others_in


class EndForm(forms.Form):
    """When something ends; for a standing, also why."""

    because = forms.ChoiceField(label=gettext_lazy("Why does it end?"), choices=Ending.choices, initial=Ending.LEFT)
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=DateInput(),
        help_text=gettext_lazy("Leave this empty to end it now, from the next page on."),
    )

    def __init__(self, *args, period, asks_why=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.period = period
        if not asks_why:
            del self.fields["because"]

    def clean_ends_on(self):
        on = self.cleaned_data["ends_on"]
        if on and on < self.period.starts_on:
            raise forms.ValidationError(_("This ends before it starts. Please check the two dates."))
        return on


class GiveForm(forms.Form):
    """A standing to be given, to a person or an organisation."""

    capacity = forms.ChoiceField(label=gettext_lazy("As"))
    starts_on = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        widget=DateInput(),
        help_text=gettext_lazy("Leave this empty for today."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["capacity"].choices = MembershipRules.now().capacities()


class AppointForm(forms.ModelForm):
    """A new term of an office; where others hold it in these days, what becomes of their terms."""

    person = PersonChoice(label=gettext_lazy("Person"))
    others = forms.ChoiceField(
        label=gettext_lazy("Who holds the office now"),
        required=False,
        choices=[
            ("", "---------"),
            ("end", gettext_lazy("Their term ends the day before")),
            ("keep", gettext_lazy("They go on: both hold it")),
        ],
    )

    class Meta:
        model = Term
        fields = ["person", "starts_on", "ends_on"]
        widgets = {"starts_on": DateInput(), "ends_on": DateInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(is_active=True)
        self.held = list(self.instance.office.terms.not_over().select_related("person"))
        if not self.held:
            del self.fields["others"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("others") or not {"person", "starts_on"} <= cleaned.keys():
            return cleaned
        term = Term(office=self.instance.office, **{name: cleaned.get(name) for name in self.Meta.fields})
        if names := ", ".join(other.person.name for other in others_in(term)):
            self.add_error(
                "others", _("%(names)s would hold this office at the same time. Please choose.") % {"names": names}
            )
        return cleaned


class RepresentativeForm(forms.ModelForm):
    """Who speaks for an organisation: somebody we know, or somebody new by name and address."""

    person = PersonChoice(label=gettext_lazy("Somebody we know"), required=False)
    name = NameField(max_length=150).formfield(label=gettext_lazy("Or somebody new: name"), required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)

    class Meta:
        model = Representative
        fields = ["is_voting"]

    field_order = ["person", "name", "email", "is_voting"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(is_active=True)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("person") and not self.errors:
            for name in ("name", "email"):
                if not cleaned.get(name):
                    self.add_error(name, _("Please choose somebody, or write a name and an address."))
        return cleaned


class MembershipRulesForm(TwoLanguageForm, VersionedForm):
    """The Forum's rules of membership."""

    renewal_month = forms.TypedChoiceField(
        label=gettext_lazy("Month of the renewal"), choices=list(MONTHS.items()), coerce=int
    )

    class Meta:
        model = MembershipRules
        fields = [
            "uses_partners", "uses_associates", "asks_decision",
            "has_renewals", "renewal_month", "renewal_day", "letter_days", "grace_days",
            "cost_en", "cost_cy",
        ]  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        for name, capacity in (("uses_partners", "partner"), ("uses_associates", "associate")):
            if not cleaned.get(name) and Standing.objects.current().filter(capacity=capacity).exists():
                self.add_error(name, _("Some people have this standing today. Please end it first."))
        return cleaned
