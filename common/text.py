"""Columns for what people type: one line, or several, always as clean Unicode."""

import re
import unicodedata
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

# Cc control and Cs surrogate characters; the bidirectional marks that can make text read as what it is not.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
# How a formula begins for a spreadsheet, in wide and small forms too; an apostrophe that stands there hides nothing.
FORMULA = re.compile(r"'*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212\t\r\n]")
LOST = re.compile(r"\ufffd|\w\?|\?\w")  # a letter that the encoding of a file did not know
EMOJI = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\ufe0f\u200d\U000e0020-\U000e007f]")


def refuse_control_characters(value) -> None:
    """Raise ValidationError if the text holds characters that no keyboard types and no page shows."""
    if CONTROL.search(value):
        raise ValidationError(
            _("This text holds hidden control characters. Please type it again or paste it as plain text."),
            code="control_characters",
        )


def refuse_emoji(value) -> None:
    """Raise ValidationError for emoji: names and titles go into minutes, letters and PDFs, where they do not print."""
    if EMOJI.search(value):
        raise ValidationError(
            _("Please use letters and ordinary punctuation here: emoji do not print in minutes and letters."),
            code="emoji",
        )


def tidy(value) -> str | None:
    """Return the text composed (NFC), with Unix line ends and no white space at its ends; None stays None."""
    if value is None:
        return None
    return unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n").strip()


def tidy_line(value) -> str | None:
    """Return the text as `tidy` does, on one line with single spaces."""
    return None if value is None else " ".join(tidy(value).split())


def refuse_brackets(value) -> None:
    """Raise ValidationError for < and >: no name holds them, and what reads as markup must not stand in for one."""
    if "<" in value or ">" in value:
        raise ValidationError(_("Please write this without < and >."), code="brackets")


def refuse_formula(value) -> None:
    """Raise ValidationError for what a spreadsheet would take for a formula: no name begins so, typed or imported."""
    if FORMULA.match(value):
        raise ValidationError(
            _("“%(text)s” begins like a formula. Please write the name itself."),
            code="formula",
            params={"text": value[:60]},
        )


def refuse_lost_letters(value) -> None:
    """Raise ValidationError for a question mark beside a letter: no name holds one, typed or imported, and a file that
    was saved without ŵ or ŷ has one in its place.
    """
    if LOST.search(value):
        raise ValidationError(
            _("“%(text)s” has a question mark where a letter may have been lost. Please write it without one."),
            code="lost_letters",
            params={"text": value[:60]},
        )


def web_address(value) -> str:
    """Return an address that leads to a page of some host, as it stands; "" for any other, such as javascript:."""
    try:
        parts = urlsplit(value or "")
    except ValueError:
        return ""
    return value if parts.scheme in ("http", "https") and parts.hostname else ""


class LineField(models.CharField):
    """One line of plain text: composed Unicode, no control characters, no emoji."""

    default_validators = [refuse_control_characters, refuse_emoji]

    def to_python(self, value):
        return tidy_line(super().to_python(value))

    def formfield(self, **kwargs):
        """Return its field of a form, which refuses the same where no model stands behind it."""
        return super().formfield(**{"validators": self.default_validators} | kwargs)

    def pre_save(self, model_instance, add):
        value = tidy_line(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class TitleField(LineField):
    """What a thing is called: a line without < and >, which begins like no formula; it may be a question."""

    default_validators = [*LineField.default_validators, refuse_brackets, refuse_formula]

    def deconstruct(self):
        """Be a LineField to migrations: what is refused is no matter of the column."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "common.text.LineField", args, kwargs


class NameField(TitleField):
    """The name of a person, a body or somebody's role, which is no question either."""

    default_validators = [*TitleField.default_validators, refuse_lost_letters]


class LongTextField(models.TextField):
    """Plain text of several lines; `max_length` holds in every form."""

    default_validators = [refuse_control_characters]

    def __init__(self, *args, max_length=20_000, **kwargs) -> None:
        super().__init__(*args, max_length=max_length, **kwargs)

    def to_python(self, value):
        return tidy(super().to_python(value))


class WebField(models.URLField):
    """The address of a page elsewhere: http or https, and nothing else comes out even where a row holds it."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def deconstruct(self):
        """Be a URLField to migrations: what is refused is no matter of the column."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def from_db_value(self, value, expression, connection):
        return web_address(value)
