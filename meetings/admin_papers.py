"""The admin of files: papers, packs, past minutes on their way in, and what the site has read of each."""

from django.contrib import admin

from common.admin import KeptByPages, TabularRows
from meetings.models import EarlierFile, MinutesImport, Pack, Paper, PaperSide, ReadFile


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
