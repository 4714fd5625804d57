"""Forms for an agenda's items: whole, and in one line."""

from http import HTTPStatus

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.both_languages import reading_language
from common.editing import TwoLanguageForm, VersionedForm
from common.filing import stored
from common.text import refuse_control_characters, refuse_emoji
from meetings.agenda.numbering import unnumbered
from meetings.agenda.sending import PaperFiles
from meetings.models import AgendaItem, ItemKind
from members.choices import PersonChoice, named, of
from members.models import Person
from members.people.forms import WithPeople

NUMBER_DROPPED = _("The number before the title is left out: items get their numbers by themselves.")
UNKNOWN_PRESENTER = _(
    "We know nobody of that name. Please choose a person from the list, or write the name in the next field."
)


def presenters() -> list:
    """Return [(key, label)] of those who may present an item: whoever belongs to the Forum today."""
    people = Person.objects.standing_now().select_related("organisation")
    people = people.only("name", "organisation__name_en", "organisation__name_cy")
    return named((person.pk, person.name, str(person.organisation or "")) for person in people)


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


class QuickItemForm(stored.FindsRoom, forms.Form):
    """An item in one line: its title in the language of the page, its kind, its minutes, and who presents it."""

    file_field = "files"

    title = forms.CharField(label=_("Title"), max_length=200, validators=[refuse_control_characters, refuse_emoji])
    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices)
    minutes = forms.IntegerField(label=pgettext_lazy("time", "Minutes"), min_value=1, max_value=480, initial=10)
    presenter = forms.CharField(
        label=_("Presenter"), required=False, max_length=150, validators=[refuse_control_characters, refuse_emoji],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    files = PaperFiles(label=_("Papers"), required=False)

    number_dropped = False
    status = HTTPStatus.OK

    def __init__(self, *args, is_open=False, **kwargs):
        """`is_open`: the caret stands in the title."""
        super().__init__(*args, **kwargs)
        if is_open:
            self.fields["title"].widget.attrs["autofocus"] = True

    def clean_title(self):
        """Leave out a number that was typed before the title."""
        typed = self.cleaned_data["title"]
        bare = unnumbered(typed)
        self.number_dropped = bare != typed
        return bare

    def item(self, people):
        """Return the AgendaItem, not saved; whoever presents it is one of `people` [(key, name)], or a name alone."""
        facts = {name: self.cleaned_data[name] for name in ("kind", "minutes")}
        presenter = self.cleaned_data["presenter"]
        known = of(presenter, people) if presenter else None
        facts |= {"presenter_id": known} if known else {"presenter_name": presenter}
        return AgendaItem(**facts, **{f"title_{reading_language()}": self.cleaned_data["title"]})


class RowItemForm(VersionedForm):
    """What is changed of an item in its row: its kind and its minutes."""

    class Meta:
        model = AgendaItem
        fields = ["kind", "minutes"]
