"""Forms for documents, their versions, and consultations."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.editing import DateInput, TwoLanguageForm, VersionedForm
from library.models import Consultation, Document, DocumentVersion, Framework, Part
from meetings.models import Decision, Meeting
from members.choices import NamedChoice, PersonChoice
from members.models import Organisation, Person
from members.people.forms import WithPeople

SHOWN = 60  # letters of a decision in a list


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
        fields = ["kind", "title_en", "title_cy", "summary_en", "summary_cy", "audience", "link", "review_on"]
        widgets = {"review_on": DateInput()} | {
            side: forms.Textarea(attrs={"rows": 3}) for side in ("summary_en", "summary_cy")
        }
        help_texts = {"kind": _("Files and links that help others do not stand here: add them under Resources.")}


class VersionForm(TwoLanguageForm, VersionedForm):
    """The text of a draft."""

    required_texts = ("text",)

    class Meta:
        model = DocumentVersion
        fields = ["text_en", "text_cy", "changes_en", "changes_cy"]
        help_texts = {"changes_en": _("One line for readers who know the version before."), "changes_cy": ""}


class DecisionChoice(NamedChoice):
    """One of the decisions of meetings."""

    default_error_messages = {"invalid_choice": _("Please choose one of the decisions.")}

    def rows(self):
        rows = self.queryset.select_related("paragraph__item__meeting")
        return [(row.pk, f"{row.number} {row.text[:SHOWN]}", "") for row in rows]


class AdoptForm(forms.Form):
    """When a version was adopted, at which meeting or by which decision, and from when it holds."""

    on = forms.DateField(label=_("Date"), widget=DateInput(), initial=timezone.localdate)
    at_meeting = forms.ModelChoiceField(
        Meeting.objects.order_by("-starts_at"), label=_("At the meeting"), required=False
    )
    decision = DecisionChoice(
        Decision.objects.carried().order_by("-paragraph__item__meeting__starts_at", "position"),
        label=_("By decision"),
        required=False,
    )
    in_force_from = forms.DateField(
        label=_("In force from"),
        widget=DateInput(),
        required=False,
        help_text=_("Leave it empty if it holds from the day it is adopted."),
    )

    def clean(self):
        cleaned = super().clean()
        if (decision := cleaned.get("decision")) and not cleaned.get("at_meeting"):
            cleaned["at_meeting"] = decision.paragraph.item.meeting
        if (begins := cleaned.get("in_force_from")) and cleaned.get("on") and begins < cleaned["on"]:
            self.add_error("in_force_from", _("It cannot come into force before it is adopted."))
        return cleaned


class ConsultationForm(WithPeople, TwoLanguageForm, VersionedForm):
    """A consultation that the Forum may take part in."""

    required_texts = ("title",)
    lead = PersonChoice(label=_("Who leads the answer"), required=False)

    class Meta:
        model = Consultation
        fields = [
            "title_en", "title_cy", "asked_by", "summary_en", "summary_cy", "link", "opens_on", "closes_on",
            "lead", "lead_group",
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
