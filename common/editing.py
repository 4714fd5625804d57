"""Two people editing one row: a version on the row, a refusal that loses nothing."""

from django import forms
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from common import own_saves
from common.comparison import compare_words
from common.rich_text import plain_text


class IllegalChange(Exception):
    """The thing's state does not allow this change; the message says why and what to do (answered with 409)."""


class Versioned(models.Model):
    """A row that counts its saves, so that a form made from an older one is noticed."""

    version = models.PositiveIntegerField(default=1, editable=False)
    version.verbose_name = _("version")  # said here, it needs no migration

    class Meta:
        abstract = True


class DateInput(forms.DateInput):
    """The browser's own date picker; the value in the form it asks for."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class TimeInput(forms.TimeInput):
    """The browser's own time picker."""

    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


class TwoLanguageForm(forms.ModelForm):
    """A model form whose two-language fields carry their language, and of which one side must be written.

    `required_texts` names the texts that must be there in at least one language.
    """

    required_texts: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name[-3:] in ("_en", "_cy"):
                field.widget.attrs["lang"] = name[-2:]
                field.either = name[:-3] in self.required_texts

    def clean(self):
        cleaned = super().clean()
        for text in self.required_texts:
            sides = [f"{text}_en", f"{text}_cy"]
            if not any(cleaned.get(side) for side in sides) and not any(side in self.errors for side in sides):
                self.add_error(sides[0], _("Please write this in English or in Welsh (best in both)."))
        return cleaned


class VersionedForm(forms.ModelForm):
    """A form over a `Versioned` row that refuses to overwrite what somebody else saved in the meantime."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    status = 200

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.theirs, self.mine = {}, {}  # after a refusal: {field: what somebody else saved, and what was to be saved}
        self.fields["version"].initial = self.instance.version
        if self.instance.pk is None:
            del self.fields["version"]  # nobody else can have saved a row that is not there yet

    def save_if_current(self):
        """Save and return True; or return False with both texts in the form's errors and `status` 409."""
        expected = self.cleaned_data.get("version") or 0
        with transaction.atomic():
            row = type(self.instance)._base_manager.select_for_update().get(pk=self.instance.pk)
            if row.version == expected or self._is_own_save(row):
                self.instance.version = row.version + 1
                self.save()
                self.remember_save()
                return True
        self._show_both(row)
        return False

    @property
    def save_key(self) -> str:
        """The key and the number that the script which saves while one types has given this save, or ""."""
        return self.data.get(self.add_prefix("save_key"), "")

    def remember_save(self) -> None:
        """Remember that this page made the row as it is: if it never hears so, the next save is known as its own."""
        own_saves.remember(self.instance, self.save_key)

    def _is_own_save(self, row):
        """Whether this very page saved the row last, and there is something new to save."""
        return bool(self._differing(row)) and own_saves.is_own(row, self.save_key)

    @property
    def differences(self):
        """What differs from what somebody else saved: (label, language or "", Changes from theirs to ours) of each
        text.
        """
        return [
            (
                self.fields[name].label,
                name[-2:] if name.endswith(("_en", "_cy")) else "",
                compare_words(plain_text(theirs), plain_text(self.mine[name])),
            )
            for name, theirs in self.theirs.items()
            if isinstance(theirs, str) and isinstance(self.mine[name], str)
        ]

    def stored(self, row, name):
        """Return what a row holds for the form field `name`; to be extended where a field is not a column."""
        return getattr(row, name)

    def _show_both(self, row):
        self.status = 409
        self.add_error(
            None,
            _(
                "Somebody else saved this while you were writing. Your text is still here; theirs stands beside it. "
                "Saving again keeps yours."
            ),
        )
        for name, (theirs, mine) in self._differing(row).items():
            self.theirs[name], self.mine[name] = theirs, mine
            self.add_error(name, _("It now reads: %(theirs)s") % {"theirs": plain_text(str(theirs))})
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = row.version

    def _differing(self, row):
        """Return {name: (what the row holds, what was to be saved)} of the fields that were changed and differ."""
        names = [name for name in self.changed_data if name in self.cleaned_data and name != "version"]
        both = {
            name: (self.stored(row, name), getattr(self.instance, name, self.cleaned_data.get(name))) for name in names
        }
        return {name: (theirs, mine) for name, (theirs, mine) in both.items() if str(theirs) != str(mine)}
