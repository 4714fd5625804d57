"""Forms for the weeks before a meeting: answers, proposals, guests, and what is told."""

import csv
import io

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.both_languages import reading_language
from common.editing import TwoLanguageForm
from common.text import refuse_control_characters, refuse_emoji, tidy, tidy_line
from meetings.models import Action, Answer, Invitation, Meeting, Notice, Proposal
from members.models import Language

MOST_GUESTS = 200


class AnswerForm(forms.ModelForm):
    """How somebody comes; `coming` is the button that is pressed."""

    remember = forms.BooleanField(label=gettext_lazy("Remember this for my next meetings"), required=False)

    class Meta:
        model = Answer
        fields = ["wants_welsh", "substitute_name", "needs", "coming"]
        widgets = {"needs": forms.Textarea(attrs={"rows": 2}), "coming": forms.HiddenInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["coming"].error_messages = {"required": gettext_lazy("Please press one of the three answers.")}
        if self.instance.person_id is None:
            del self.fields["remember"]
        else:
            self.fields["remember"].initial = bool(self.instance.person.access_needs)


class PullForm(forms.Form):
    """Why an item should be discussed; the reason may be left out."""

    reason = forms.CharField(
        label=gettext_lazy("Reason (if you like)"), required=False, max_length=300, validators=[refuse_control_characters]
    )

    def clean_reason(self):
        return tidy_line(self.cleaned_data["reason"])


class ProposalForm(forms.ModelForm):
    """What somebody asks to have on an agenda."""

    class Meta:
        model = Proposal
        fields = ["title", "text", "kind", "minutes", "meeting", "language"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = Meeting.objects.visible_to(person).upcoming()
        self.fields["meeting"].empty_label = gettext_lazy("Any meeting")
        self.fields["language"].initial = reading_language()


class ProposalAnswerForm(forms.Form):
    """What becomes of a proposal; `answer` is the button that is pressed."""

    reason = forms.CharField(
        label=gettext_lazy("A word of reason"), required=False, max_length=300, validators=[refuse_control_characters, refuse_emoji],
        help_text=gettext_lazy("The person who asked reads it. Needed if you put it off or decline it."),
    )  # fmt: skip
    answer = forms.ChoiceField(choices=[(name, name) for name in ("accept", "defer", "decline")], widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") in ("defer", "decline") and not cleaned.get("reason"):
            self.add_error("reason", _("Please say why: the person who asked will read it."))
        return cleaned


class NoticeForm(TwoLanguageForm):
    """What has changed, in the administrator's words."""

    required_texts = ("note",)

    class Meta:
        model = Notice
        fields = ["note_en", "note_cy"]
        widgets = {side: forms.Textarea(attrs={"rows": 4}) for side in ("note_en", "note_cy")}


class ProgressByLinkForm(forms.ModelForm):
    """How one action stands, from the link in a letter."""

    class Meta:
        model = Action
        fields = ["status", "progress"]
        widgets = {"progress": forms.Textarea(attrs={"rows": 2})}


class GuestsForm(forms.Form):
    """Guests of a meeting, pasted one a line or as a CSV file: name, address, organisation."""

    lines = forms.CharField(
        label=gettext_lazy("Guests"), required=False, max_length=40_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("One a line: name, e-mail address, organisation. Put semicolons, commas or tabs between them."),
    )  # fmt: skip
    file = forms.FileField(label=gettext_lazy("Or a CSV file"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of their letters"), choices=Language.choices)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.guests, self.left = [], []

    def clean(self):
        cleaned = super().clean()
        text = "\n".join(filter(None, [cleaned.get("lines", ""), self._file_text(cleaned.get("file"))]))
        known = {email.lower() for email in self.meeting.invitations.values_list("email", flat=True)}
        for number, line in enumerate([line for line in text.splitlines() if line.strip()], start=1):
            try:
                guest = self._guest(line, known)
            except ValidationError as wrong:
                self.left.append(line)
                self.add_error("lines", _said_of(number, line, wrong))
                continue
            known.add(guest.email.lower())
            self.guests.append(guest)
        if not self.guests and not self.left and not self.errors:
            self.add_error("lines", _("Please write at least one guest."))
        return cleaned

    def _file_text(self, upload):
        if not upload:
            return ""
        if upload.size > 500_000:
            self.add_error("file", _("This file is too large for a list of guests."))
            return ""
        try:
            return upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", _("This file is not a CSV file in UTF-8. Save it as “CSV UTF-8”, or paste the lines above."))
            return ""

    def _guest(self, line, known):
        """Return the Invitation of one line; raises ValidationError that says what is wrong with it."""
        separator = next((mark for mark in "\t;" if mark in line), ",")
        parts = [tidy_line(part) for part in next(csv.reader(io.StringIO(tidy(line)), delimiter=separator, skipinitialspace=True))]
        name, email, organisation = [*parts, "", "", ""][:3]
        if not name or not email:
            raise ValidationError(_("a name and an e-mail address are needed."))
        validate_email(email)
        if email.lower() in known:
            raise ValidationError(_("this address is invited already."))
        if len(known) >= MOST_GUESTS:
            raise ValidationError(_("a meeting has at most %(most)s guests.") % {"most": MOST_GUESTS})
        facts = {"name": name, "email": email, "organisation": organisation, "language": self.data.get("language", "en")}
        guest = Invitation(meeting=self.meeting, **facts)
        guest.clean_fields(exclude=["meeting"])
        return guest

    def show_left(self):
        """Keep only the lines that were not understood, for the next try."""
        self.data = self.data.copy()
        self.data["lines"] = "\n".join(self.left)


def _said_of(number, line, wrong):
    """Return what is wrong with one line of a list, beside the line itself."""
    return _("Line %(number)s (%(line)s): %(why)s") % {"number": number, "line": line[:80], "why": " ".join(wrong.messages)}
