"""The admin's forms over rows that count their versions: refused with both texts like every other form of the site."""

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import transaction

from common.editing import Versioned, VersionedForm, locked

REFUSED = 409


class AdminForm(VersionedForm):
    """A form of the admin: it compares when it is validated, within the transaction in which the admin saves."""

    def _post_clean(self):
        super()._post_clean()
        if self.instance.pk is None or self.errors:
            return
        row = locked(self.instance)
        if not self.fits(row):
            self.show_both(row, self.changed_by_others(row))

    def save(self, commit=True):
        """Save a new row, or the columns of an older one that are to be written."""
        if not commit or self.instance._state.adding:
            return super().save(commit)
        self.instance.save(update_fields=self.news)
        self._save_m2m()
        return self.instance


class RowForm(AdminForm):
    """One of many rows in one form: where nothing is to be written, whatever others have done stands."""

    def fits(self, row, also=()):
        return super().fits(row, also) or not (self.news or self._besides)


class ComparesVersions:
    """An admin, or an inline of one, whose forms are compared with what others have saved."""

    compared_form = AdminForm

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_versioned = issubclass(self.model, Versioned)
        if self.is_versioned:
            self.form = type(self.form)(self.form.__name__, (self.compared_form, self.form), {})

    def get_fieldsets(self, request, obj=None):
        """The fieldsets, with the version as a hidden field where a row can be changed."""
        sets = [
            (name, {**options, "fields": _filled_in(options["fields"])})
            for name, options in super().get_fieldsets(request, obj)
        ]
        if self.is_versioned and obj is not None and self.has_change_permission(request, obj):
            sets[-1][1]["fields"] += ["version"]
        return sets


def _filled_in(fields):
    return [field for field in fields if field != "version"]


class InlineRows(ComparesVersions):
    """Rows below another one in its form."""

    compared_form = RowForm

    def get_formset(self, request, obj=None, **kwargs):
        """The forms of the rows; the version is a field of theirs, and no column to be filled in."""
        if "fields" not in kwargs:
            kwargs["fields"] = _filled_in(flatten_fieldsets(self.get_fieldsets(request, obj)))
        return super().get_formset(request, obj, **kwargs)


class TabularRows(InlineRows, admin.TabularInline):
    """Them as a table."""


class StackedRows(InlineRows, admin.StackedInline):
    """Them one below the other."""


class ComparedAdmin(ComparesVersions, admin.ModelAdmin):
    """An admin that writes what was changed in it, and answers 409 where somebody else has changed the same."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form; the version is a field of it, and no column to be filled in."""
        if kwargs.get("fields"):
            kwargs["fields"] = _filled_in(kwargs["fields"])
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request, obj, form, change):
        """Save a new row, or the columns of an older one that are to be written."""
        if change and isinstance(form, VersionedForm):
            obj.save(update_fields=form.news)
        else:
            super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, *args, **kwargs):
        """The form, with 409 if it or one of its rows was refused."""
        answer = super().render_change_form(request, context, *args, **kwargs)
        rows = [form for part in context["inline_admin_formsets"] for form in part.formset.forms]
        return _refused(answer, [context["adminform"].form, *rows])

    def get_changelist_form(self, request, **kwargs):
        """The form of a row in a list where rows can be changed."""
        return super().get_changelist_form(request, **({"form": RowForm} if self.is_versioned else {}) | kwargs)

    @transaction.atomic
    def changelist_view(self, request, extra_context=None):
        """The list, with 409 if one of its rows was refused."""
        answer = super().changelist_view(request, extra_context)
        shown = getattr(answer, "context_data", None) or {}
        formset = getattr(shown.get("cl"), "formset", None)
        return _refused(answer, formset.forms if formset else [])


def _refused(answer, forms):
    if any(getattr(form, "status", None) == REFUSED for form in forms):
        answer.status_code = REFUSED
    return answer
