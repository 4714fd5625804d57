"""The Django admin for the exchange; removal is read-only here, because its verb keeps it."""

from django.contrib import admin

from common.admin import KeptByPages, Listed, OneRow, StackedRows, TabularRows
from exchange.models import Attachment, Backing, BallotTalk, Comment, ExchangeRules, IdeaOutcome, Post


class CommentInline(StackedRows):
    model = Comment
    fields = ["author", "language", "text", "created_at", "removed_at"]
    readonly_fields = ["created_at", "removed_at"]
    autocomplete_fields = ["author"]
    view_on_site = False  # the post leads there
    extra = 0


class BackingInline(TabularRows):
    model = Backing
    fields = ["person", "since"]
    readonly_fields = ["since"]
    autocomplete_fields = ["person"]
    extra = 0


class BallotTalkInline(TabularRows):
    model = BallotTalk
    fields = readonly_fields = ["ballot"]
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Post)
class PostAdmin(Listed):
    list_display = ["title", "kind", "author", "language", "created_at", "removed_at", "shared_with_partners"]
    list_filter = ["kind", "language", "shared_with_partners", "created_at", "removed_at"]
    list_select_related = ["author"]
    search_fields = ["title", "text", "author__name"]
    date_hierarchy = "created_at"
    autocomplete_fields = ["author"]
    readonly_fields = ["created_at", "edited_at", "removed_at", "removed_by", "hidden_at"]
    inlines = [CommentInline, BackingInline, BallotTalkInline]


@admin.register(Comment)
class CommentAdmin(Listed):
    list_display = ["post", "author", "language", "created_at", "removed_at"]
    list_filter = ["language", "created_at", "removed_at"]
    list_select_related = ["post", "author"]
    search_fields = ["text", "author__name", "post__title"]
    date_hierarchy = "created_at"
    autocomplete_fields = ["post", "author"]
    readonly_fields = ["created_at", "edited_at", "removed_at", "removed_by", "hidden_at"]


@admin.register(Attachment)
class AttachmentAdmin(KeptByPages):
    list_display = ["name", "shows", "added_at", "removed_at"]
    list_filter = ["added_at", "removed_at"]
    search_fields = ["name", "shows"]
    fields = ["post", "comment", "name", "shows", "is_decoration", "size", "added_at", "removed_at"]


@admin.register(IdeaOutcome)
class IdeaOutcomeAdmin(Listed):
    list_display = ["post", "kind", "decided_at"]
    list_filter = ["kind", "decided_at"]
    list_select_related = ["post"]
    search_fields = ["post__title", "words_en", "words_cy"]
    date_hierarchy = "decided_at"
    readonly_fields = ["post", "kind", "item", "group", "consultation", "talk", "decided_at"]

    def has_add_permission(self, request):
        """What came of an idea is said on its page, by a verb that tells who is to hear of it."""
        return False


@admin.register(ExchangeRules)
class ExchangeRulesAdmin(OneRow):
    """What the Forum wants of the exchange."""

    list_display = ["__str__", "only_comments"]
