"""Fields for files that become papers: each is checked by its name and its contents before it is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.bare.taking import taken
from common.filing import files

MOST_FILES = 20  # at a time


class PaperFile(forms.FileField):
    """A file that is checked by its name and its contents; gives it as it is stored (`common/bare/`)."""

    widget = forms.FileInput(attrs={"accept": files.ACCEPT})

    def clean(self, data, initial=None):
        file = super(forms.FileField, self).clean(
            data
        )  # without the checks of length that a long name or 0 bytes would fail with less help
        return taken(file) if file else None

    def to_python(self, data):
        return data if data in self.empty_values or hasattr(data, "size") else None


class SeveralFiles(forms.FileInput):
    """A field in which several files are chosen at once, or dropped."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PaperFiles(forms.FileField):
    """Several files, each checked as a PaperFile is; what is wrong is said with the file's name."""

    widget = SeveralFiles(attrs={"accept": files.ACCEPT})

    def clean(self, data, initial=None):
        sent = [one for one in data or () if one]
        if not sent and self.required:
            raise forms.ValidationError(_("Please choose one file or more."), code="required")
        if len(sent) > MOST_FILES:
            raise forms.ValidationError(_("Please send at most %(number)s files at a time.") % {"number": MOST_FILES})
        checked, wrong = [], []
        for file in sent:
            try:
                checked.append(PaperFile().clean(file))
            except forms.ValidationError as refused:
                wrong += [f"{file.name}: {message}" for message in refused.messages]
        if wrong:
            raise forms.ValidationError(wrong)
        return checked
