"""Forms for who the Forum is, for complaints and for spreadsheets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.both_languages import reading_language
from common.editing import TwoLanguageForm, VersionedForm
from common.filing import stored
from common.languages.sides import InOurLanguages
from common.text import refuse_control_characters
from members.data.marks import squares
from members.data.pictures import PictureField
from members.models import Area, Complaint, Identity, ImportRun


class ComplaintForm(InOurLanguages, forms.ModelForm):
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


class IdentityForm(stored.FindsRoom, TwoLanguageForm, VersionedForm):
    """Who the Forum is: its names, its line, its address, its colour and its mark."""

    file_field = "picture"

    required_texts = ("name",)
    picture = PictureField(
        small=squares,
        label=_("Mark"),
        required=False,
        help_text=_("A picture that stands beside the name, as PNG or JPEG. Best is a square one."),
    )
    takes_mark_away = forms.BooleanField(label=_("Show the site’s own mark again"), required=False)

    class Meta:
        model = Identity
        fields = ["languages", "name_en", "name_cy", "tagline_en", "tagline_cy", "email", "colour"]
        widgets = {"languages": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.is_written:  # what stands for a name is none
            self.initial |= {"name_en": "", "name_cy": ""}
        self.fields["languages"].required, self.fields["languages"].needed = False, True  # left out, it stays
        if not self.instance.mark:
            del self.fields["takes_mark_away"]

    def clean_languages(self):
        """What a form without them has left alone."""
        return self.cleaned_data["languages"] or self.instance.languages

    @property
    def changes_mark(self) -> bool:
        """Whether another mark is to stand from now on."""
        return bool(self.cleaned_data.get("picture") or self.cleaned_data.get("takes_mark_away"))

    def stored(self, row, name):
        return (
            _("Please choose your picture again if it is to stand.") if name == "picture" else super().stored(row, name)
        )


class AreaForm(TwoLanguageForm, VersionedForm):
    """An area: what it is called, where it stands in lists, and whether it can be chosen."""

    required_texts = ("name",)

    class Meta:
        model = Area
        fields = ["name_en", "name_cy", "order", "is_whole", "is_withdrawn"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["is_withdrawn"]


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


IN_SHEETS = (ImportRun.Kind.PEOPLE, ImportRun.Kind.ORGANISATIONS)


class SpreadsheetForm(forms.Form):
    """A spreadsheet to be looked at, row by row, before anything is changed."""

    kind = forms.ChoiceField(label=_("What is in it"), choices=[(kind.value, kind.label) for kind in IN_SHEETS])
    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_(
            "CSV, Excel (.xlsx) or OpenDocument (.ods); of several sheets the first is read. At most 2 MB and 5,000 "
            "rows."
        ),
    )
