"""The Django admin for meetings; states, positions and numbers are read-only here, because verbs keep them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.models import Action, AgendaItem, Attendance, Decision, Meeting, Minutes, Paragraph


class FrozenWhenConfirmed(admin.ModelAdmin):
    """Rows of a record that is confirmed are shown, never changed; rows are made by the pages that number them."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not self._stands(obj)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("number"))
    def shown_number(self, obj):
        return obj.number

    def _stands(self, obj):
        return obj is not None and self.meeting_of(obj).is_confirmed


class AgendaItemInline(admin.TabularInline):
    model = AgendaItem
    fields = ["position", "title_en", "title_cy", "kind", "minutes", "presenter"]
    readonly_fields = ["position"]
    autocomplete_fields = ["presenter"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


class AttendanceInline(admin.TabularInline):
    model = Attendance
    fk_name = "meeting"
    autocomplete_fields = ["person", "substitute_for"]
    extra = 0


@admin.register(Meeting)
class MeetingAdmin(admin.ModelAdmin):
    list_display = ["title_en", "title_cy", "kind", "starts_at", "state", "shared_with_partners", "is_public"]
    list_filter = ["kind", "state", "is_public", "shared_with_partners", "starts_at"]
    search_fields = ["title_en", "title_cy", "place_en", "place_cy"]
    date_hierarchy = "starts_at"
    autocomplete_fields = ["chair"]
    readonly_fields = ["state", "agenda_published_at"]
    inlines = [AgendaItemInline, AttendanceInline]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("minutes")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or not obj.is_confirmed)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.minutes_or_none is None)


@admin.register(AgendaItem)
class AgendaItemAdmin(FrozenWhenConfirmed):
    list_display = ["meeting", "position", "title_en", "title_cy", "kind", "minutes", "presenter"]
    list_filter = ["kind", "meeting__starts_at"]
    list_select_related = ["meeting", "presenter"]
    search_fields = ["title_en", "title_cy"]
    autocomplete_fields = ["presenter"]
    readonly_fields = ["meeting", "position"]

    @admin.display(description=_("meeting"))
    def meeting_of(self, obj):
        return obj.meeting


@admin.register(Attendance)
class AttendanceAdmin(FrozenWhenConfirmed):
    list_display = ["meeting", "who", "where_from", "capacity", "mode"]
    list_filter = ["mode", "capacity", "meeting__starts_at"]
    list_select_related = ["meeting", "person__organisation"]
    search_fields = ["name", "person__name", "organisation"]
    autocomplete_fields = ["person", "substitute_for"]
    readonly_fields = ["meeting"]

    @admin.display(description=_("name"))
    def who(self, obj):
        return obj.shown_name

    @admin.display(description=_("organisation"))
    def where_from(self, obj):
        return obj.shown_organisation

    @admin.display(description=_("meeting"))
    def meeting_of(self, obj):
        return obj.meeting


@admin.register(Minutes)
class MinutesAdmin(FrozenWhenConfirmed):
    list_display = ["meeting", "state", "circulated_at", "confirmed_at", "confirmed_by"]
    list_filter = ["state"]
    list_select_related = ["meeting", "confirmed_by"]
    search_fields = ["meeting__title_en", "meeting__title_cy"]
    readonly_fields = ["meeting", "state", "circulated_at", "confirmed_at", "confirmed_by", "confirmed_at_meeting"]

    @admin.display(description=_("meeting"))
    def meeting_of(self, obj):
        return obj.meeting


@admin.register(Paragraph)
class ParagraphAdmin(FrozenWhenConfirmed):
    list_display = ["shown_number", "meeting_of", "text_en", "text_cy"]
    list_select_related = ["item__meeting"]
    list_filter = ["item__meeting__starts_at"]
    search_fields = ["text_en", "text_cy"]
    readonly_fields = ["item", "position"]

    @admin.display(description=_("meeting"))
    def meeting_of(self, obj):
        return obj.item.meeting


class UnderParagraphAdmin(FrozenWhenConfirmed):
    """Decisions and actions."""

    list_select_related = ["paragraph__item__meeting"]
    search_fields = ["text_en", "text_cy"]
    readonly_fields = ["paragraph", "position"]

    @admin.display(description=_("meeting"))
    def meeting_of(self, obj):
        return obj.paragraph.item.meeting


@admin.register(Decision)
class DecisionAdmin(UnderParagraphAdmin):
    list_display = ["shown_number", "meeting_of", "text_en", "text_cy"]
    list_filter = ["paragraph__item__meeting__starts_at"]


@admin.register(Action)
class ActionAdmin(UnderParagraphAdmin):
    list_display = ["shown_number", "owner", "due_on", "status", "text_en", "text_cy"]
    list_filter = ["status", "due_on"]
    list_select_related = ["paragraph__item__meeting", "owner"]
    search_fields = ["text_en", "text_cy", "owner__name"]
    autocomplete_fields = ["owner"]
