"""The Django admin for meetings; states, positions and numbers are read-only here, because verbs keep them."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from common.admin import KeptByPages, Listed, OneRow, TabularRows
from common.rich_text import plain
from meetings import admin_papers  # noqa: F401 (registers)
from meetings.admin_asking import Numbered
from meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    ClosedDay,
    Decision,
    DecisionReview,
    Declaration,
    LaterNote,
    Meeting,
    Minutes,
    Paragraph,
    Precedent,
    Rules,
    StandingItem,
)


class FrozenWhenConfirmed(Numbered, Listed):
    """Rows of a record that is confirmed are shown, never changed; rows are made by the pages that number them."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not self._stands(obj)

    def has_delete_permission(self, request, obj=None):
        return False

    def _stands(self, obj):
        return obj is not None and self.meeting_of(obj).is_confirmed


class AgendaItemInline(TabularRows):
    model = AgendaItem
    fields = ["position", "title_en", "title_cy", "kind", "minutes", "presenter"]
    readonly_fields = ["position"]
    autocomplete_fields = ["presenter"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Meeting)
class MeetingAdmin(Listed):
    list_display = ["title", "kind", "starts_at", "state", "shared_with_partners", "is_public"]
    list_filter = ["kind", "state", "is_public", "shared_with_partners", "starts_at"]
    search_fields = ["title_en", "title_cy", "place_en", "place_cy"]
    date_hierarchy = "starts_at"
    autocomplete_fields = ["chair", "hosts"]
    readonly_fields = ["state", "agenda_published_at"]
    inlines = [AgendaItemInline]

    def get_readonly_fields(self, request, obj=None):
        sees_register = obj is not None and request.user.has_perm("meetings.view_attendance")
        return [*super().get_readonly_fields(request, obj), *(["in_the_room"] if sees_register else [])]

    @admin.display(description=_("attendance"))
    def in_the_room(self, meeting):
        """Return how many rows the register has, leading to them."""
        rows = reverse("admin:meetings_attendance_changelist")
        return format_html('<a href="{}?meeting__id__exact={}">{}</a>', rows, meeting.pk, meeting.attendance.count())

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("minutes")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or not obj.is_confirmed)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.minutes_or_none is None)


@admin.register(AgendaItem)
class AgendaItemAdmin(FrozenWhenConfirmed):
    list_display = ["meeting", "shown_number", "title", "kind", "minutes", "presenter"]
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
    autocomplete_fields = ["person", "substitute_for", "arrived_at_item", "left_at_item"]
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
    readonly_fields = [
        "meeting",
        "state",
        "circulated_at",
        "confirmed_at",
        "confirmed_by",
        "confirmed_at_meeting",
        "as_corrected",
    ]

    @admin.display(description=_("meeting"))
    def meeting_of(self, obj):
        return obj.meeting


@admin.register(Paragraph)
class ParagraphAdmin(FrozenWhenConfirmed):
    list_display = ["shown_number", "meeting_of", "text"]
    list_select_related = ["item__meeting"]
    list_filter = ["item__meeting__starts_at"]
    search_fields = ["text_en", "text_cy"]
    readonly_fields = ["item", "position"]

    @admin.display(description=Paragraph.text.short_description)
    def text(self, obj):
        """The words of a paragraph, without the marks of how they look."""
        return Truncator(plain(obj.text)).words(40)

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
    list_display = ["shown_number", "meeting_of", "text", "is_lost"]
    list_filter = ["is_lost", "paragraph__item__meeting__starts_at"]
    autocomplete_fields = ["proposed_by", "seconded_by", "supersedes"]


@admin.register(Declaration)
class DeclarationAdmin(FrozenWhenConfirmed):
    list_display = ["shown_who", "item", "then", "text"]
    list_filter = ["then", "item__meeting__starts_at"]
    list_select_related = ["person", "item__meeting"]
    search_fields = ["text_en", "text_cy", "name", "person__name"]
    autocomplete_fields = ["person"]
    readonly_fields = ["item"]

    @admin.display(description=_("who"))
    def shown_who(self, obj):
        return obj.who

    @admin.display(description=_("meeting"))
    def meeting_of(self, obj):
        return obj.item.meeting


@admin.register(Action)
class ActionAdmin(UnderParagraphAdmin):
    list_display = ["shown_number", "owner", "due_on", "status", "text"]
    list_filter = ["status", "due_on"]
    list_select_related = ["paragraph__item__meeting", "owner"]
    search_fields = ["text_en", "text_cy", "owner__name"]
    autocomplete_fields = ["owner", "owner_organisation", "passed_to"]


@admin.register(Rules)
class RulesAdmin(OneRow):
    """The Forum's own numbers."""

    list_display = ["__str__", "business_percent", "notice_days", "discuss_days", "correction_days"]


@admin.register(StandingItem)
class StandingItemAdmin(Listed):
    list_display = ["title", "order", "kind", "minutes", "taken_as_read", "writes_itself"]
    list_editable = ["order"]
    search_fields = ["title_en", "title_cy"]


@admin.register(ClosedDay)
class ClosedDayAdmin(Listed):
    list_display = ["day", "reason"]
    date_hierarchy = "day"
    search_fields = ["reason_en", "reason_cy"]


@admin.register(LaterNote)
class LaterNoteAdmin(KeptByPages):
    list_display = ["minutes", "written_by", "written_at"]
    list_select_related = ["minutes__meeting", "written_by"]
    search_fields = ["text_en", "text_cy"]


@admin.register(DecisionReview)
class DecisionReviewAdmin(KeptByPages):
    list_display = ["decision", "next_on", "said_by", "said_at"]
    list_filter = ["next_on", "said_at"]
    list_select_related = ["decision__paragraph__item__meeting", "said_by"]
    search_fields = ["decision__text_en", "decision__text_cy"]


@admin.register(Precedent)
class PrecedentAdmin(KeptByPages):
    list_display = ["later", "earlier"]
    list_select_related = ["later__meeting", "earlier__meeting"]
    search_fields = ["later__title_en", "later__title_cy", "earlier__title_en", "earlier__title_cy"]
