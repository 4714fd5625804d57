"""Forms for taking in past minutes: the text as it came, and the same in order with the meeting's facts."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from common.editing import TimeInput, VersionedForm
from common.filing import files
from common.languages.sides import InOurLanguages
from common.text import refuse_control_characters, tidy
from meetings.importing.files import word_in
from meetings.importing.other_side import misfits
from meetings.models import Meeting, Minutes, MinutesImport
from meetings.models.importing import LONGEST
from meetings.phrases.sheet import relabelled, sheet_of
from meetings.planning.forms_meeting import MeetingForm

UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
MOST_LINES = 5_000


def cleaned(text):
    """Return a text without what Word and web pages put between letters unseen, its page breaks as empty lines."""
    return tidy(UNSEEN.sub("", text.replace("\x0b", "\n").replace("\x0c", "\n\n").replace("\u00a0", " ")))


class SourceForm(InOurLanguages, forms.Form):
    """Minutes as they came: pasted, or a Word document; gives `source`, `source_name` and `doubts` about the file."""

    language = forms.ChoiceField(label=gettext_lazy("Written in"), choices=MinutesImport.Language.choices)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=gettext_lazy("Paste the whole minutes here, with the lists of who was there."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a Word document"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=gettext_lazy("A file whose name ends in .docx; others can be opened in Word and saved as one."),
    )

    def clean_file(self):
        file = self.cleaned_data.get("file")
        return word_in(file) if file else None

    def clean_text(self):
        return _checked(cleaned(self.cleaned_data.get("text") or ""))

    def clean(self):
        values = super().clean()
        if self.errors:
            return values
        if bool(values["text"]) == bool(values["file"]):
            both = _("There is a text and a file. Please send one of them, so that nothing is taken in twice.")
            self.add_error(
                "text", both if values["text"] else _("Please paste the minutes, or choose a Word document.")
            )
            return values
        try:
            values["source"] = values["text"] or _checked(cleaned("\n".join(values["file"].lines)))
        except ValidationError as fault:
            self.add_error("file", fault)
        values["source_name"] = files.clean_name(self.files["file"].name) if values["file"] else ""
        values["doubts"] = [{"code": "changes", "said": ""}] if values["file"] and values["file"].has_changes else []
        return values


def _checked(text):
    """Return a text of a length that minutes may have, and without characters that nobody sees;
    else raise ValidationError.
    """
    lines = text.count("\n") + 1
    if len(text) > LONGEST or lines > MOST_LINES:
        facts = {"lines": lines, "most": MOST_LINES}
        raise ValidationError(
            _("This has %(lines)s lines; minutes may have %(most)s here. Please take in one meeting at a time.")
            % facts,
        )
    refuse_control_characters(text)
    return text


class SheetForm(VersionedForm):
    """The text in order, to be put right by hand."""

    places = {"facts": (), "choices": ()}  # they are filled in on the same page

    class Meta:
        model = MinutesImport
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 30, "spellcheck": "true"})}
        labels = {"text": gettext_lazy("The minutes in order")}
        help_texts = {
            "text": gettext_lazy(
                "One name to a line below PRESENT, IN ATTENDANCE and APOLOGIES. # begins an item, an empty line a "
                "paragraph, "
                "DECISION: a decision. ACTION: begins with whose it is. “||” stands between English and Welsh. "
                "**Words** are bold, __words__ italic; • begins an entry of a list."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "text" in self.initial:
            self.initial["text"] = relabelled(self.initial["text"], get_language())

    def clean_text(self):
        return cleaned(self.cleaned_data["text"])


class ImportedMeetingForm(MeetingForm):
    """The facts of the meeting that the minutes are of; or the meeting, if it is on this site already."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=gettext_lazy("Meeting"),
        required=False,
        empty_label=gettext_lazy("A new one, as written below"),
        help_text=gettext_lazy("If its minutes are a draft in the other language, this text becomes their other side."),
    )
    ends = forms.TimeField(
        label=gettext_lazy("Ends"), widget=TimeInput(), required=False, help_text=gettext_lazy("If it is known.")
    )
    are_closed = forms.BooleanField(
        label=gettext_lazy("These actions are done with"),
        required=False,
        help_text=gettext_lazy("Then nobody is reminded of them, and they do not come back as matters arising."),
    )

    class Meta(MeetingForm.Meta):
        fields = [
            "meeting", "title_en", "title_cy", "kind", "date", "starts", "ends", "place_en", "place_cy", "chair",
            "shared_with_partners", "is_public", "are_closed",
        ]  # fmt: skip

    field_order = Meta.fields

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends"].required = False
        open_ones = Q(minutes=None) | Q(minutes__state=Minutes.State.DRAFT)
        self.fields["meeting"].queryset = Meeting.objects.filter(open_ones, state=Meeting.State.HELD).order_by(
            "-starts_at"
        )

    def clean(self):
        if self.cleaned_data.get("meeting"):
            for name in [name for name in self.errors if name != "meeting"]:
                del self.errors[name]
            return self.cleaned_data
        values = super().clean()
        if not self.errors and self.instance.starts_at > timezone.now():
            self.add_error("date", _("This day is still to come. Minutes are of a meeting that was held."))
        return values

    def _post_clean(self):
        """A meeting that is there already is not changed by these fields."""
        if not self.cleaned_data.get("meeting"):
            super()._post_clean()

    def fits(self, text):
        """Say beside the meeting that a text cannot be the other language of its minutes; return whether it can.

        Where it cannot be is in `misfits`, all of it at once.
        """
        meeting = self.cleaned_data.get("meeting")
        self.misfits = misfits(sheet_of(text), meeting) if meeting else []
        if self.misfits:
            self.add_error("meeting", _("This text does not go with the minutes of that meeting, as shown below."))
        return not self.misfits

    @property
    def facts(self):
        """The columns of a new meeting, or the meeting, as the verb takes them."""
        closed = {"are_closed": self.cleaned_data["are_closed"]}
        if self.cleaned_data["meeting"]:
            return closed | {"meeting": self.cleaned_data["meeting"]}
        names = ["title_en", "title_cy", "kind", "place_en", "place_cy", "chair", "shared_with_partners", "is_public"]
        moments = {name: getattr(self.instance, name) for name in ("starts_at", "ends_at", "end_is_known")}
        return closed | moments | {name: self.cleaned_data[name] for name in names}

    @property
    def typed(self):
        """What was typed, valid or not, so that it is kept with the text."""
        return {name: self[name].value() for name in self.fields if self[name].value() not in (None, "")}
