"""Forms for enquiries: asking, without puzzles, and what those do who answer."""

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.both_languages import reading_language
from common.editing import DateInput
from common.languages.sides import InOurLanguages
from common.text import refuse_control_characters
from members.choices import OffersAreas, PersonChoice
from members.models import Enquiry, EnquiryWord, Person

QUICKEST, LONGEST = 3, 24 * 60 * 60  # seconds between the page and its press: machines are quicker, leftovers older
SIGNER = signing.TimestampSigner(salt="members.enquiry")
WORDS = {"max_length": 5_000, "validators": [refuse_control_characters]}


class EnquiryForm(OffersAreas, InOurLanguages, forms.ModelForm):
    """What somebody asks; `website` is for machines, people do not see it; `opened` says when the page was made."""

    website = forms.CharField(required=False, widget=forms.HiddenInput)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Enquiry
        fields = ["text", "area", "place", "name", "email", "phone", "language", "may_pass_on"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = reading_language()
        self.fields["opened"].initial = SIGNER.sign("enquiry")

    def clean(self):
        """Whoever sends it faster than anybody types, or from a page of yesterday, presses once more."""
        cleaned = super().clean()
        if not self._is_timely(cleaned.get("opened", "")):
            self.data = self.data.copy()
            self.data[self.add_prefix("opened")] = SIGNER.sign("enquiry")
            self.add_error(None, _("Please wait a moment and press once more. What you wrote is still here."))
        return cleaned

    @staticmethod
    def _is_timely(stamp) -> bool:
        try:
            SIGNER.unsign(stamp, max_age=LONGEST)
        except signing.BadSignature:
            return False
        try:
            SIGNER.unsign(stamp, max_age=QUICKEST)
        except signing.SignatureExpired:
            return True
        return False


class AnswerForm(forms.Form):
    """The answer to an enquiry, as it goes out."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("It goes to who asked, as it stands here, with your name."),
        **WORDS,
    )


class NoteForm(forms.Form):
    """A note among those who answer, and the next step."""

    text = forms.CharField(
        label=gettext_lazy("Note"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Whoever asked does not see it."),
        **WORDS,
    )
    next_step = forms.CharField(
        label=gettext_lazy("Next step"),
        required=False,
        max_length=300,
        validators=Enquiry._meta.get_field("next_step").default_validators,
    )
    next_step_on = forms.DateField(label=gettext_lazy("By when"), required=False, widget=DateInput())


class HandOnForm(forms.Form):
    """Who answers from now on."""

    to = PersonChoice(label=gettext_lazy("Who answers from now on"))
    agreed = forms.BooleanField(label=gettext_lazy("Whoever asked agrees that it is passed on"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Person.objects.standing_now().filter(is_active=True)


class CloseForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it"), choices=Enquiry.Outcome.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("In a few words"), required=False, widget=forms.Textarea(attrs={"rows": 2}), **WORDS
    )


class AnswererForm(forms.Form):
    """Who answers the enquiries from an area."""

    person = PersonChoice(
        label=gettext_lazy("Who answers"),
        required=False,
        help_text=gettext_lazy("Nobody: the administrator and the Chair answer."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.standing_now().filter(is_active=True)


KIND = EnquiryWord.Kind
FORMS = {"answer": AnswerForm, "note": NoteForm, "hand_on": HandOnForm, "close": CloseForm}
