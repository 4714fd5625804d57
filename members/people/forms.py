"""Forms for people's own details and for finding people."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.both_languages import LANGUAGES
from common.editing import TwoLanguageForm, VersionedForm
from members import access
from members.choices import BodyChoice, OffersAreas, PersonChoice
from members.models import Capacity, Interest, Organisation, Person, Term


class WithPeople(forms.ModelForm):
    """A model form whose PersonChoice fields offer who belongs today, and whoever the row names already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = Person.objects.standing_now().values("pk")
        for name, field in self.fields.items():
            if isinstance(field, PersonChoice):
                named = getattr(self.instance, f"{name}_id", None)
                field.queryset = Person.objects.filter(Q(pk__in=today) | Q(pk=named))


class PeriodsFormSet(forms.BaseInlineFormSet):
    """Periods of standing or office written on one page: two that overlap each other are refused at the later one."""

    def clean(self):
        super().clean()
        earlier = []
        for form in self.forms:
            if form in self.deleted_forms or not getattr(form, "cleaned_data", {}).get("starts_on"):
                continue
            if not form.errors and any(self._clash(form.instance, other) for other in earlier):
                form.add_error("starts_on", _("These days overlap those of another row. Please check the dates."))
            earlier.append(form.instance)

    @staticmethod
    def _clash(one, other):
        if isinstance(one, Term) and (one.office_id, one.person_id) != (other.office_id, other.person_id):
            return False
        starts_before_end = other.ends_on is None or one.starts_on <= other.ends_on
        return starts_before_end and (one.ends_on is None or other.starts_on <= one.ends_on)


class DirectoryForm(OffersAreas, forms.Form):
    """What to look for in the directory; everything may be left empty."""

    words = forms.CharField(label=_("Name, organisation, office or words"), required=False, max_length=100)
    organisation = BodyChoice(
        Organisation.objects.none(), label=_("Organisation"), required=False, empty_label=_("All organisations")
    )
    area = forms.ChoiceField(label=_("Area"), required=False, choices=[("", _("All areas"))])
    kind = forms.ChoiceField(
        label=_("Kind of organisation"), required=False, choices=[("", _("All kinds")), *Organisation.Kind.choices]
    )
    interest = forms.ModelChoiceField(
        Interest.objects.all(), label=_("Interest"), required=False, empty_label=_("All interests")
    )
    capacity = forms.ChoiceField(
        label=_("Standing"), required=False, choices=[("", _("All standings")), *Capacity.choices]
    )

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        here = Person.objects.visible_to(reader).exclude(organisation=None).values("organisation")
        self.fields["organisation"].queryset = Organisation.objects.visible_to(reader).filter(pk__in=here)


class ProfileForm(OffersAreas, TwoLanguageForm, VersionedForm):
    """What people keep up to date about themselves, and who may see each part of it."""

    class Meta:
        model = Person
        fields = [
            "name", "organisation", "language", "prefers_easy_read", "email_audience", "phone", "phone_audience",
            "role_there", "role_there_audience",
            "area", "area_audience", "interests", "interests_audience", "about_en", "about_cy", "about_audience",
            "office_audience",
        ]  # fmt: skip
        widgets = {"interests": forms.CheckboxSelectMultiple} | {
            f"about_{side}": forms.Textarea(attrs={"rows": 3}) for side in LANGUAGES
        }
        field_classes = {"organisation": BodyChoice}
        help_texts = {"language": _("The language of your pages and letters.")}
        labels = {f"{field}_audience": _("Who may see this") for field in Person.WITH_AUDIENCE if field != "email"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not Interest.objects.exists():
            del self.fields["interests"], self.fields["interests_audience"]
        if not self.instance.terms.not_over().exists():
            del self.fields["office_audience"]
        for field in self._audiences():
            self.fields[field].required = False  # left out, it stays as it was
        own = Organisation.objects.filter(pk=self.instance.organisation_id)
        self.fields["organisation"].queryset = Organisation.objects.visible_to(self.instance) | own
        if access.is_partner(self.instance):  # it says which framework is theirs to keep
            self.fields["organisation"].disabled = True
            self.fields["organisation"].help_text = _("If this is not right any more, please tell the administrator.")

    def _audiences(self):
        return [name for name in self.fields if name.endswith("_audience")]

    def clean(self):
        cleaned = super().clean()
        stored = {
            field: self.initial[field]
            for field in self._audiences()
            if not cleaned.get(field) and field not in self.errors
        }
        return cleaned | stored
