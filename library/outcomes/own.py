"""The fields of the Forum's own framework: how each is asked for, kept with an outcome, and shown.

An outcome keeps them by the key of the field: words as they are, numbers as text without loss, yes and no as such.
"""

from decimal import Decimal

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from common.text import LineField
from library.models import OutcomeField

Kind = OutcomeField.Kind
PREFIX = "own_"
MOST_LETTERS, MOST_DIGITS, PLACES = 300, 12, 2
ANSWERS = [("", "–"), ("yes", _("Yes")), ("no", _("No"))]
LINE = LineField(max_length=MOST_LETTERS, blank=True)


class WordsField(forms.CharField):
    """A line, kept as all lines of the site are."""

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=MOST_LETTERS, validators=LINE.default_validators, **kwargs)

    def to_python(self, value):
        return LINE.to_python(super().to_python(value)) or ""


def asked(field) -> forms.Field:
    """Return the field of a form in which one of our own is filled in."""
    facts = {"label": field.label, "required": False}
    if field.kind == Kind.NUMBER:
        return forms.DecimalField(max_digits=MOST_DIGITS, decimal_places=PLACES, **facts)
    if field.kind == Kind.YES_NO:
        return forms.TypedChoiceField(choices=ANSWERS, coerce=lambda sent: sent == "yes", empty_value=None, **facts)
    return WordsField(**facts)


def name_of(field) -> str:
    """Return what one of our own is called in a form."""
    return f"{PREFIX}{field.pk}"


def kept(value):
    """Return what was filled in as an outcome keeps it, or None for nothing."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return None if value == "" else value


def cleaned(field, value):
    """Return what an outcome keeps as the form gives it."""
    if value is None:
        return "" if field.kind == Kind.WORDS else None
    return Decimal(value) if field.kind == Kind.NUMBER else value


def initial(field, value):
    """Return what the form begins with."""
    if field.kind == Kind.YES_NO and value is not None:
        return "yes" if value else "no"
    return cleaned(field, value)


def in_words(field, value) -> str:
    """Return what an outcome keeps as a page shows it."""
    if field.kind == Kind.YES_NO:
        return str(_("Yes") if value else _("No"))
    return number_format(Decimal(value), force_grouping=True) if field.kind == Kind.NUMBER else value


def shown(row, fields) -> list:
    """Return [(label, value in words)] of what is filled in of an outcome, in the order of the fields."""
    found = [(field, row.own.get(str(field.pk))) for field in fields]
    return [(field.label, in_words(field, value)) for field, value in found if value is not None]
