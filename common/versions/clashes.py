"""Whether two changes of one row clash: each column three times, as a form showed it, as it stands, as it is to be.

A column clashes where it stands otherwise than the form showed it and otherwise than it is to be saved, also if the
form left it as it was: who saves the rest has not seen it. Only columns that mean something alone, such as the sides of
a two-language text, are compared alone: one that the form left as it was keeps what stands, and both are saved.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _

from common.both_languages import SIDES
from common.rich_text import plain_text
from common.versions.comparison import Comparing

UNKNOWN = object()  # what a form showed, where nobody kept it


@dataclass(frozen=True)
class Column:
    """A column of a row: what its form showed, what the row holds now, and what is to be saved."""

    name: str
    shown: object
    theirs: object
    mine: object
    is_alone: bool

    @property
    def is_left(self) -> bool:
        """Whether who saves has left it as the form showed it."""
        return self.mine == self.shown

    @property
    def is_changed(self) -> bool:
        """Whether somebody else changed it, and not to what is to be saved."""
        return self.theirs not in (self.shown, self.mine)

    @property
    def is_clash(self) -> bool:
        """Whether saving would undo in silence what somebody else has written."""
        return self.is_changed and not (self.is_left and self.is_alone)

    @property
    def is_news(self) -> bool:
        """Whether it is to be written."""
        return self.mine != self.theirs and not self.is_left


def as_shown(row, version) -> Any:
    """Return a row as it was when it had this version, from its history; None where that is not kept.

    Rows of a history have the names of the columns too.
    """
    if row.version == version:
        return row
    events = getattr(row, "pgh_event_models", {}).get("update")
    return events and events.objects.filter(pgh_obj_id=row.pk, version=version).order_by("pgh_id").last()


def compare(names, *, shown, theirs, mine, alone=()) -> list[Column]:
    """Return the Columns of a row by their names; `shown` (or None), `theirs` and `mine` are rows, or of a history.

    `alone` are names of columns that are compared alone besides the sides of texts.
    """
    fields = [theirs._meta.get_field(name) for name in names]
    return [
        Column(
            field.name,
            getattr(shown, field.attname, UNKNOWN),
            getattr(theirs, field.attname),
            getattr(mine, field.attname),
            is_alone=field.name.endswith(SIDES) or field.name in alone,
        )
        for field in fields
    ]


class ShowsBoth(forms.ModelForm):
    """What a form over a row says when it is refused: what somebody else saved beside what was to be saved."""

    status = 200

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.theirs, self.mine = {}, {}  # after a refusal: {field: what somebody else saved, and what was to be saved}

    def show_both(self, row, changed: dict[str, bool]) -> None:
        """Refuse the form, and say beside each of the `changed` fields how the row now reads there.

        {name: whether it was left as it was shown}: such a field goes on with what the row holds.
        """
        self.status = 409
        self.add_error(
            None,
            _(
                "Somebody else saved this while you were writing. Your text is still here; theirs stands beside it. "
                "Saving again keeps yours."
            ),
        )
        for name, is_left in changed.items():
            if is_left:
                self._put(name, row)
            else:
                self.theirs[name], self.mine[name] = self.stored(row, name), self.cleaned_data.get(name)
            self.add_error(name, _("It now reads: %(theirs)s") % {"theirs": self._in_words(row, name)})
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = row.version

    @property
    def differences(self):
        """What differs from what somebody else saved: (label, language or "", Changes from theirs to ours) of each
        text.
        """
        comparing = Comparing()
        return [
            (
                self.fields[name].label,
                name[-2:] if name.endswith(SIDES) else "",
                comparing.words(plain_text(theirs), plain_text(self.mine[name])),
            )
            for name, theirs in self.theirs.items()
            if isinstance(theirs, str) and isinstance(self.mine[name], str)
        ]

    def stored(self, row, name):
        """Return what a row holds for the form field `name`; to be extended where a field is not a column."""
        value = getattr(row, name)
        return ", ".join(str(one) for one in value.all()) if hasattr(value, "all") else value

    def initial_of(self, row) -> dict:
        """Return what the fields begin with over a row; to be extended where a field is not a column."""
        return forms.model_to_dict(row, self._meta.fields, self._meta.exclude)

    def _in_words(self, row, name):
        value = self.stored(row, name)
        if value in ("", None):
            return "–"
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        chosen = dict(getattr(self.fields[name], "choices", ())) if isinstance(value, str) else {}
        return plain_text(str(chosen.get(value, localize(value))))

    def _put(self, name, row) -> None:
        """Let a field show what the row holds, whatever was sent."""
        self.initial[name] = self.initial_of(row).get(name)
        self.fields[name].bound_data = lambda _data, initial: initial
        self._bound_fields_cache.pop(name, None)
