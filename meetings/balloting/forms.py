"""Forms for what members decide between meetings: the proposal, and an answer to it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import DateInput, TwoLanguageForm, VersionedForm
from meetings.models import Ballot, Vote


class BallotForm(TwoLanguageForm, VersionedForm):
    """A proposal to the members, and until when they answer."""

    required_texts = ("text",)

    class Meta:
        model = Ballot
        fields = ["text_en", "text_cy", "background_en", "background_cy", "link", "closes_on"]
        widgets = {"closes_on": DateInput()} | {
            side: forms.Textarea(attrs={"rows": 4}) for side in ("text_en", "text_cy")
        }

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is past. Please give members some days to answer."))
        return day


class VoteForm(forms.ModelForm):
    """A member's answer."""

    class Meta:
        model = Vote
        fields = ["choice", "reason"]
        widgets = {"choice": forms.RadioSelect, "reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = Vote.Choice.choices
