"""Choosing one of many by name: from a list while there are few, by typing the name where the list would be endless."""

import unicodedata
from collections import Counter

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from common.both_languages import other, reading_language
from members.models import Person
from members.models.areas import areas

LONG = 100  # more than a Forum has members; a list of more is typed into
NEAR, MORE = 5, 3  # names that an error offers; empty fields where several can be named


def named(rows) -> list:
    """Return [(key, label)] of (key, name, what tells it from others of that name); no two labels are the same."""
    rows = list(rows)
    names = Counter(name for _key, name, _more in rows)
    labels = [f"{name} ({more})" if more and names[name] > 1 else name for _key, name, more in rows]
    again = Counter(labels)
    return [
        (row[0], label if again[label] == 1 else f"{label} [{row[0]}]") for row, label in zip(rows, labels, strict=True)
    ]


def of(text, offered):
    """Return the key of the one that is called so, whatever the case and the accents;
    None if nobody is, or several are.
    """
    found = [key for key, label in offered if label == text] or [
        key for key, label in offered if _plain(label) == _plain(text)
    ]
    return found[0] if len(found) == 1 else None


def of_either_language(text, offered):
    """Return the key of the one that is called so in the reader's language, else in the other;
    `offered()` gives the names.
    """
    key = of(text, offered())
    if key is None:
        with override(other(reading_language())):
            key = of(text, offered())
    return key


def _plain(text) -> str:
    letters = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).casefold().split())


def _unknown(text, offered, message) -> ValidationError:
    """Return the error that a text names nobody, with the names that hold its words."""
    words = _plain(text).split()
    near = [label for _key, label in offered if all(word in _plain(label) for word in words)][:NEAR]
    meant = _("Did you mean one of these? %(names)s") % {"names": "; ".join(near)} if near else ""
    return ValidationError(f"{message} {meant}".strip(), code="invalid_choice")


class Offered(ModelChoiceIterator):
    """What a field offers, read in one query."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from self.field.offered()


class Typed:
    """A list to choose from; where it is too long for that, one field or more to type into,
    with the names as suggestions.
    """

    typed_template = "django/forms/widgets/typed.html"
    more = 0

    @property
    def is_long(self):
        """Whether there are too many for a list."""
        self.choices = list(iter(self.choices))  # read once, and not counted before
        return len(self.choices) > LONG

    def get_context(self, name, value, attrs):
        if not self.is_long:
            return super().get_context(name, value, attrs)
        self.template_name = self.typed_template
        labels = {str(key): label for key, label in self.choices if key}
        context = forms.Widget.get_context(self, name, None, attrs)
        widget, key = context["widget"], attrs.get("id") or name
        widget["attrs"].pop("size", None)
        told = widget["attrs"].get("aria-describedby")
        widget["attrs"]["aria-describedby"] = f"{told} {key}_how" if told else f"{key}_how"
        said = [labels.get(one, one) for one in self.format_value(value) if one]
        widget |= {"key": key, "said": [*said, *[""] * self.more] or [""], "offered": labels.values()}
        return context


class TypedSelect(Typed, forms.Select):
    """One of them."""


class TypedSelectMultiple(Typed, forms.SelectMultiple):
    """Several of them, each typed into a field of its own."""

    more = MORE

    @property
    def use_fieldset(self):
        return self.is_long


class NamedChoice(forms.ModelChoiceField):
    """One of many rows, which `rows()` names; what is sent is its key or its name."""

    widget = TypedSelect
    iterator = Offered

    def rows(self):
        """Return (key, name, what tells it from others of that name) of each row of the queryset."""
        raise NotImplementedError

    def offered(self):
        """Return [(key, label)] of all there is to choose from."""
        return named(self.rows())

    def to_python(self, value):
        if isinstance(value, str) and value.strip() and not value.isdecimal():
            key = of_either_language(value, self.offered)
            if key is None:
                raise _unknown(value, self.offered(), self.error_messages["invalid_choice"])
            value = key
        return super().to_python(value)

    def has_changed(self, initial, data):
        if isinstance(data, str) and data.strip() and not data.isdecimal():
            data = of_either_language(data, self.offered) or data
        return super().has_changed(initial, data)


class PersonChoice(NamedChoice):
    """One of the people of the Forum; the form says which, often through `forms.WithPeople`."""

    default_error_messages = {"invalid_choice": gettext_lazy("Please choose one of the people of the Forum.")}

    def __init__(self, **kwargs) -> None:
        super().__init__(Person.objects.none(), **kwargs)

    def rows(self):
        people = self.queryset.select_related("organisation").only(
            "name", "organisation__name_en", "organisation__name_cy"
        )
        return [(person.pk, person.name, str(person.organisation or "")) for person in people]


class BodyChoice(NamedChoice):
    """One of the organisations."""

    default_error_messages = {"invalid_choice": gettext_lazy("Please choose one of the organisations.")}

    def rows(self):
        return _bodies(self.queryset)


class BodiesChoice(forms.ModelMultipleChoiceField):
    """Several of the organisations."""

    widget = TypedSelectMultiple
    iterator = Offered

    def offered(self):
        """Return [(key, label)] of all organisations."""
        return named(_bodies(self.queryset))

    def clean(self, value):
        typed = [one for one in value or () if one.strip()]
        if all(one.isdecimal() for one in typed):
            return super().clean(typed)
        keys = {one: one if one.isdecimal() else of_either_language(one, self.offered) for one in typed}
        message = _("There is no organisation called “%(name)s”.")
        if unknown := [
            _unknown(one, self.offered(), message % {"name": one}) for one, key in keys.items() if key is None
        ]:
            raise ValidationError(unknown)
        return super().clean([str(key) for key in keys.values()])


class OffersAreas:
    """A form that asks for an area: it offers those that are offered today and the one that stands, or all of them
    where it only narrows a list; it asks nothing where there are none.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        narrows = not isinstance(self, forms.BaseModelForm)
        stands = None if narrows else self.instance.area
        offered = [(one.key, one.name) for one in areas() if narrows or not one.is_withdrawn or one.key == stands]
        if offered:
            nothing = [choice for choice in self.fields["area"].choices if not choice[0]]
            self.fields["area"].choices = [*nothing, *offered]
        else:
            self.fields.pop("area")
            self.fields.pop("area_audience", None)


def _bodies(rows) -> list:
    return [(body.pk, body.name, body.get_kind_display()) for body in rows.only("name_en", "name_cy", "kind")]
