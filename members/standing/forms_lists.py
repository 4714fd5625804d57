"""Lists of people, pasted one a line or uploaded as a CSV file; what is wrong is said line by line,
and only those lines stay.
"""

import csv
import io
import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.languages.sides import InOurLanguages
from common.text import tidy, tidy_line

LARGEST = 500_000  # bytes of a file
NEXT_ONE = re.compile(
    r">[ \t]*[;,][ \t]*(?=[^;,<>\n]+<)"
)  # between people as mail programs write them: Nest Wyn <nest@example.org>; …
AS_IN_MAIL = re.compile(r"^\s*\"?([^\"<>]+?)\"?\s*<([^<>\s]+)>")


class PeopleListForm(InOurLanguages, forms.Form):
    """A list of people; a subclass makes a row of each line in `row_of`,
    and says with `known` which addresses are there.
    """

    lines = forms.CharField(
        label=gettext_lazy("People"), required=False, max_length=40_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "One a line: name, e-mail address, organisation. Put semicolons, commas or tabs between "
            "them."
        ),
    )  # fmt: skip
    file = forms.FileField(label=gettext_lazy("Or a CSV file"), required=False)
    most = 200

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows, self.left = [], []

    def known(self):
        """Return the addresses (in small letters) that are taken."""
        return set()

    def row_of(self, name, email, organisation):
        """Return what one line stands for; raises ValidationError."""
        raise NotImplementedError

    def clean(self):
        cleaned = super().clean()
        text = "\n".join(filter(None, [cleaned.get("lines", ""), self._file_text(cleaned.get("file"))]))
        text, taken = NEXT_ONE.sub(">\n", text), self.known()
        for number, line in enumerate([line for line in text.splitlines() if line.strip()], start=1):
            try:
                self.rows.append(self._row(line, taken))
            except ValidationError as wrong:
                self.left.append(line)
                self.add_error("lines", _said_of(number, line, wrong))
        if not self.rows and not self.left and not self.errors:
            self.add_error("lines", _("Please write at least one person."))
        return cleaned

    def _file_text(self, upload):
        if not upload:
            return ""
        if upload.size > LARGEST:
            self.add_error("file", _("This file is too large for a list of people."))
            return ""
        try:
            return upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error(
                "file", _("This file is not a CSV file in UTF-8. Save it as “CSV UTF-8”, or paste the lines above.")
            )
            return ""

    def _row(self, line, taken):
        separator = next((mark for mark in "\t;" if mark in line), ",")
        line = AS_IN_MAIL.sub(rf'"\1"{separator}\2', line)
        parts = [
            tidy_line(part)
            for part in next(csv.reader(io.StringIO(tidy(line)), delimiter=separator, skipinitialspace=True))
        ]
        name, email, organisation = [*parts, "", "", ""][:3]
        if not name or not email:
            raise ValidationError(_("a name and an e-mail address are needed."))
        validate_email(email)
        if email.lower() in taken:
            raise ValidationError(_("this address is there already."))
        if len(taken) >= self.most:
            raise ValidationError(_("at most %(most)s at a time.") % {"most": self.most})
        row = self.row_of(name, email, organisation)
        taken.add(email.lower())
        return row

    def show_left(self):
        """Keep only the lines that were not understood, for the next try."""
        self.data = self.data.copy()
        self.data["lines"] = "\n".join(self.left)


def _said_of(number, line, wrong):
    """Return what is wrong with one line of a list, beside the line itself."""
    return _("Line %(number)s (%(line)s): %(why)s") % {
        "number": number,
        "line": line[:80],
        "why": " ".join(wrong.messages),
    }
