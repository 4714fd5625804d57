"""Template tags for two-language text: mark the language, show rich text."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from common.both_languages import reading_language
from common.languages.in_use import works_in_both
from common.languages.telling import told
from common.rich_text import clean_html, plain

register = template.Library()
register.simple_tag(works_in_both)


@register.simple_tag
def lang_of(text) -> str:
    """Return ` lang="cy"` (or "en") when the text is in another language than the page, else nothing."""
    lang = getattr(text, "lang", None)
    return format_html(' lang="{}"', lang) if text and lang and lang != reading_language() else ""


@register.simple_tag
def said(text) -> str:
    """Return a line that people write in one language only, marked if that is not the page's."""
    line = told(text)
    return format_html("<span{}>{}</span>", lang_of(line), line) if lang_of(line) else line


@register.simple_tag
def lang_said(text) -> str:
    """Return what `lang_of` does for a text that people write in one language only."""
    return lang_of(told(text))


@register.filter
def rich(text) -> str:
    """Return stored rich text as safe HTML, sanitised once more on its way out."""
    return mark_safe(clean_html(text or ""))  # noqa: S308 - clean_html is the allow-list


@register.filter
def extract(text, words=40) -> str:
    """Return the first words of a rich text as plain text."""
    return Truncator(plain(text)).words(words)
