"""What the admins of several apps have in common."""

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models.constants import LOOKUP_SEP
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.admin_forms import ComparedAdmin
from common.searching import Holds

MAY = {"view": _("may look"), "add": _("may add"), "change": _("may change"), "delete": _("may delete")}


def _field(lookup):
    return lookup.partition(LOOKUP_SEP)[0]


class Listed(ComparedAdmin):
    """A table in the admin: a list that opens as fast with ten thousand rows,
    and that tells nothing but what it shows.
    """

    list_per_page = 50
    show_full_result_count = False

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


def _without(rows, starts):
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


def _in_words(permission):
    return f"{permission.content_type.app_labeled_name}: {MAY[permission.codename.partition('_')[0]]}"


class KeptByPages(Listed):
    """Rows that the site's own pages and verbs keep: to be looked at here, and no more."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
