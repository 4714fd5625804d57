"""Forms for papers: a title in both languages, and a file for each."""

import contextlib
from http import HTTPStatus

from django import forms
from django.utils.translation import gettext_lazy as _

from common.both_languages import LANGUAGES, reading_language
from common.editing import TwoLanguageForm, VersionedForm
from common.filing import files, stored
from meetings.agenda.sending import PaperFile, PaperFiles
from meetings.models import Paper
from meetings.papers import several
from meetings.papers.papers import Upload


class SeveralForm(stored.FindsRoom, forms.Form):
    """Files that become papers of one item."""

    files = PaperFiles(
        label=_("Files"),
        help_text=_("Each becomes a paper with the name of its file. Two that end in “en” and “cy” become one."),
    )
    status = HTTPStatus.OK
    file_field = "files"

    def added(self, *, item, by) -> list | None:
        """Return the papers made of the files; None where the disk is full, which is said beside the field."""
        return self.found_room(several.add_papers, item=item, sent=self.cleaned_data["files"], by=by)


class PaperForm(stored.FindsRoom, TwoLanguageForm, VersionedForm):
    """A paper of an agenda item with its two sides."""

    file_field = "file_{language}"

    required_texts = ("title",)
    file_en = PaperFile(label=_("File (English)"), required=False)
    file_cy = PaperFile(label=_("File (Welsh)"), required=False)

    class Meta:
        model = Paper
        fields = ["title_en", "title_cy", "file_en", "file_cy", "read_first", "shared_with_partners"]
        help_texts = {
            "read_first": _("It is shown first, with a mark."),
            "title_en": _("Without a title the paper is called by the name of its file."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        there = {side.language: side.name for side in self.instance.sides.all()} if self.instance.pk else {}
        for language in LANGUAGES:
            field = self.fields[f"file_{language}"]
            del field.widget.attrs["lang"]
            name = there.get(language)
            replaces = _("Now: %(name)s. A new file takes its place.") % {"name": name} if name else ""
            field.help_text = replaces or _("%(kinds)s, up to %(limit)s.") % {
                "kinds": files.ALLOWED,
                "limit": files.limit(),
            }
        self.has_sides = bool(there)
        if self.instance.item.reserved:
            del self.fields["shared_with_partners"]  # its item keeps it among the members

    def stored(self, row, name):
        if not name.startswith("file_"):
            return super().stored(row, name)
        side = row.sides.filter(language=name[-2:]).first()
        return _("%(name)s. Please choose your file again if it is to take its place.") % {
            "name": side.name if side else _("no file")
        }

    @property
    def uploads(self):
        """The checked files, as the verbs take them."""
        sent = {language: self.cleaned_data.get(f"file_{language}") for language in LANGUAGES}
        return [Upload(language, file, file.content_type) for language, file in sent.items() if file]

    def title_from_files(self) -> None:
        """Call a paper without a title by the name of its files, rather than lose these over it."""
        if any(
            self.cleaned_data.get(f"title_{language}") or f"title_{language}" in self.errors for language in LANGUAGES
        ):
            return
        for language in LANGUAGES:
            file, field = self.cleaned_data.get(f"file_{language}"), self.fields[f"title_{language}"]
            if file:
                with contextlib.suppress(forms.ValidationError):
                    self.cleaned_data[f"title_{language}"] = field.clean(files.title_of(file.name)[: field.max_length])

    def clean(self):
        self.title_from_files()
        cleaned = super().clean()
        sides = [f"file_{language}" for language in LANGUAGES]
        if not self.has_sides and not any(cleaned.get(side) or side in self.errors for side in sides):
            asked = _("Please choose a file, in English or in Welsh (best in both).")
            self.add_error(f"file_{reading_language()}", _("Please choose a file.") if self.in_one else asked)
        return cleaned
