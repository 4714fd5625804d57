"""Forms for whom the Forum keeps in touch with, and for what was said."""

from django import forms
from django.utils.translation import gettext_lazy

from common.editing import DateInput, VersionedForm
from members.choices import BodyChoice
from members.models import ContactNote, Stakeholder


class StakeholderForm(VersionedForm):
    """Somebody the Forum keeps in touch with."""

    class Meta:
        model = Stakeholder
        fields = ["name", "organisation", "role_there", "email", "phone", "next_step", "next_step_on"]
        field_classes = {"organisation": BodyChoice}
        widgets = {"next_step_on": DateInput()}


class ContactNoteForm(forms.ModelForm):
    """What was said, and when; and what follows from it."""

    next_step = Stakeholder._meta.get_field("next_step").formfield(
        help_text=gettext_lazy("Leave it empty if nothing is to follow.")
    )
    next_step_on = Stakeholder._meta.get_field("next_step_on").formfield(
        widget=DateInput(),
        help_text=gettext_lazy("From that day it stands on the home page of the administrator and the Chair."),
    )

    class Meta:
        model = ContactNote
        fields = ["on", "text"]
        widgets = {"on": DateInput(), "text": forms.Textarea(attrs={"rows": 4})}
