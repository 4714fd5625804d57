"""The form of a milestone."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.editing import DateInput, TwoLanguageForm, VersionedForm
from taskgroups.models import Milestone


class MilestoneForm(TwoLanguageForm, VersionedForm):
    """Something to have done by a day."""

    required_texts = ("title",)

    class Meta:
        model = Milestone
        fields = ["title_en", "title_cy", "due_on", "done_on"]
        widgets = {"due_on": DateInput(), "done_on": DateInput()}
        help_texts = {"done_on": _("Leave empty while it is not done.")}

    def clean_done_on(self):
        day = self.cleaned_data["done_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Leave it empty while it is not done."))
        return day
