"""Two people editing one row: a version on the row, a refusal that loses nothing."""

from typing import Any

import pgtrigger
from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from common.both_languages import reading_language
from common.languages.sides import InOurLanguages
from common.versions import clashes, own_saves


class IllegalChange(Exception):
    """The thing's state does not allow this change; the message says why and what to do (answered with 409)."""


class Versioned(models.Model):
    """A row that counts its versions by its trigger `counts_saves`, so that a form of an older one is noticed."""

    version = models.PositiveIntegerField(default=1, editable=False)
    version.verbose_name = _("version")  # said here, it needs no migration

    class Meta:
        abstract = True


class AnyEdit(pgtrigger.Condition):
    """Another value in any column but those of bookkeeping: the site keeps these, nobody fills them in."""

    def __init__(self, bookkeeping) -> None:
        self.kept = {"version", *bookkeeping}

    def resolve(self, model):
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        edited = [field.name for field in fields if field.name not in self.kept and not field.name.endswith("_newer")]
        return pgtrigger.AnyChange(*edited).resolve(model)


def counts_saves(*bookkeeping: str, history: str = "") -> pgtrigger.Trigger:
    """Return the trigger that counts a row's versions, whoever changes it: a form, a verb, the admin or plain SQL.

    `bookkeeping` are columns, such as positions, whose change is none that a form must hear of. Where a row can be put
    back to how it was, version and all, `history` is the table of its events: no number is given twice.
    """
    counted = "OLD.version"
    if history:
        past = f"SELECT max(e.version) FROM {history} e WHERE e.pgh_obj_id = OLD.id"  # noqa: S608 (nothing from outside)
        counted = f"GREATEST(OLD.version, ({past}))"
    return pgtrigger.Trigger(
        name="counts_saves",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=AnyEdit(bookkeeping),
        func=f"NEW.version := {counted} + 1; RETURN NEW;",
    )


def counts_for(key: str, table: str, *, of: str) -> pgtrigger.Trigger:
    """Return the trigger by which the rows that a form shows with another one count as versions of that one.

    `key` is the column that leads to it, in `table`; `of` is the one whose change counts.
    """
    func = f"""
        IF OLD.{of} IS DISTINCT FROM NEW.{of} THEN
            UPDATE {table} SET version = version + 1 WHERE id IN (OLD.{key}, NEW.{key});
        END IF;
        RETURN NULL;"""  # noqa: S608 (nothing in it comes from outside)
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    return pgtrigger.Trigger(name="counts_for", operation=operation, when=pgtrigger.After, func=func)


def locked(row: models.Model, *related: str) -> Any:
    """Return a row as it is now, with these relations, for nobody else to change until the transaction ends; raises
    IllegalChange if it is gone.
    """
    rows = row.__class__._default_manager.select_for_update(of=["self"])
    now = (rows.select_related(*related) if related else rows).filter(pk=row.pk).first()
    if now is None:
        raise IllegalChange(_("This has been removed in the meantime."))
    return now


class DateInput(forms.DateInput):
    """The browser's own date picker; the value in the form it asks for."""

    input_type = "date"

    def __init__(self, **kwargs) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class TimeInput(forms.TimeInput):
    """The browser's own time picker."""

    input_type = "time"

    def __init__(self, **kwargs) -> None:
        super().__init__(format="%H:%M", **kwargs)


class TwoLanguageForm(InOurLanguages, forms.ModelForm):
    """A model form whose two-language fields carry their language, and of which one side must be written.

    `required_texts` names the texts that must be there in at least one language. With `folds_other_side` one's own
    language comes first, and the other is opened when it is wanted or written in.
    """

    required_texts: tuple[str, ...] = ()
    folds_other_side = False

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        own = reading_language()
        for name, field in self.fields.items():
            if name[-3:] in ("_en", "_cy"):
                field.widget.attrs["lang"] = name[-2:]
                is_asked = name[:-3] in self.required_texts
                field.either, field.needed = is_asked and not self.in_one, is_asked and bool(self.in_one)
                field.is_folded = self.folds_other_side and name[-2:] != own and not self.in_one
        if self.folds_other_side:
            self.order_fields(sorted(self.fields, key=lambda name: getattr(self.fields[name], "is_folded", False)))

    def clean(self):
        cleaned = super().clean()
        for text in self.required_texts:
            sides = [f"{text}_en", f"{text}_cy"]
            if not any(cleaned.get(side) for side in sides) and not any(side in self.errors for side in sides):
                self.add_error(f"{text}_{reading_language()}", self.not_written)
        return cleaned


class VersionField(forms.IntegerField):
    """The hidden version of the row that a form shows; it is nothing that is filled in, nor looked for by an id."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput(attrs={"id": False}))

    def has_changed(self, initial, data) -> bool:
        return False


class VersionedForm(InOurLanguages, clashes.ShowsBoth):
    """A form over a `Versioned` row that saves the columns it shows, and refuses to undo what others saved meanwhile.

    What clashes is told in `common.versions.clashes`. `places` are columns that are shown in fields of other names,
    `alone` those that are compared alone although they are no side of a text.
    """

    version = VersionField()
    places: dict[str, tuple[str, ...]] = {}
    alone: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.compared: list[clashes.Column] = []
        self.fields["version"].initial = None if self.instance._state.adding else self.instance.version

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """The columns that this form may write: {name: the fields in which it shows them}."""
        shown = [field for field in self.instance._meta.concrete_fields if field.editable and field.name in self.fields]
        return {field.name: (field.name,) for field in shown} | self.places

    def save_if_current(self, also=()) -> bool:
        """Save and return True, also a new row; or return False with both texts in the errors and `status` 409.

        `also` are columns that the caller has set beside those that the form shows.
        """
        if self.instance._state.adding:
            self.save()
            return True
        with transaction.atomic():
            row = locked(self.instance)
            if self.fits(row, also):
                self._write(also)
                return True
        self.show_both(row, self.changed_by_others(row))
        return False

    def fits(self, row, also=()) -> bool:
        """Compare with the locked row, and take over what others have changed in it; return whether nothing clashes."""
        version = self.cleaned_data.get("version")
        if row.version != version and own_saves.is_own(row, self.save_key):
            version = row.version
        shown = clashes.as_shown(row, version)
        self.compared = clashes.compare(self.columns, shown=shown, theirs=row, mine=self.instance, alone=self.alone)
        if row.version == version:
            self._take_over(row, also)
            return True
        if self._besides or any(one.is_clash for one in self.compared):
            return False
        self._take_over(row, also)
        return self._holds_together()

    def changed_by_others(self, row) -> dict[str, bool]:
        """Return the fields that others have changed: {name: whether this form left it as it was shown}."""
        changed = {}
        for one in self.compared:
            names = self.columns[one.name] if one.is_changed else ()
            differ = (name for name in names if len(names) == 1 or self.stored(row, name) != self.cleaned_data[name])
            changed |= dict.fromkeys(differ, one.is_left)
        return changed | dict.fromkeys(self._besides, False)

    @property
    def news(self) -> list[str]:
        """The columns that are to be written."""
        return [one.name for one in self.compared if one.is_news]

    @property
    def taken(self) -> dict:
        """What others have written into columns that this form has left alone: {name: value}."""
        return {one.name: one.theirs for one in self.compared if one.is_left and one.is_changed}

    @property
    def _besides(self):
        """The fields that were filled in and are no columns, such as files: whether these clash nobody can tell."""
        known = {name for names in self.columns.values() for name in names}
        seen = [name for name in self.changed_data if not self.fields[name].widget.is_hidden]
        return [name for name in seen if name not in known and name in self.cleaned_data]

    def _take_over(self, row, also) -> None:
        for field in row._meta.concrete_fields:
            if field.name not in (*self.news, *also):
                setattr(self.instance, field.attname, getattr(row, field.attname))

    def _holds_together(self) -> bool:
        """Whether what two people have written is allowed together."""
        try:
            self.instance.clean()
            self.instance.validate_constraints()
        except ValidationError:
            return False
        return True

    def _write(self, also) -> None:
        if self.news or self._besides:
            self.instance.save(update_fields=[*self.news, *also])
            self._save_m2m()
            self.instance.refresh_from_db(fields=["version"])
            self.remember_save()

    @property
    def save_key(self) -> str:
        """The key and the number that the script which saves while one types has given this save, or ""."""
        return self.data.get(self.add_prefix("save_key"), "")

    def remember_save(self) -> None:
        """Remember that this page made the row as it is: if it never hears so, the next save is known as its own."""
        own_saves.remember(self.instance, self.save_key)
