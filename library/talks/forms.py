"""Forms for talks: offering one, keeping what was given, the speaker's consent, and finding on the shelf."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import DateInput, TwoLanguageForm, VersionedForm
from common.filing import files, stored
from library.models import Talk
from library.models.talks import CONSENTS, NOT_AGREED
from library.talks.shelf import ORDER
from meetings.papers.forms import PaperFile
from members.access import Audience, keeps_the_record
from members.choices import OffersAreas, PersonChoice
from members.models import Interest
from members.people.forms import WithPeople

ABOUT = {side: forms.Textarea(attrs={"rows": 5}) for side in ("about_en", "about_cy")}
TAKEN = {side: forms.Textarea(attrs={"rows": 3}) for side in ("taken_en", "taken_cy")}


class OfferForm(OffersAreas, WithPeople, TwoLanguageForm, VersionedForm):
    """What a talk is about and who speaks; who keeps the record may name one of the Forum's people as the speaker."""

    required_texts = ("title",)
    folds_other_side = True
    speaker = PersonChoice(label=gettext_lazy("Speaker, if one of us"), required=False)

    class Meta:
        model = Talk
        fields = [
            "kind", "title_en", "title_cy", "about_en", "about_cy", "topic", "area", "minutes", "speaker",
            "speaker_name", "speaker_organisation",
        ]  # fmt: skip
        widgets = ABOUT
        help_texts = {"speaker_name": gettext_lazy("Only if somebody from outside the Forum speaks.")}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        if not keeps_the_record(by):
            del self.fields["speaker"]

    def clean(self):
        """Whoever offers it speaks, unless somebody else is named."""
        cleaned = super().clean()
        if cleaned.get("speaker_name") and cleaned.get("speaker"):
            self.add_error("speaker_name", _("Please name one speaker: one of us, or somebody from outside."))
        elif cleaned.get("speaker_name"):
            self.instance.speaker = None
        elif "speaker" not in self.fields:
            self.instance.speaker = self.by
        elif not cleaned.get("speaker"):
            cleaned["speaker"] = self.instance.speaker or self.by
        return cleaned

    @property
    def also(self):
        """The columns that are set beside those shown."""
        return [] if "speaker" in self.fields else ["speaker"]


class KeepForm(OffersAreas, stored.FindsRoom, TwoLanguageForm, VersionedForm):
    """What is kept of a talk that was given, and who may see it: no more people than its speaker agreed to."""

    file = PaperFile(label=gettext_lazy("Slides"), required=False)
    without_slides = forms.BooleanField(label=gettext_lazy("Take the slides away"), required=False)

    class Meta:
        model = Talk
        fields = [
            "given_on", "taken_en", "taken_cy", "topic", "area", "file", "without_slides", "recording", "audience",
        ]  # fmt: skip
        widgets = TAKEN | {"given_on": DateInput()}
        help_texts = {
            "taken_en": gettext_lazy("Three sentences at most, for who was not there."),
            "taken_cy": "",
            "recording": gettext_lazy("The address where it can be seen or heard."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["given_on"].required = True
        now, kinds = self.instance.slides_name, {"kinds": files.ALLOWED, "limit": files.limit()}
        replaces = _("Now: %(name)s. A new file takes its place.") % {"name": now}
        self.fields["file"].help_text = replaces if now else _("%(kinds)s, up to %(limit)s.") % kinds
        if not now:
            del self.fields["without_slides"]

    def clean_audience(self):
        """No more people than the speaker agreed to."""
        audience = self.cleaned_data["audience"]
        if ORDER.index(audience) > ORDER.index(self.instance.consent or Audience.KEEPERS):
            raise forms.ValidationError(NOT_AGREED)
        return audience

    @property
    def changes_slides(self) -> bool:
        """Whether other slides, or none, are to stand from now on."""
        return bool(self.cleaned_data.get("file") or self.cleaned_data.get("without_slides"))

    def stored(self, row, name):
        if name == "file":
            return _("%(name)s. Please choose your file again if it is to take its place.") % {
                "name": row.slides_name or _("no file")
            }
        return super().stored(row, name)


class ConsentForm(forms.Form):
    """For whom the speaker agrees that a talk is shown; who writes it down for them says how they agreed."""

    consent = forms.ChoiceField(
        label=gettext_lazy("Who may see slides, recording and what we took from it?"),
        choices=CONSENTS[1:],
        widget=forms.RadioSelect,
    )
    how = forms.CharField(
        label=gettext_lazy("How they agreed"),
        max_length=200,
        help_text=gettext_lazy("Such as: by e-mail on 3 March."),
        validators=Talk._meta.get_field("consent_how").default_validators,
    )

    def __init__(self, *args, is_speaker, talk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["consent"].initial = talk.consent
        self.fields["how"].initial = talk.consent_how
        if is_speaker:
            del self.fields["how"]


class ShelfForm(OffersAreas, forms.Form):
    """Which talks to show: of a topic, an area, a year."""

    topic = forms.ModelChoiceField(
        Interest.objects.all(), label=gettext_lazy("Topic"), required=False, empty_label=gettext_lazy("all")
    )
    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False, choices=[("", gettext_lazy("all"))])
    year = forms.TypedChoiceField(label=gettext_lazy("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("all")), *((year, str(year)) for year in years)]

    @property
    def asked(self) -> dict:
        """What is asked for, as `finding.on_shelf` takes it; what cannot be read asks for nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}
