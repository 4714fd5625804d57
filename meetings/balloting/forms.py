"""Forms for what members decide between meetings: the proposal, with its choices if it has any."""

import datetime
from http import HTTPStatus

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.both_languages import LANGUAGES, reading_language
from common.editing import DateInput, TwoLanguageForm, VersionedForm
from common.filing import files, stored
from meetings.agenda.sending import PaperFile
from meetings.balloting import ballots
from meetings.models import AgendaItem, Ballot, Option, Rules
from meetings.models.balloting import FEWEST_OPTIONS, HOW_MANY, MOST_OPTIONS
from meetings.papers.papers import Upload
from members.access import Circle
from members.choices import NamedChoice

A_YEAR = datetime.timedelta(days=365)


class ItemChoice(NamedChoice):
    """One of the items that members read on the agendas of the last year and of those to come, the newest first."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("Please choose one of the items of an agenda that is out.")
    }

    def __init__(self, **kwargs) -> None:
        super().__init__(AgendaItem.objects.none(), **kwargs)

    def offer(self) -> None:
        """Offer what members read now."""
        rows = AgendaItem.objects.visible_within(Circle.MEMBER).filter(meeting__starts_at__gt=timezone.now() - A_YEAR)
        self.queryset = rows.select_related("meeting").order_by("-meeting__starts_at", "position")

    def rows(self):
        return [(row.pk, f"{row.meeting.reference}, {row.number}: {row.title}", "") for row in self.queryset]


class BallotForm(TwoLanguageForm, VersionedForm):
    """A proposal to the members that they answer with yes or no, and until when they answer."""

    required_texts = ("text",)

    class Meta:
        model = Ballot
        fields = ["text_en", "text_cy", "background_en", "background_cy", "link", "closes_on"]
        widgets = {"closes_on": DateInput()} | {
            side: forms.Textarea(attrs={"rows": 4}) for side in ("text_en", "text_cy")
        }

    @property
    def is_secret(self) -> bool:
        """Whether members are asked in secret, as the rules say now."""
        return not Rules.now().votes_are_open

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is past. Please give members some days to answer."))
        return day


class ChoicesBallotForm(stored.FindsRoom, BallotForm):
    """A proposal to the members that they answer with yes or no, or out of choices: each a line, in the same order in
    both languages.
    """

    choices_en = forms.CharField(
        label=gettext_lazy("Choices, each on a line of its own (English)"), required=False, max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    choices_cy = forms.CharField(
        label=gettext_lazy("Choices, each on a line of its own (Welsh)"), required=False, max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The same ones in the same order. Once members are asked, choices cannot be changed."),
    )  # fmt: skip
    item = ItemChoice(label=gettext_lazy("Agenda item it is about"), required=False)
    file_en = PaperFile(label=gettext_lazy("Paper (English)"), required=False)
    file_cy = PaperFile(label=gettext_lazy("Paper (Welsh)"), required=False)
    field_order = [
        *("text_en", "text_cy", "kind", "choices_en", "choices_cy", "background_en", "background_cy"),
        *("file_en", "file_cy", "item", "link"),
    ]
    file_field = "file_{language}"
    status = HTTPStatus.OK

    class Meta(BallotForm.Meta):
        fields = ["kind", "item", *BallotForm.Meta.fields]
        widgets = BallotForm.Meta.widgets | {"kind": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.options: list[Option] = []
        self.fields["item"].offer()
        for language in LANGUAGES:
            field = self.fields[f"file_{language}"]
            del field.widget.attrs["lang"]
            field.help_text = _("%(kinds)s, up to %(limit)s.") % {"kinds": files.ALLOWED, "limit": files.limit()}

    def asked(self, *, by) -> Ballot | None:
        """Return the ballot, asked; None where the disk is full, which is said beside the file."""
        sent = {language: self.cleaned_data.get(f"file_{language}") for language in LANGUAGES}
        uploads = [Upload(language, file, file.content_type) for language, file in sent.items() if file]
        asked = self.save(commit=False)
        return self.found_room(ballots.ask, ballot=asked, by=by, options=self.options, uploads=uploads)

    def clean(self):
        cleaned = super().clean()
        lines = {side: _lines(cleaned.get(f"choices_{side}")) for side in LANGUAGES}
        if wrong := self._against(lines):
            self.add_error(f"choices_{reading_language()}", wrong)
        elif any(lines.values()):
            self.options = self._made(lines)
        self.instance.choices = len(self.options)
        return cleaned

    def _against(self, lines) -> str:
        """Return what is wrong with the choices as they are written, or ""."""
        numbers = {len(written) for written in lines.values() if written}
        if self.cleaned_data.get("kind") == Ballot.Kind.YES_NO:
            return _("A yes or no has no choices. Please choose another way of answering, or take these out.") * bool(
                numbers
            )
        if not numbers or not all(FEWEST_OPTIONS <= number <= MOST_OPTIONS for number in numbers):
            return str(HOW_MANY)
        if len(numbers) > 1:
            return _("There are not as many choices in English as in Welsh. Please give each in the same place.")
        same = any(len(set(map(str.casefold, written))) < len(written) for written in lines.values())
        return _("Two of the choices are the same.") if same else ""

    def _made(self, lines) -> list[Option]:
        """Return the choices as rows that are not saved yet; says beside the field what is wrong with one of them."""
        number, made = max(map(len, lines.values())), []
        sides = {side: written or [""] * number for side, written in lines.items()}
        for place in range(number):
            option = Option(**{f"title_{side}": written[place] for side, written in sides.items()})
            try:
                option.clean_fields(exclude=["ballot", "position", "lot"])
            except forms.ValidationError as wrong:
                for name, messages in wrong.message_dict.items():
                    self.add_error(f"choices_{name[-2:]}", [f"{place + 1}: {one}" for one in messages])
            made.append(option)
        return made


def _lines(text) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
