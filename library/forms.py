"""Forms for documents, their versions, and consultations."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.editing import DateInput, TwoLanguageForm, VersionedForm
from library.models import Consultation, Document, DocumentVersion, Framework, Part
from meetings.models import Meeting
from members.choices import NamedChoice, PersonChoice
from members.models import Organisation, Person
from members.people.forms import WithPeople


class DocumentChoice(NamedChoice):
    """One of the documents."""

    def rows(self):
        return [
            (row.pk, row.title, row.get_kind_display()) for row in self.queryset.only("title_en", "title_cy", "kind")
        ]


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
    at_meeting = forms.ModelChoiceField(
        Meeting.objects.order_by("-starts_at"), label=_("At the meeting"), required=False
    )


class ConsultationForm(TwoLanguageForm, VersionedForm):
    """A consultation that the Forum may take part in."""

    required_texts = ("title",)

    class Meta:
        model = Consultation
        fields = [
            "title_en", "title_cy", "asked_by", "summary_en", "summary_cy", "link", "opens_on", "closes_on",
            "shared_with_partners",
            "response",
        ]  # fmt: skip
        field_classes = {"response": DocumentChoice}
        widgets = {"opens_on": DateInput(), "closes_on": DateInput()} | {
            side: forms.Textarea(attrs={"rows": 5}) for side in ("summary_en", "summary_cy")
        }


class FrameworkForm(TwoLanguageForm, VersionedForm):
    """The words on what is shared; the agreed text is a document that whoever writes here may read."""

    class Meta:
        model = Framework
        fields = ["shared_en", "shared_cy", "document"]

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = Document.objects.visible_to(reader).filter(kind=Document.Kind.FRAMEWORK)


class NewFrameworkForm(forms.ModelForm):
    """A page for a partner organisation that has none; those are offered of whose people one is a partner today."""

    class Meta:
        model = Framework
        fields = ["organisation", "document"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        partners = Person.objects.standing_now().of_capacity("partner").values("organisation")
        without = Organisation.objects.exclude(pk__in=Framework.objects.values("organisation"))
        self.fields["organisation"].queryset = without.filter(pk__in=partners)


class PartForm(WithPeople, TwoLanguageForm, VersionedForm):
    """One line of who does what."""

    required_texts = ("text",)
    contact = PersonChoice(label=_("Whom to ask"), required=False)

    class Meta:
        model = Part
        fields = ["whose", "text_en", "text_cy", "contact"]
        widgets = {"whose": forms.RadioSelect} | {
            side: forms.Textarea(attrs={"rows": 3}) for side in ("text_en", "text_cy")
        }
