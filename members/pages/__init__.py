"""The front page's welcome, the privacy notice and the accessibility statement that the site brings, in both
languages, until staff write their own.
"""

import html
import re
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from common.both_languages import Text, reading_language
from common.rich_text import clean_html
from members.models import Identity, Page

FOLDER = Path(__file__).parent
VERSION = "2026-11"  # of the texts in this folder
OF_BOTH = re.compile(r"{both}(.*?){/both}")
UP = (("<h3>", "<h2>"), ("</h3>", "</h2>"), ("<h4>", "<h3>"), ("</h4>", "</h3>"))  # below the one h1 of a page


def default_text(key, language):
    """Return the text the site brings for a page; the Forum's name stands where it says {forum}, and what is {both}
    for a Forum in both languages{/both} only there.
    """
    forum = Identity.now()
    name = getattr(forum, f"name_{language}") or forum.name
    kept = r"\1" if len(forum.in_use) > 1 else ""
    return OF_BOTH.sub(kept, _brought(key, language)).replace("{forum}", html.escape(name))


@cache
def _brought(key, language):
    return (FOLDER / f"{key}_{language}.html").read_text(encoding="utf-8")


def version(page):
    """Return which words stand on a page: those of the moment (UTC) when staff last changed its Page,
    or for None those the site brings.
    """
    return f"{page.changed_at:%Y-%m-%dT%H:%M}" if page else VERSION


def shown(key, page):
    """Return (title, text) of a page, from its Page or None, in the reader's language;
    rich text whose headings follow that of the page.
    """
    language = reading_language()
    text = page.text if page and page.text else Text(default_text(key, language), language)
    title = page.title if page else Text(Page.Key(key).label, language)
    cleaned = clean_html(text)
    for old, new in UP:
        cleaned = cleaned.replace(old, new)
    return title, Text(cleaned, text.lang)


def where_written(person, key, page) -> str:
    """Return the address where a person may write a page, from its Page or None; else an empty text."""
    if not person.is_staff or not person.has_perm("members.change_page" if page else "members.add_page"):
        return ""
    if page:
        return reverse("admin:members_page_change", args=[page.pk])
    return f"{reverse('admin:members_page_add')}?{urlencode({'key': key})}"


def written_by(person) -> list[tuple[str, str]]:
    """Return (what it is called, where it is written) of the pages of the site that a person may write."""
    rows = {row.key: row for row in Page.objects.visible_to(person)} if person.is_staff else {}
    places = [(key.label, where_written(person, key, rows.get(key))) for key in Page.Key]
    return [(label, place) for label, place in places if place]


def welcome():
    """Return what the front page says to visitors, in the reader's language: its title, its text (which knows its
    language), and of that the first paragraph and the rest as HTML.
    """
    title, text = shown(Page.Key.WELCOME, Page.objects.filter(key=Page.Key.WELCOME).first())
    lede, end, rest = text.partition("</p>")
    return {"title": title, "text": text, "lede": mark_safe(lede + end), "rest": mark_safe(rest)}  # noqa: S308 (clean)
