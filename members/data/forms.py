"""Forms for who the Forum is, for complaints and for spreadsheets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.both_languages import reading_language
from common.editing import TwoLanguageForm, VersionedForm
from common.text import refuse_control_characters
from members.models import Complaint, Identity, ImportRun


class ComplaintForm(forms.ModelForm):
    """What somebody complains of; `website` is for machines, people do not see it."""

    website = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Complaint
        fields = ["name", "email", "language", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = reading_language()
        if person.is_authenticated:
            self.fields["name"].initial, self.fields["email"].initial = person.name, person.email


class IdentityForm(TwoLanguageForm, VersionedForm):
    """Who the Forum is: its names, its line, its address and its colour."""

    required_texts = ("name",)

    class Meta:
        model = Identity
        fields = ["name_en", "name_cy", "tagline_en", "tagline_cy", "email", "colour"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.is_written:  # what stands for a name is none
            self.initial |= {"name_en": "", "name_cy": ""}


class ReplyForm(forms.Form):
    """The answer to a complaint."""

    reply = forms.CharField(
        label=_("Your answer"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 8}),
        validators=[refuse_control_characters],
        help_text=_(
            "It goes to who complained, as it stands here, and closes "
            "the complaint."
        ),
    )  # fmt: skip


class SpreadsheetForm(forms.Form):
    """A spreadsheet to be looked at, row by row, before anything is changed."""

    kind = forms.ChoiceField(label=_("What is in it"), choices=ImportRun.Kind.choices)
    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_(
            "CSV, Excel (.xlsx) or OpenDocument (.ods); of several sheets the first is read. At most 2 MB and 5,000 "
            "rows."
        ),
    )
