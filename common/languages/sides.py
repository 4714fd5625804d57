"""Forms and spreadsheets of a Forum that works in one language: one side of a text, and nobody asked for a language."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _

from common.both_languages import LANGUAGE_NAMES, LANGUAGES, SIDES
from common.languages.in_use import languages_in_use, works_in_both


class NoInput(forms.HiddenInput):
    """What stands for a field that nobody is to fill in: nothing."""

    def render(self, name, value, attrs=None, renderer=None) -> str:
        return ""


def put_away(field: forms.Field) -> None:
    """Let a field be what it is, unseen: whatever is sent for it, the row keeps what it has."""
    field.disabled, field.widget = True, NoInput()


def columns_in_use(columns: Iterable[str]) -> list[str]:
    """Return the columns without those of a side ("title_cy") that the Forum does not use."""
    unused = tuple(side for side in SIDES if side[1:] not in languages_in_use())
    return [name for name in columns if not name.endswith(unused)]


def headed(label, column: str) -> str:
    """Return what a column is called; a side that is the only one says no language."""
    is_alone = column.endswith(SIDES) and not works_in_both()
    return without_language(label, column[-2:]) if is_alone else str(label)


def without_language(label, side: str) -> str:
    """Return what one side of a text is called ("Title (English)") where there is no other: "Title"."""
    return str(label).removesuffix(f" ({LANGUAGE_NAMES[side]})")


class InOurLanguages(forms.BaseForm):
    """A form that shows of each text the sides there are, and asks for a language only where there are two."""

    for_both: tuple[str, ...] = ("language",)  # fields that only a Forum asks for which works in both
    in_one: str = ""  # the one language, where the Forum works in one

    @property
    def not_written(self) -> str:
        """What stands beside a text that must be there in one of the languages, and is in none."""
        return _("Please write this.") if self.in_one else _("Please write this in English or in Welsh (best in both).")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        there = languages_in_use()
        if len(there) > 1:
            return
        self.in_one = there[0]
        is_new = not hasattr(self, "instance") or self.instance._state.adding
        if is_new and "language" in self.fields:
            self.initial["language"] = self.in_one
        for name, field in self.fields.items():
            if name in self.for_both:
                put_away(field)
            elif name[-3:-2] == "_" and (side := name[-2:]) in LANGUAGES:
                if side == self.in_one:
                    field.label = without_language(field.label or "", side)
                else:
                    put_away(field)
