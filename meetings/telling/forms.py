"""Forms for the weeks before a meeting: answers, proposals, guests, and what is told."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from common.both_languages import LANGUAGE_NAMES, reading_language
from common.editing import TwoLanguageForm
from common.languages.sides import InOurLanguages
from common.rich_text import plain
from common.text import refuse_control_characters, tidy_line
from meetings.models import Answer, Invitation, Meeting, Notice, Paragraph, Proposal
from meetings.models.kinds import WORK
from members.models import Language
from members.standing.forms_lists import PeopleListForm


class AnswerForm(InOurLanguages, forms.ModelForm):
    """How somebody comes; `coming` is the button that is pressed. Who writes it down `for_another` leaves alone what
    that one has asked to be remembered.
    """

    for_both = ("wants_welsh",)
    OF_ANOTHER = {
        "wants_welsh": gettext_lazy("Would like to take part in Welsh"),
        "substitute_name": gettext_lazy("Who comes in their place"),
        "needs": gettext_lazy("Anything that would help them take part"),
    }
    remember = forms.BooleanField(label=gettext_lazy("Remember this for my next meetings"), required=False)

    class Meta:
        model = Answer
        fields = ["wants_welsh", "substitute_name", "needs", "coming"]
        widgets = {"needs": forms.Textarea(attrs={"rows": 2}), "coming": forms.HiddenInput()}

    def __init__(self, *args, for_another=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.meeting.online_link:
            self.fields["coming"].choices = [way for way in Answer.Coming.choices if way[0] != Answer.Coming.ONLINE]
        messages = self.fields["coming"].error_messages
        messages["required"] = messages["invalid_choice"] = gettext_lazy("Please press one of the answers.")
        if for_another:
            for name, label in self.OF_ANOTHER.items():
                self.fields[name].label = label
        if self.instance.person_id is None or for_another:
            del self.fields["remember"]
        else:
            self.fields["remember"].initial = bool(self.instance.person.access_needs)

    def chosen(self, coming) -> str:
        """Return the name of the button that waits for its press, if `coming` is an answer that the meeting takes."""
        return coming if coming in [value for value, _label in self.fields["coming"].choices if value] else ""


class PullForm(forms.Form):
    """Why an item should be discussed; the reason may be left out."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, max_length=300, validators=[refuse_control_characters]
    )

    def clean_reason(self):
        return tidy_line(self.cleaned_data["reason"])


def _shortened(row) -> str:
    """Return an item, or a paragraph with its first words, as a list offers it."""
    return Truncator(f"{row.number} {plain(row.text)}" if isinstance(row, Paragraph) else str(row)).chars(90)


class ProposalForm(InOurLanguages, forms.ModelForm):
    """What somebody asks to have on an agenda."""

    class Meta:
        model = Proposal
        fields = ["about_item", "about_paragraph", "title", "text", "kind", "minutes", "meeting", "language"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, person, read=(), **kwargs):
        """`read` is what somebody reads: ("about_item", items of an agenda), ("about_paragraph", those of minutes)."""
        super().__init__(*args, **kwargs)
        name, rows = read or ("", None)
        for field in ("about_item", "about_paragraph"):
            if field == name:
                self.fields[field].queryset = rows
                self.fields[field].empty_label = gettext_lazy("None of these alone")
                self.fields[field].label_from_instance = _shortened
            else:
                del self.fields[field]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in WORK]
        self.fields["meeting"].queryset = Meeting.objects.visible_to(person).upcoming()
        self.fields["meeting"].empty_label = gettext_lazy("Any meeting")
        self.fields["language"].initial = reading_language()


class NoticeForm(TwoLanguageForm):
    """What has changed, in the administrator's words; with `says_enough` they may be left out."""

    required_texts = ("note",)
    besides = gettext_lazy("A word besides")

    def __init__(self, *args, says_enough=False, **kwargs):
        self.required_texts = () if says_enough else self.required_texts
        super().__init__(*args, **kwargs)
        for side, language in LANGUAGE_NAMES.items() if says_enough else ():
            self.fields[f"note_{side}"].label = self.besides if self.in_one else f"{self.besides} ({language})"

    class Meta:
        model = Notice
        fields = ["note_en", "note_cy"]
        widgets = {side: forms.Textarea(attrs={"rows": 3}) for side in ("note_en", "note_cy")}


class LineForm(NoticeForm):
    """A line of one's own that goes out with an agenda; it may be left out."""

    besides = gettext_lazy("A line of your own in the letter")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, says_enough=True, **kwargs)


class GuestsForm(PeopleListForm):
    """Guests of a meeting, pasted one a line or as a CSV file: name, address, organisation."""

    language = forms.ChoiceField(label=gettext_lazy("Language of their letters"), choices=Language.choices)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def known(self):
        return {email.lower() for email in self.meeting.invitations.values_list("email", flat=True)}

    def row_of(self, name, email, organisation):
        guest = Invitation(
            meeting=self.meeting, name=name, email=email, organisation=organisation, language=self["language"].value()
        )
        guest.clean_fields(exclude=["meeting"])
        return guest
