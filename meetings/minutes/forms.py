"""Forms for the meeting, its agenda and the minutes."""

import uuid

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from common.both_languages import LANGUAGE_NAMES, reading_language
from common.editing import DateInput, TwoLanguageForm, VersionedForm
from common.rich_text import RichTextarea
from meetings.models import Action, Decision, Meeting, Paragraph
from members.choices import BodyChoice, NamedChoice, PersonChoice
from members.people.forms import WithPeople


class ParagraphForm(TwoLanguageForm, VersionedForm):
    """One numbered paragraph of the minutes; a new one brings a key,
    so that saving it again changes what the first save made.
    """

    required_texts = ("text",)
    folds_other_side = True
    made_as = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Paragraph
        fields = ["text_en", "text_cy"]
        widgets = {side: RichTextarea({"rows": 4}) for side in ("text_en", "text_cy")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["made_as"].initial = self.instance.made_as or uuid.uuid4()
        if self.instance.pk and not self.instance.made_as:
            del self.fields["made_as"]

    @classmethod
    def typed(cls, data, item, prefix=None):
        """Return the form for what was typed under an item:
        over the paragraph it names or an earlier save has made, else a new one.
        """
        key, made_as = data.get("paragraph", ""), data.get(f"{prefix}-made_as" if prefix else "made_as", "")
        rows = Paragraph.objects.filter(item=item).select_related("item__meeting")
        instance = (
            rows.filter(pk=key).first()
            if key.isdecimal()
            else rows.filter(made_as=as_key(made_as)).exclude(made_as=None).first()
        )
        return cls(data, prefix=prefix, instance=instance)

    @property
    def save_key(self):
        """The key of the page's saves; without one, that of the paragraph it made."""
        return super().save_key or self.data.get(self.add_prefix("made_as"), "")

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None:
            self.instance.made_as = cleaned.get("made_as")
        return cleaned


def as_key(text):
    """Return the UUID that a text is, or None."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


class EntryForm(TwoLanguageForm, VersionedForm):
    """What stands under a paragraph: a line or two of plain text, and its facts."""

    required_texts = ("text",)

    class Meta:
        widgets = {side: forms.Textarea(attrs={"rows": 3}) for side in ("text_en", "text_cy")}


class DecisionChoice(NamedChoice):
    """One of the decisions, by its number and its first words; where one types, the number alone is enough."""

    default_error_messages = {"invalid_choice": _("Please choose an earlier decision from the register.")}

    def rows(self):
        rows = self.queryset.select_related("paragraph__item__meeting")
        return [(row.pk, f"{row.number}: {Truncator(str(row.text)).chars(60)}", "") for row in rows]

    def to_python(self, value):
        named = f"{value}: ".casefold()
        keys = [key for key, label in self.offered() if label.casefold().startswith(named)] if value else []
        return super().to_python(str(keys[0]) if len(keys) == 1 else value)


class DecisionForm(WithPeople, EntryForm):
    """What was decided, and how; `folded` is what few decisions need, and opens when it is wanted or filled in."""

    MORE = ("is_lost", "proposed_by", "seconded_by", "supersedes")

    proposed_by = PersonChoice(label=_("Proposed by"), required=False)
    seconded_by = PersonChoice(label=_("Seconded by"), required=False)

    class Meta(EntryForm.Meta):
        model = Decision
        fields = ["text_en", "text_cy", "how", "votes_for", "votes_against", "abstentions", "review_on",
                  "is_lost", "proposed_by", "seconded_by", "supersedes"]  # fmt: skip
        field_classes = {"supersedes": DecisionChoice}
        widgets = EntryForm.Meta.widgets | {"review_on": DateInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supersedes"].queryset = Decision.objects.before(self.instance)

    @property
    def folded(self):
        """The fields that are shown together once they are asked for, as the first and the last of them."""
        is_open = any(self[name].value() or self[name].errors for name in self.MORE)
        label = _("Proposer, seconder, not carried, supersedes")
        return {"first": self.MORE[0], "last": self.MORE[-1], "is_open": is_open, "label": label}

    def clean(self):
        cleaned = super().clean()
        counted = [cleaned.get(name) for name in ("votes_for", "votes_against", "abstentions")]
        if cleaned.get("how") == Decision.How.VOTE and counted[0] is None:
            self.add_error("votes_for", _("Please write how many voted for it."))
        if cleaned.get("how") != Decision.How.VOTE and any(number is not None for number in counted):
            self.add_error("how", _("Figures belong to a vote: choose “By vote”, or leave them out."))
        return cleaned


class ActionForm(WithPeople, EntryForm):
    """What is to be done, by whom and when."""

    owner = PersonChoice(label=_("Owner"), required=False)

    class Meta(EntryForm.Meta):
        model = Action
        fields = ["text_en", "text_cy", "owner", "owner_organisation", "due_on"]
        field_classes = {"owner_organisation": BodyChoice}
        widgets = EntryForm.Meta.widgets | {"due_on": DateInput()}

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("owner") and not cleaned.get("owner_organisation") and "owner" not in self.errors:
            self.add_error("owner", _("Please say who takes it on: a person, or an organisation."))
        return cleaned


class GiveForm(WithPeople, VersionedForm):
    """Who has an action from now on."""

    passed_to = PersonChoice(label=_("Who takes it over"))

    class Meta:
        model = Action
        fields = ["passed_to"]

    def clean_passed_to(self):
        """None where it comes back to who took it on."""
        person = self.cleaned_data["passed_to"]
        return None if person.pk == self.instance.owner_id else person


class ProgressForm(VersionedForm):
    """How an action stands, in its owner's own words; what is not done or dropped has its reason."""

    progress_language = forms.ChoiceField(label=_("Written in"), choices=list(LANGUAGE_NAMES.items()))

    class Meta:
        model = Action
        fields = ["status", "progress", "progress_language"]
        widgets = {"progress": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "status": _("What is not done comes back at the next meeting; what is done or dropped does not."),
            "progress": _(
                "One line that the meeting can read under matters arising, or why it is not done or is dropped."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["progress_language"] = self.instance.progress_language or reading_language()

    def clean(self):
        cleaned, action = super().clean(), self.instance
        said, status = cleaned.get("progress"), cleaned.get("status")
        is_old = status != action.status and said == action.progress
        if status in Action.REASONED and "progress" not in self.errors and (not said or is_old):
            self.add_error("progress", _("Please say in one line why it is not done or is dropped."))
        return cleaned

    @property
    def is_touched(self):
        """Whether anything but the hidden fields was changed."""
        return bool({"status", "progress", "progress_language"} & set(self.changed_data))


class ConfirmMinutesForm(forms.Form):
    """At which later meeting the minutes were confirmed."""

    at_meeting = forms.ModelChoiceField(Meeting.objects.none(), label=_("Confirmed at"), required=False)

    def __init__(self, *args, minutes, **kwargs):
        super().__init__(*args, **kwargs)
        later = Meeting.objects.filter(starts_at__gt=minutes.meeting.starts_at, state__in=Meeting.TAKES_PLACE)
        self.fields["at_meeting"].queryset = later.order_by("starts_at")
