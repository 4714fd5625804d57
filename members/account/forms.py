"""Forms about one's account and the letters one wants, promotional letters, and factors that were lost."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.text import refuse_control_characters
from members.account import lost_factors
from members.choices import PersonChoice
from members.letters import preferences
from members.models import Consent


class WhenField(forms.ChoiceField):
    """When letters of a kind come; what is not said stays as it is."""

    def clean(self, value):
        return super().clean(value or self.initial)


class LettersForm(forms.Form):
    """Which letters somebody wants, one tick each."""

    digest = forms.BooleanField(label=preferences.WORDS[Consent.Kind.DIGEST], required=False)
    mailing = forms.BooleanField(label=preferences.WORDS[Consent.Kind.MAILING], required=False)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = preferences.when_of(person)
        for kind, offered in preferences.OFFERED.items():
            answers = [(answer.value, answer.label) for answer in offered.answers]
            self.fields[f"when-{kind}"] = WhenField(label=offered.label, choices=answers, initial=chosen[kind])

    @property
    def kinds(self):
        """The kinds that are ticked."""
        return [kind for kind in Consent.Kind if self.cleaned_data[kind]]

    @property
    def choices(self):
        """When letters of each kind are to come: {kind: When}."""
        return {kind: self.cleaned_data[f"when-{kind}"] for kind in preferences.OFFERED}


class LostFactorForm(forms.Form):
    """Who lost their factor, and how that is known."""

    person = PersonChoice(label=_("Who lost it"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        validators=[refuse_control_characters],
        help_text=_("How you know that it is them who ask: “rang me, I know her voice”. It stays in the record."),
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = lost_factors.with_factors().exclude(pk=by.pk)
