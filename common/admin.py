"""What the admins of several apps have in common."""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.constants import LOOKUP_SEP
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.editing import Versioned, VersionedForm, locked
from common.languages.listing import NamesInOrder
from common.searching import Holds

MAY = {"view": _("may look"), "add": _("may add"), "change": _("may change"), "delete": _("may delete")}


REFUSED = 409


class AdminForm(VersionedForm):
    """A form of the admin: it compares when it is validated, within the transaction in which the admin saves."""

    def _post_clean(self) -> None:
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

    def __init__(self, *args, **kwargs) -> None:
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


def _filled_in(fields) -> list:
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

    def save_model(self, request, obj, form, change) -> None:
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


def _field(lookup):
    return lookup.partition(LOOKUP_SEP)[0]


class Listed(ComparedAdmin):
    """A table in the admin: a list that opens as fast with ten thousand rows,
    and that tells nothing but what it shows.
    """

    list_per_page = 50
    show_full_result_count = False

    def get_changelist(self, request, **kwargs):
        """The class of the list."""
        return NamesInOrder

    def get_search_fields(self, request):
        """Accents and apostrophes are no hindrance here either."""
        return [f"{name}__{Holds.lookup_name}" for name in super().get_search_fields(request)]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """The form, leading to the thing's page on the site if that is there for who looks at it."""
        answer = super().render_change_form(request, context, *args, obj=obj, **kwargs)
        if answer.context_data["has_absolute_url"]:
            shown = type(obj).objects.visible_to(request.user).filter(pk=obj.pk)
            answer.context_data["has_absolute_url"] = shown.exists()
        return answer

    def lookup_allowed(self, lookup, value, request):
        """Rows are chosen by what the list shows; asked for by a hidden field,
        they would give its text away letter by letter.
        """
        filters = [getattr(one, "parameter_name", one) for one in self.get_list_filter(request)]
        shown = {_field(str(name)) for name in [*self.get_list_display(request), *filters, self.date_hierarchy]}
        is_shown = _field(lookup) in shown | {"pk", self.opts.pk.name}
        return is_shown and super().lookup_allowed(lookup, value, request)

    def get_deleted_objects(self, objs, request):
        """What goes along, without the rows of links between tables: they have no names, and tell nobody anything."""
        rows, counts, *others = super().get_deleted_objects(objs, request)
        links = [model._meta for model in apps.get_models(include_auto_created=True) if model._meta.auto_created]
        for link in links:
            counts.pop(link.verbose_name_plural, None)
        return _without(rows, tuple(f"{capfirst(link.verbose_name)}: " for link in links)), counts, *others


def _without(rows, starts) -> list:
    return [
        _without(row, starts) if isinstance(row, list) else row
        for row in rows
        if isinstance(row, list) or not row.startswith(starts)
    ]


class GivesRights:
    """An admin with permissions to choose: those of the tables it shows, in the reader's language."""

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.related_model is Permission:
            shown = ContentType.objects.get_for_models(*self.admin_site._registry).values()
            field.queryset = field.queryset.filter(content_type__in=shown)
            field.label_from_instance = _in_words
        return field


def _in_words(permission) -> str:
    return f"{permission.content_type.app_labeled_name}: {MAY[permission.codename.partition('_')[0]]}"


class KeptByPages(Listed):
    """Rows that the site's own pages and verbs keep: to be looked at here, and no more."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class OneRow(Listed):
    """A table of one row, which is never deleted."""

    def has_add_permission(self, request) -> bool:
        return super().has_add_permission(request) and not self.model.objects.exists()

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def save_model(self, request, obj, form, change) -> None:
        obj.pk = 1
        super().save_model(request, obj, form, change)
