"""The Django admin for the library; numbers and adoption are read-only here, because verbs keep them."""

from django.contrib import admin

from common.admin import KeptByPages, Listed, TabularRows
from library.models import (
    AnnualSummary,
    AnswerDraft,
    CaseStudy,
    Clause,
    Consultation,
    Document,
    DocumentVersion,
    Framework,
    GovernedRule,
    Interested,
    LinkCheck,
    Outcome,
    OutcomeField,
    Part,
    Remark,
    Resource,
    ResourceCopy,
    StudyPicture,
    Talk,
)


class DocumentVersionInline(TabularRows):
    model = DocumentVersion
    fields = readonly_fields = ["number", "adopted_on", "adopted_meeting", "changes_en", "changes_cy"]
    extra = 0
    show_change_link = True

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Document)
class DocumentAdmin(Listed):
    """Documents with their versions; one that was ever adopted is never deleted."""

    list_display = ["title", "kind", "audience", "created_at"]
    list_filter = ["kind", "audience"]
    search_fields = ["title_en", "title_cy", "summary_en", "summary_cy"]
    date_hierarchy = "created_at"
    readonly_fields = ["created_at"]
    inlines = [DocumentVersionInline]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(DocumentVersion)
class DocumentVersionAdmin(Listed):
    """Versions; the text of one that stands is shown, never changed."""

    list_display = ["document", "number", "adopted_on", "changes"]
    list_filter = ["document__kind", "adopted_on"]
    list_select_related = ["document"]
    search_fields = ["document__title_en", "document__title_cy"]
    readonly_fields = ["document", "number", "adopted_on", "adopted_meeting", "adopted_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Clause)
class ClauseAdmin(KeptByPages):
    """Clauses in the words of each version: shown here; where they came from is put right on the site."""

    list_display = ["number", "heading", "in_version"]
    list_select_related = ["in_version__document"]
    search_fields = ["number", "heading_en", "heading_cy", "text_en", "text_cy"]


@admin.register(GovernedRule)
class GovernedRuleAdmin(Listed):
    """Which clause each rule rests on."""

    list_display = ["rule", "clause"]
    list_select_related = ["clause"]
    readonly_fields = ["clause"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class InterestedInline(TabularRows):
    model = Interested
    autocomplete_fields = ["person"]
    extra = 0


class AnswerDraftInline(TabularRows):
    """Drafts are written on the site."""

    model = AnswerDraft
    fields = readonly_fields = ["number", "shown_at"]
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Remark)
class RemarkAdmin(Listed):
    """Remarks on drafts: shown here, written on the site."""

    list_display = ["draft", "paragraph", "author", "made_at"]
    list_select_related = ["draft__consultation", "author"]
    readonly_fields = ["draft"]
    search_fields = ["text", "author__name"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(LinkCheck)
class LinkCheckAdmin(Listed):
    """Links as they were asked last; the site keeps these."""

    list_display = ["address", "why", "failed_since", "checked_at"]
    list_filter = ["why"]
    search_fields = ["address"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Consultation)
class ConsultationAdmin(Listed):
    list_display = ["title", "asked_by", "opens_on", "closes_on", "state", "shared_with_partners", "response"]
    list_filter = ["state", "shared_with_partners", "closes_on"]
    list_select_related = ["response"]
    search_fields = ["title_en", "title_cy", "asked_by"]
    date_hierarchy = "closes_on"
    autocomplete_fields = ["response", "lead", "lead_group"]
    readonly_fields = ["state", "approved_by", "ballot", "sent_on", "sent_name"]
    inlines = [InterestedInline, AnswerDraftInline]


class PartInline(TabularRows):
    model = Part
    fields = readonly_fields = ["whose", "text_en", "text_cy", "contact", "changed_by", "changed_at", "removed_at"]
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("contact", "changed_by")


@admin.register(Framework)
class FrameworkAdmin(Listed):
    """Pages kept with partner organisations: shown here, written on the site,
    where both sides sign what they change.
    """

    list_display = ["organisation", "document", "changed_by", "changed_at"]
    list_select_related = ["organisation", "document", "changed_by"]
    search_fields = ["organisation__name_en", "organisation__name_cy"]
    inlines = [PartInline]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Talk)
class TalkAdmin(Listed):
    """Talks: what is shown follows what the speaker agreed to, which verbs keep."""

    list_display = ["title", "kind", "speaker", "speaker_name", "given_on", "audience", "consent"]
    list_filter = ["kind", "audience", "consent", "given_on"]
    list_select_related = ["speaker"]
    search_fields = ["title_en", "title_cy", "speaker_name", "speaker__name"]
    autocomplete_fields = ["speaker"]
    readonly_fields = ["item", "consent", "consent_at", "consent_how", "slides_name", "offered_by", "withdrawn_at"]

    def has_add_permission(self, request):
        return False


class StudyPictureInline(TabularRows):
    model = StudyPicture
    fields = readonly_fields = ["shows_en", "shows_cy", "width", "height"]
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(CaseStudy)
class CaseStudyAdmin(Listed):
    list_display = ["name", "county", "area", "place", "audience"]
    list_filter = ["county", "area", "audience"]
    search_fields = ["name_en", "name_cy", "place"]
    autocomplete_fields = ["talk"]
    inlines = [StudyPictureInline]


@admin.register(OutcomeField)
class OutcomeFieldAdmin(Listed):
    """Fields of our own: what is not asked for any more keeps what was filled in, so none is deleted."""

    list_display = ["label", "kind", "order", "is_used"]
    search_fields = ["label_en", "label_cy"]

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Outcome)
class OutcomeAdmin(Listed):
    """Outcomes; their files and the fields of our own are kept on the site."""

    list_display = ["title", "happened_on", "sureness", "audience"]
    list_filter = ["sureness", "audience", "happened_on"]
    search_fields = ["title_en", "title_cy", "for_whom_en", "for_whom_cy"]
    autocomplete_fields = ["group", "talk", "study", "consultation"]
    readonly_fields = ["suggested_by", "settled_at", "source_name", "own"]


@admin.register(AnnualSummary)
class AnnualSummaryAdmin(KeptByPages):
    """Of which year a summary takes stock: the site drafts it from the record."""

    list_display = ["year", "audience", "document", "drafted_at"]
    list_filter = ["audience"]
    list_select_related = ["document"]
    search_fields = ["document__title_en", "document__title_cy"]


class ResourceCopyInline(TabularRows):
    """Files and links are added on the site."""

    model = ResourceCopy
    fields = ["file_name", "link", "language", "is_easy_read"]
    readonly_fields = ["file_name", "link"]
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Resource)
class ResourceAdmin(Listed):
    """Resources; withdrawn and put back on the site, with the reason, and never deleted."""

    list_display = ["title", "kind", "made_by", "year", "audience", "replaced_by", "withdrawn_at"]
    list_filter = ["kind", "area", "audience", "topics"]
    list_select_related = ["replaced_by"]
    search_fields = ["title_en", "title_cy", "summary_en", "summary_cy", "made_by"]
    date_hierarchy = "created_at"
    autocomplete_fields = ["replaced_by"]
    filter_horizontal = ["topics"]
    readonly_fields = ["created_at", "withdrawn_at", "withdrawn_why"]
    inlines = [ResourceCopyInline]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
