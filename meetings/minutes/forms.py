"""Forms for the meeting, its agenda and the minutes."""

import datetime
import uuid

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import LANGUAGE_NAMES, reading_language
from common.editing import DateInput, TimeInput, TwoLanguageForm, VersionedForm
from common.rich_text import RichTextarea
from common.text import refuse_control_characters, refuse_emoji
from meetings.models import Action, AgendaItem, Decision, ItemKind, Meeting, Paragraph, Rules
from members.choices import BodiesChoice, BodyChoice, PersonChoice, TypedSelectMultiple
from members.people.forms import WithPeople

UNKNOWN_PRESENTER = _(
    "We know nobody of that name. Please choose a person from the list, or write the name in the next field."
)


class MeetingForm(WithPeople, TwoLanguageForm, VersionedForm):
    """The facts of a meeting; date and times as on a clock in Wales."""

    required_texts = ("title",)
    date = forms.DateField(label=_("Date"), widget=DateInput())
    starts = forms.TimeField(label=_("Starts"), widget=TimeInput())
    ends = forms.TimeField(label=_("Ends"), widget=TimeInput())
    chair = PersonChoice(label=_("Chair"), required=False)

    class Meta:
        model = Meeting
        field_classes = {"hosts": BodiesChoice}
        widgets = {"interpreter_by": DateInput(), "hosts": TypedSelectMultiple(attrs={"size": 6})}
        fields = [
            "kind", "title_en", "title_cy", "date", "starts", "ends", "place_en", "place_cy",
            "online_link", "chair", "shared_with_partners", "is_public", "interpreter_by", "hosts",
        ]  # fmt: skip

    def __init__(self, *args, instance=None, **kwargs):
        initial = (
            self.moments(instance) | (kwargs.pop("initial", None) or {}) if instance else kwargs.pop("initial", None)
        )
        super().__init__(*args, instance=instance, initial=initial, **kwargs)

    @staticmethod
    def moments(meeting):
        """Return the meeting's date and times as the form's fields hold them."""
        starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        return {"date": starts.date(), "starts": starts.time(), "ends": ends.time()}

    def stored(self, row, name):
        return self.moments(row)[name] if name in ("date", "starts", "ends") else super().stored(row, name)

    def clean(self):
        cleaned = super().clean()
        date, starts, ends = (cleaned.get(name) for name in ("date", "starts", "ends"))
        if starts and ends and ends <= starts:
            self.add_error("ends", _("The meeting ends before it starts. Please check the times."))
        elif date and starts and ends:
            self._set_moments(date, starts, ends)
            if not {"starts", "ends"} & set(self.errors):
                self._refuse_overlap()
        if date and not cleaned.get("interpreter_by") and self.instance.pk is None:
            cleaned["interpreter_by"] = date - datetime.timedelta(days=Rules.now().interpreter_days)
        return cleaned

    def _refuse_overlap(self):
        """Say so beside the date when another meeting takes place at that time."""
        others = Meeting.objects.filter(state__in=Meeting.TAKES_PLACE).exclude(pk=self.instance.pk)
        other = others.filter(starts_at__lt=self.instance.ends_at, ends_at__gt=self.instance.starts_at).first()
        if other:
            self.add_error("date", _("At that time there is already a meeting: %(title)s.") % {"title": other})

    def _set_moments(self, date, starts, ends):
        """Put the moments on the instance; a time that the change of the clock leaves out is an error at its field."""
        for name, column, time in (("starts", "starts_at", starts), ("ends", "ends_at", ends)):
            try:
                moment = from_current_timezone(timezone.datetime.combine(date, time))
                setattr(self.instance, column, moment)
            except (forms.ValidationError, OverflowError):
                self.add_error(name, _("There is no such time on that day: the clocks change. Please choose another."))


class AgendaItemForm(WithPeople, TwoLanguageForm, VersionedForm):
    """One item of an agenda."""

    required_texts = ("title",)
    presenter = PersonChoice(label=_("Presenter"), required=False, error_messages={"invalid_choice": UNKNOWN_PRESENTER})

    class Meta:
        model = AgendaItem
        fields = [
            "title_en", "title_cy", "kind", "minutes", "presenter", "presenter_name", "presenter_organisation",
            "text_en", "text_cy", "taken_as_read", "reserved", "writes_itself",
        ]  # fmt: skip
        help_texts = {
            "presenter_name": _("If the presenter is not in the list above."),
            "minutes": _("How long this item may take, from 1 to 480 minutes."),
        }


class QuickItemForm(forms.Form):
    """An item in one line: its title in the language of the page, its kind and its minutes."""

    title = forms.CharField(label=_("Title"), max_length=200, validators=[refuse_control_characters, refuse_emoji])
    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=480, initial=10)

    def item(self):
        """Return the AgendaItem, not saved."""
        facts = {name: self.cleaned_data[name] for name in ("kind", "minutes")}
        return AgendaItem(**facts, **{f"title_{reading_language()}": self.cleaned_data["title"]})


class ParagraphForm(TwoLanguageForm, VersionedForm):
    """One numbered paragraph of the minutes; a new one brings a key,
    so that saving it again changes what the first save made.
    """

    required_texts = ("text",)
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


class DecisionForm(EntryForm):
    """What was decided, and how."""

    class Meta(EntryForm.Meta):
        model = Decision
        fields = ["text_en", "text_cy", "how", "votes_for", "votes_against", "abstentions", "review_on"]
        widgets = EntryForm.Meta.widgets | {"review_on": DateInput()}

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
