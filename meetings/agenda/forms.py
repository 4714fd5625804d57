"""Forms for an agenda's items: whole, and in one line."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.both_languages import reading_language
from common.editing import TwoLanguageForm, VersionedForm
from common.text import refuse_control_characters, refuse_emoji
from meetings.agenda.numbering import unnumbered
from meetings.models import AgendaItem, ItemKind
from members.choices import PersonChoice
from members.people.forms import WithPeople

NUMBER_DROPPED = _("The number before the title is left out: items get their numbers by themselves.")
UNKNOWN_PRESENTER = _(
    "We know nobody of that name. Please choose a person from the list, or write the name in the next field."
)


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

    number_dropped = False

    def clean(self):
        """Leave out numbers that were typed before the title; one that stands there already came with past minutes."""
        cleaned = super().clean()
        for side in ("title_en", "title_cy"):
            typed = cleaned.get(side) or ""
            if side in self.changed_data and (bare := unnumbered(typed)) != typed:
                cleaned[side], self.number_dropped = bare, True
        return cleaned


class QuickItemForm(forms.Form):
    """An item in one line: its title in the language of the page, its kind and its minutes."""

    title = forms.CharField(label=_("Title"), max_length=200, validators=[refuse_control_characters, refuse_emoji])
    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices)
    minutes = forms.IntegerField(label=pgettext_lazy("time", "Minutes"), min_value=1, max_value=480, initial=10)

    number_dropped = False

    def clean_title(self):
        """Leave out a number that was typed before the title."""
        typed = self.cleaned_data["title"]
        bare = unnumbered(typed)
        self.number_dropped = bare != typed
        return bare

    def item(self):
        """Return the AgendaItem, not saved."""
        facts = {name: self.cleaned_data[name] for name in ("kind", "minutes")}
        return AgendaItem(**facts, **{f"title_{reading_language()}": self.cleaned_data["title"]})


class ProposalAnswerForm(forms.Form):
    """What becomes of a proposal; `answer` is the button that is pressed."""

    reason = forms.CharField(
        label=_("A word of reason"), required=False, max_length=300,
        validators=[refuse_control_characters, refuse_emoji],
        help_text=_("The person who asked reads it. Needed if you put it off or decline it."),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutes on the agenda"), min_value=1, max_value=480,
        required=False, help_text=_("If you put it on this agenda. Left empty, it gets what was wished for."),
    )  # fmt: skip
    answer = forms.ChoiceField(
        choices=[(name, name) for name in ("accept", "defer", "decline")], widget=forms.HiddenInput
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") in ("defer", "decline") and not cleaned.get("reason"):
            self.add_error("reason", _("Please say why: the person who asked will read it."))
        return cleaned
