"""Forms for the register of interests: what people say of themselves, and what is recorded for somebody."""

from django import forms
from django.utils.translation import gettext_lazy

from common.editing import DateInput, VersionedForm
from members.choices import PersonChoice
from members.models import RegisteredInterest
from members.people.forms import WithPeople


class InterestForm(VersionedForm):
    """An interest, from when to when, and who may see it."""

    class Meta:
        model = RegisteredInterest
        fields = ["text", "since", "until", "audience"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "since": DateInput(), "until": DateInput()}
        help_texts = {"text": gettext_lazy("Such as a post, a contract, a share or a close relation.")}


class SomebodysInterestForm(WithPeople, InterestForm):
    """The same, recorded for somebody who asked for it."""

    person = PersonChoice(label=gettext_lazy("Whose interest it is"))

    class Meta(InterestForm.Meta):
        fields = ["person", *InterestForm.Meta.fields]
