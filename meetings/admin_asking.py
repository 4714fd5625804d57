"""The admin of what people are asked and say: answers, polls, proposals, ballots, corrections, feedback."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from common.admin import KeptByPages, TabularRows
from meetings.day import feedback
from meetings.models import (
    Answer,
    AttendanceClaim,
    Ballot,
    BallotPaper,
    Correction,
    DatePoll,
    Feedback,
    Invitation,
    Meeting,
    Notice,
    Option,
    PollAnswer,
    PollDate,
    Proposal,
)


class Numbered:
    """Rows with a number of the record, made of several columns."""

    @admin.display(description=_("number"))
    def shown_number(self, obj):
        return obj.number


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
