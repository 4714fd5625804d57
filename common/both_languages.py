"""Text in Welsh and English as equals: two real columns, read through one name."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("en", "cy")
SIDES = tuple(f"_{language}" for language in LANGUAGES)  # how the columns of a text in both end
LANGUAGE_NAMES = {"en": _("English"), "cy": _("Welsh")}


class Text(str):
    """A string that knows which language it is in (`lang`: "en" or "cy")."""

    lang: str

    def __new__(cls, value, lang):
        text = super().__new__(cls, value)
        text.lang = lang
        return text

    def __getnewargs__(self):
        """What it is made of, so that a copy that was kept knows its language too."""
        return str(self), self.lang


def other(language) -> str:
    """Return the other one of the two languages."""
    return "cy" if language == "en" else "en"


def reading_language() -> str:
    """Return "cy" while the page or letter is made for a reader of Welsh, else "en"."""
    return "cy" if (get_language() or "").startswith("cy") else "en"


def in_reading_language(*, en, cy) -> Text:
    """Return the side of a text that is in the reader's language, else the other one, as Text."""
    mine = reading_language()
    sides = {"en": en, "cy": cy}
    return Text(sides[mine], mine) if sides[mine] else Text(sides[other(mine)], other(mine))


class BothLanguages:
    """A model attribute `name` with columns `name_en`, `name_cy` and `name_newer`.

    `column` is the field both are made from. Reading `row.name` gives the reader's language, else the other, as `Text`.
    `name_newer` is "en" or "cy" while that side was edited after the other was made from it; the trigger
    `newer_language` keeps it, so that forms, the admin and imports all count.
    """

    def __init__(self, column) -> None:
        said = column.verbose_name
        self.columns = {language: column.clone() for language in LANGUAGES}
        for language, field in self.columns.items():
            field.verbose_name = format_lazy("{} ({})", said, LANGUAGE_NAMES[language])
            field.blank = True
            field.default = ""
        self.newer = models.CharField(
            choices=[("", ""), *LANGUAGE_NAMES.items()], max_length=2, default="", blank=True, editable=False
        )
        self.newer.verbose_name = format_lazy("{} ({})", said, _("the newer side"))
        self.short_description = said  # what the admin calls its column

    @property
    def admin_order_field(self) -> str:
        """That a column of the admin can be sorted by it; by which of the two sides, `common.admin` says."""
        return self.name

    def contribute_to_class(self, model, name, **kwargs) -> None:
        self.name = name
        for language, field in self.columns.items():
            model.add_to_class(f"{name}_{language}", field)
        model.add_to_class(f"{name}_newer", self.newer)
        setattr(model, name, self)

    def __get__(self, row, owner=None):
        if row is None:
            return self
        return in_reading_language(**{language: getattr(row, f"{self.name}_{language}") for language in LANGUAGES})


def said_in_one(name, message) -> models.CheckConstraint:
    """Return the constraint that `name` is written in at least one of the two languages."""
    return models.CheckConstraint(
        condition=~(Q(**{f"{name}_en": ""}) & Q(**{f"{name}_cy": ""})),
        name=f"%(app_label)s_%(class)s_{name}_said",
        violation_error_message=message,
    )


def newer_language(*names) -> pgtrigger.Trigger:
    """Return the trigger that notes which side of each named text was edited last without the other."""
    steps = "\n".join(
        f"""
        IF NEW.{n}_newer IS NOT DISTINCT FROM OLD.{n}_newer THEN
            IF NEW.{n}_en IS DISTINCT FROM OLD.{n}_en AND NEW.{n}_cy IS DISTINCT FROM OLD.{n}_cy THEN
                NEW.{n}_newer := '';
            ELSIF NEW.{n}_en IS DISTINCT FROM OLD.{n}_en THEN
                NEW.{n}_newer := CASE OLD.{n}_newer WHEN 'cy' THEN '' ELSE 'en' END;
            ELSIF NEW.{n}_cy IS DISTINCT FROM OLD.{n}_cy THEN
                NEW.{n}_newer := CASE OLD.{n}_newer WHEN 'en' THEN '' ELSE 'cy' END;
            END IF;
        END IF;"""
        for n in names
    )
    return pgtrigger.Trigger(
        name="newer_language", operation=pgtrigger.Update, when=pgtrigger.Before, func=steps + "\nRETURN NEW;"
    )


def texts_of(model) -> list:
    """Return the names of the two-language texts of a model, in the order they were declared."""
    return [
        name for cls in reversed(model.__mro__) for name, value in vars(cls).items() if isinstance(value, BothLanguages)
    ]


def waiting_for(model, language) -> Q:
    """Return the condition (Q) for rows of `model` of which `language` is missing or older than the other side."""
    condition = Q()
    for name in texts_of(model):
        there = ~Q(**{f"{name}_{other(language)}": ""})
        condition |= there & (Q(**{f"{name}_{language}": ""}) | Q(**{f"{name}_newer": other(language)}))
    return condition
