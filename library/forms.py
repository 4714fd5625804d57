"""Forms for documents, their versions, and consultations."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.editing import DateInput, TwoLanguageForm, VersionedForm
from library.models import Consultation, Document, DocumentVersion
from meetings.models import Meeting


class DocumentForm(TwoLanguageForm, VersionedForm):
    """What a document is, and who may read it."""

    required_texts = ("title",)

    class Meta:
        model = Document
        fields = ["kind", "title_en", "title_cy", "summary_en", "summary_cy", "audience", "link"]
        widgets = {side: forms.Textarea(attrs={"rows": 3}) for side in ("summary_en", "summary_cy")}


class VersionForm(TwoLanguageForm, VersionedForm):
    """The text of a draft."""

    required_texts = ("text",)

    class Meta:
        model = DocumentVersion
        fields = ["text_en", "text_cy", "changes_en", "changes_cy"]
        help_texts = {"changes_en": _("One line for readers who know the version before."), "changes_cy": ""}


class AdoptForm(forms.Form):
    """From when a version holds, and which meeting adopted it."""

    on = forms.DateField(label=_("Date"), widget=DateInput(), initial=timezone.localdate)
    at_meeting = forms.ModelChoiceField(Meeting.objects.order_by("-starts_at"), label=_("At the meeting"), required=False)


class ConsultationForm(TwoLanguageForm, VersionedForm):
    """A consultation that the Forum may take part in."""

    required_texts = ("title",)

    class Meta:
        model = Consultation
        fields = ["title_en", "title_cy", "asked_by", "summary_en", "summary_cy", "link", "opens_on", "closes_on", "response"]
        widgets = {"opens_on": DateInput(), "closes_on": DateInput()} | {
            side: forms.Textarea(attrs={"rows": 5}) for side in ("summary_en", "summary_cy")
        }
