"""The Django admin for meetings; states, positions and numbers are read-only here, because verbs keep them."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from common.admin import KeptByPages, Listed, OneRow, TabularRows
from common.rich_text import plain
from meetings.day import feedback
from meetings.models import (
    Action,
    AgendaItem,
    Answer,
    Attendance,
    AttendanceClaim,
    Ballot,
    BallotPaper,
    ClosedDay,
    Correction,
    DatePoll,
    Decision,
    DecisionReview,
    Declaration,
    EarlierFile,
    Feedback,
    Invitation,
    LaterNote,
    Meeting,
    Minutes,
    MinutesImport,
    Notice,
    Option,
    Pack,
    Paper,
    PaperSide,
    Paragraph,
    PollAnswer,
    PollDate,
    Precedent,
    Proposal,
    ReadFile,
    Rules,
    StandingItem,
)  # fmt: skip


class Numbered:
    """Rows with a number of the record, made of several columns."""

    @admin.display(description=_("number"))
    def shown_number(self, obj):
        return obj.number


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


@admin.register(Proposal)
class ProposalAdmin(KeptByPages):
    list_display = ["title", "proposer", "meeting", "kind", "minutes", "answer", "created_at"]
    list_filter = ["answer", "kind", "created_at"]
    list_select_related = ["proposer", "meeting"]
    search_fields = ["title", "text", "proposer__name"]


class PollDateInline(TabularRows):
    model = PollDate
    extra = 0


@admin.register(DatePoll)
class DatePollAdmin(KeptByPages):
    list_display = ["meeting", "closes_on", "chosen"]
    list_select_related = ["meeting", "chosen"]
    search_fields = ["meeting__title_en", "meeting__title_cy"]
    inlines = [PollDateInline]


@admin.register(PollAnswer)
class PollAnswerAdmin(KeptByPages):
    list_display = ["date", "person", "suits"]
    list_filter = ["suits"]
    list_select_related = ["date", "person"]
    search_fields = ["person__name"]


@admin.register(Answer)
class AnswerAdmin(KeptByPages):
    """Answers, without what would help people: only the administrator of the meeting reads that."""

    list_display = ["meeting", "person", "guest", "coming", "wants_welsh", "answered_at"]
    list_filter = ["coming", "wants_welsh", "meeting__starts_at"]
    list_select_related = ["meeting", "person", "guest"]
    search_fields = ["person__name", "guest__name"]
    exclude = ["needs"]


@admin.register(Invitation)
class InvitationAdmin(KeptByPages):
    list_display = ["name", "organisation", "meeting", "language"]
    list_filter = ["language", "meeting__starts_at"]
    list_select_related = ["meeting"]
    search_fields = ["name", "organisation", "email"]


@admin.register(Notice)
class NoticeAdmin(KeptByPages):
    list_display = ["meeting", "kind", "written_by", "written_at"]
    list_filter = ["kind", "written_at"]
    list_select_related = ["meeting", "written_by"]
    search_fields = ["note_en", "note_cy"]


class PaperSideInline(TabularRows):
    model = PaperSide
    fields = ["language", "name", "content_type", "size", "words"]
    extra = 0


class EarlierFileInline(TabularRows):
    model = EarlierFile
    fields = ["language", "name", "content_type", "size", "replaced_at"]
    readonly_fields = ["replaced_at"]
    extra = 0


@admin.register(Paper)
class PaperAdmin(KeptByPages):
    list_display = [
        "title",
        "item",
        "read_first",
        "shared_with_partners",
        "is_late",
        "added_at",
        "removed_at",
    ]
    list_filter = ["read_first", "shared_with_partners", "is_late", "added_at"]
    list_select_related = ["item"]
    search_fields = ["title_en", "title_cy"]
    inlines = [PaperSideInline, EarlierFileInline]


@admin.register(Pack)
class PackAdmin(KeptByPages):
    list_display = ["meeting", "audience", "language", "pages", "made_at"]
    list_filter = ["audience", "language"]
    list_select_related = ["meeting"]
    search_fields = ["meeting__title_en", "meeting__title_cy"]
    exclude = ["file"]


@admin.register(AttendanceClaim)
class AttendanceClaimAdmin(KeptByPages):
    list_display = ["person", "meeting", "mode", "made_at"]
    list_select_related = ["person", "meeting"]
    search_fields = ["person__name"]


@admin.register(Correction)
class CorrectionAdmin(KeptByPages):
    list_display = ["paragraph", "proposer", "answer", "offered_at"]
    list_filter = ["answer", "offered_at"]
    list_select_related = ["paragraph__item", "proposer"]
    search_fields = ["text", "proposer__name"]


@admin.register(LaterNote)
class LaterNoteAdmin(KeptByPages):
    list_display = ["minutes", "written_by", "written_at"]
    list_select_related = ["minutes__meeting", "written_by"]
    search_fields = ["text_en", "text_cy"]


class OptionInline(TabularRows):
    model = Option
    fields = ["position", "title_en", "title_cy"]
    extra = 0


class BallotPaperInline(TabularRows):
    model = BallotPaper
    fields = ["language", "name", "content_type", "size"]
    extra = 0


@admin.register(Ballot)
class BallotAdmin(Numbered, KeptByPages):
    list_display = ["shown_number", "text", "closes_on", "outcome"]
    inlines = [OptionInline, BallotPaperInline]
    list_filter = ["outcome", "closes_on"]
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


@admin.register(Feedback)
class FeedbackAdmin(KeptByPages):
    list_display = ["meeting", "was_worth_it", "more", "less"]
    list_filter = ["was_worth_it"]
    list_select_related = ["meeting"]
    search_fields = ["more", "less"]

    def get_queryset(self, request):
        """What is said of a meeting is seen here too only once enough have answered."""
        enough = Meeting.objects.annotate(given=Count("feedback")).filter(given__gte=feedback.FEWEST)
        return super().get_queryset(request).filter(meeting__in=enough.values("pk"))


@admin.register(MinutesImport)
class MinutesImportAdmin(KeptByPages):
    """Past minutes on their way in, without their text: it is a draft until the minutes are made."""

    list_display = ["made_at", "made_by", "language", "meeting"]
    list_select_related = ["made_by", "meeting"]
    list_filter = ["language", "made_at"]
    search_fields = ["source_name"]
    fields = ["language", "source_name", "made_by", "made_at", "meeting"]


@admin.register(ReadFile)
class ReadFileAdmin(KeptByPages):
    """Files whose words the site has read for the search, and those that it could not read."""

    list_display = ["name", "how", "read_at"]
    list_filter = ["how"]
    search_fields = ["name"]
