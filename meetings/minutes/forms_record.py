"""Forms for what is said about minutes, and for the register of decisions."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.both_languages import reading_language
from common.editing import DateInput, TwoLanguageForm
from common.languages.sides import InOurLanguages
from common.rich_text import RichTextarea
from meetings.answering import VerdictForm
from meetings.minutes import corrections
from meetings.minutes.decided import BETWEEN, STANDS
from meetings.models import Correction, Decision, DecisionReview, LaterNote


class CorrectionForm(InOurLanguages, forms.ModelForm):
    """How a paragraph should read."""

    class Meta:
        model = Correction
        fields = ["text", "language"]
        widgets = {"text": RichTextarea({"rows": 5})}

    def __init__(self, *args, paragraph=None, **kwargs):
        super().__init__(*args, **kwargs)
        if paragraph is not None:
            self.initial |= {"text": str(paragraph.text), "language": paragraph.text.lang or reading_language()}


class CorrectionAnswerForm(VerdictForm):
    """What becomes of a correction of the paragraph as the page showed it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, paragraph, **kwargs):
        super().__init__(*args, **kwargs)
        self.paragraph = paragraph
        self.fields["version"].initial = paragraph.version

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == "accept" and cleaned.get("version") not in (None, self.paragraph.version):
            self.data = self.data.copy()
            self.data["version"] = self.paragraph.version  # which the page shows now
            self.add_error(None, corrections.CHANGED)
        return cleaned


class LaterNoteForm(TwoLanguageForm):
    """A note beside confirmed minutes."""

    required_texts = ("text",)

    class Meta:
        model = LaterNote
        fields = ["text_en", "text_cy"]
        widgets = {side: forms.Textarea(attrs={"rows": 4}) for side in ("text_en", "text_cy")}


class ReviewForm(forms.ModelForm):
    """When a decision that has been reviewed comes back again."""

    class Meta:
        model = DecisionReview
        fields = ["next_on"]
        widgets = {"next_on": DateInput()}
        help_texts = {"next_on": gettext_lazy("Leave it empty if it need not come back.")}

    def clean_next_on(self):
        day = self.cleaned_data["next_on"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(_("Please choose a day to come."))
        return day


class DecisionsForm(forms.Form):
    """What to look for in the register of decisions."""

    words = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100)
    year = forms.IntegerField(label=gettext_lazy("Year"), required=False, min_value=1900, max_value=2200)
    how = forms.ChoiceField(
        label=gettext_lazy("How"), required=False,
        choices=[("", gettext_lazy("Any way")), *Decision.How.choices, (BETWEEN, gettext_lazy("Between meetings"))],
    )  # fmt: skip
    stands = forms.ChoiceField(
        label=gettext_lazy("How it stands now"), required=False, choices=[("", gettext_lazy("All decisions")), *STANDS]
    )
    review = forms.BooleanField(label=gettext_lazy("To be reviewed"), required=False)
