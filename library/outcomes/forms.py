"""Forms of social value: an outcome with the fields of our own, these fields themselves, and which outcomes to show."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import DateInput, TwoLanguageForm, VersionedForm
from common.filing import files, stored
from library import access
from library.models import CaseStudy, Consultation, Outcome, OutcomeField, Talk
from library.outcomes import own, register
from meetings.papers.forms import PaperFile
from members.choices import NamedChoice
from taskgroups.models import TaskGroup

KNOWN = {side: forms.Textarea(attrs={"rows": 4}) for side in ("how_known_en", "how_known_cy")}


class ThingChoice(NamedChoice):
    """One of the things through which something can change."""

    default_error_messages = {"invalid_choice": gettext_lazy("Please choose one from the list.")}

    def rows(self):
        """Return the keys and names of the rows, without their texts."""
        sides = ("title_en", "title_cy") if hasattr(self.queryset.model, "title_en") else ("name_en", "name_cy")
        return [(row.pk, str(row), "") for row in self.queryset.only(*sides)]


class OutcomeForm(stored.FindsRoom, TwoLanguageForm, VersionedForm):
    """What changed, for whom, how it is known; who keeps the library also says who may see it."""

    required_texts = ("title",)
    folds_other_side = True
    file = PaperFile(label=gettext_lazy("Source, as a file"), required=False)
    without_file = forms.BooleanField(label=gettext_lazy("Take the file away"), required=False)

    class Meta:
        model = Outcome
        fields = [
            "title_en", "title_cy", "changed_en", "changed_cy", "for_whom_en", "for_whom_cy", "happened_on", "until",
            "how_known_en", "how_known_cy", "sureness", "source_en", "source_cy", "source_link", "file", "without_file",
            "group", "talk", "study", "consultation", "audience",
        ]  # fmt: skip
        field_classes = dict.fromkeys(("group", "talk", "study", "consultation"), ThingChoice)
        widgets = KNOWN | {"happened_on": DateInput(), "until": DateInput()}
        help_texts = {
            "title_en": gettext_lazy("As you would tell a friend: who does or has what that they did not before."),
            "for_whom_en": gettext_lazy("Such as: people who employ their own assistants in Gwynedd."),
            "how_known_en": gettext_lazy("Who said so, who counted, what was seen. Name nobody who has not agreed."),
            "until": gettext_lazy("Only where it took a while."),
            **dict.fromkeys(("title_cy", "for_whom_cy", "how_known_cy"), ""),
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = list(OutcomeField.objects.in_use())
        self.places = {"own": tuple(own.name_of(field) for field in self.own)} if self.own else {}
        for field in self.own:
            self.fields[own.name_of(field)] = own.asked(field)
            self.initial[own.name_of(field)] = own.initial(field, self.instance.own.get(str(field.pk)))
        for name, model in (("group", TaskGroup), ("talk", Talk), ("study", CaseStudy), ("consultation", Consultation)):
            self.fields[name].queryset = model.objects.visible_to(by)
        self._say_files()
        self._set_in_order(access.may_keep_library(by))

    def _say_files(self):
        now, kinds = self.instance.source_name, {"kinds": files.ALLOWED, "limit": files.limit()}
        replaces = _("Now: %(name)s. A new file takes its place.") % {"name": now}
        self.fields["file"].help_text = replaces if now else _("%(kinds)s, up to %(limit)s.") % kinds
        if not now:
            del self.fields["without_file"]

    def _set_in_order(self, may_keep):
        """Our own fields stand before who may see it; that only who keeps the library says."""
        if not may_keep:
            del self.fields["audience"]
        folded = [name for name, field in self.fields.items() if getattr(field, "is_folded", False)]
        last = ["audience", *folded]
        self.order_fields([name for name in self.fields if name not in last] + last)

    def clean(self):
        """What is filled in of our own fields goes to the outcome; what is not asked for any more stays there."""
        cleaned = super().clean()
        sent = {str(field.pk): own.kept(cleaned.get(own.name_of(field))) for field in self.own}
        together = {**self.instance.own, **sent}
        self.instance.own = {key: value for key, value in together.items() if value is not None}
        return cleaned

    @property
    def changes_file(self) -> bool:
        """Whether another file, or none, is to stand from now on."""
        return bool(self.cleaned_data.get("file") or self.cleaned_data.get("without_file"))

    def stored(self, row, name):
        """Return what a row holds for a field, also for those of our own and the file."""
        if name == "file":
            again = _("%(name)s. Please choose your file again if it is to take its place.")
            return again % {"name": row.source_name or _("no file")}
        if field := self._own_of(name):
            return own.cleaned(field, row.own.get(str(field.pk)))
        return super().stored(row, name)

    def initial_of(self, row) -> dict:
        """Return what the fields begin with over a row, those of our own among them."""
        kept = {own.name_of(field): own.initial(field, row.own.get(str(field.pk))) for field in self.own}
        return super().initial_of(row) | kept

    def _own_of(self, name):
        return next((field for field in self.own if own.name_of(field) == name), None)


class OutcomeFieldForm(TwoLanguageForm, VersionedForm):
    """A field of our own: what it is called, and what is filled in."""

    required_texts = ("label",)

    class Meta:
        model = OutcomeField
        fields = ["label_en", "label_cy", "kind", "order", "is_used"]
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["is_used"]


class WhichForm(forms.Form):
    """Which outcomes to show: of a year, through what, how sure."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), required=False, coerce=int, empty_value=None)
    through = forms.ChoiceField(label=gettext_lazy("Through"), required=False)
    sureness = forms.ChoiceField(label=gettext_lazy("How sure we are"), required=False)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("all")), *((year, str(year)) for year in years)]
        through = [(key, kind.label) for key, kind in register.THROUGH.items()]
        self.fields["through"].choices = [("", _("all")), *through, (register.NOTHING, _("Nothing of these"))]
        self.fields["sureness"].choices = [("", _("all")), *Outcome.Sureness.choices]

    @property
    def asked(self) -> dict:
        """What is asked for, as `register.outcomes` takes it; what cannot be read asks for nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}
