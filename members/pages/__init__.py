"""The privacy notice and the accessibility statement that the site brings, in both languages, until staff write their own."""

from pathlib import Path

from common.both_languages import Text, reading_language
from common.rich_text import clean_html
from members.models import Page

FOLDER = Path(__file__).parent
UP = (("<h3>", "<h2>"), ("</h3>", "</h2>"), ("<h4>", "<h3>"), ("</h4>", "</h3>"))  # below the one h1 of a page


def default_text(key, language):
    """Return the text the site brings for a page."""
    return (FOLDER / f"{key}_{language}.html").read_text(encoding="utf-8")


def shown(key, reader):
    """Return (title, text) of a page in the reader's language, as rich text whose headings follow that of the page."""
    page = Page.objects.visible_to(reader).filter(key=key).first()
    language = reading_language()
    text = page.text if page and page.text else Text(default_text(key, language), language)
    title = page.title if page else Text(Page.Key(key).label, language)
    cleaned = clean_html(text)
    for old, new in UP:
        cleaned = cleaned.replace(old, new)
    return title, Text(cleaned, text.lang)
