"""Forms for answering a consultation: the draft, remarks, how it was agreed, what was sent and what came of it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import DateInput, TwoLanguageForm, VersionedForm
from common.filing import stored
from library.forms import DecisionChoice
from library.models import AnswerDraft, Consultation, Remark
from library.models.documents import OFFERED
from meetings.models import Decision
from meetings.papers.forms import PaperFile


class AnswerForm(TwoLanguageForm, VersionedForm):
    """The text of a draft."""

    required_texts = ("text",)

    class Meta:
        model = AnswerDraft
        fields = ["text_en", "text_cy"]


class RemarkForm(forms.ModelForm):
    """What somebody remarks on a paragraph."""

    class Meta:
        model = Remark
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class ApprovalForm(VersionedForm, forms.ModelForm):
    """The decision by which a meeting agreed to an answer."""

    class Meta:
        model = Consultation
        fields = ["approved_by"]
        field_classes = {"approved_by": DecisionChoice}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Decision.objects.carried().order_by("-paragraph__item__meeting__starts_at", "position")
        self.fields["approved_by"].queryset = rows


class OutcomeForm(TwoLanguageForm, VersionedForm):
    """What came of a consultation."""

    class Meta:
        model = Consultation
        fields = ["outcome_en", "outcome_cy"]
        widgets = {side: forms.Textarea(attrs={"rows": 5}) for side in ("outcome_en", "outcome_cy")}


class SendForm(stored.FindsRoom, forms.Form):
    """When an answer was sent, the file if there was one, and who may read it in the library."""

    file_field = "upload"
    sent_on = forms.DateField(label=gettext_lazy("Sent on"), widget=DateInput(), initial=timezone.localdate)
    upload = PaperFile(label=gettext_lazy("What was sent"), required=False)
    audience = forms.ChoiceField(
        label=gettext_lazy("In the library for"),
        required=False,
        choices=[("", gettext_lazy("Nobody: do not publish it")), *OFFERED],
        initial="public",
        help_text=gettext_lazy("The draft that was put to the members last is published there."),
    )

    def clean_sent_on(self):
        day = self.cleaned_data["sent_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day
