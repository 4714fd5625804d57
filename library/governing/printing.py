"""A version of a document on paper: its clauses as plain data, set as PDF in a language or in both side by side."""

from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.both_languages import LANGUAGES, reading_language
from common.printing.rich_tree import tree
from library.clauses import reading
from meetings.papers import contents
from members.models import Identity
from members.printed import Printed

PAGES = Path(__file__).parent / "typst" / "document.typ"
BOTH = "both"
UNFIT = '\\/:*?"<>|'  # for the name of a file


def document_file(version, document, language) -> Printed:
    """Return a version of a document as PDF; `language` is "en", "cy", or BOTH with the reader's own first."""
    first = reading_language() if language == BOTH else language
    with override(first):
        title = "".join(" " if sign in UNFIT else sign for sign in str(document.title))
        name = f"{' '.join(title.split())[:120]} {version.number}.pdf"
        return Printed(name, _page(version, document, first, language), PAGES)


def _page(version, document, first, language) -> dict:
    sides = [first, *(one for one in LANGUAGES if one != first)] if language == BOTH else [first]
    rows = reading.read_sides(version.text_en, version.text_cy)
    if language != BOTH and not getattr(version, f"text_{first}"):
        sides = [one for one in LANGUAGES if getattr(version, f"text_{one}")][:1] or sides
    return {
        "lang": first,
        **Identity.now().for_paper(),
        "title": {"text": str(document.title), "lang": document.title.lang},
        "state": _state(version, document),
        "draft": version.is_draft,
        "sides": sides,
        "clauses": [_clause(row, sides) for row in rows],
        "labels": {"page": contents.page_label(), "kind": str(document.get_kind_display())},
    }


def _state(version, document) -> str:
    """Return which version it is and since when it holds."""
    number = _("Version %(number)s") % {"number": version.number}
    if version.is_draft:
        return f"{number} · {_('Draft')}"
    said = _("in force from %(date)s") if document.is_governing else _("published on %(date)s")
    return f"{number} · {said % {'date': date_format(version.holds_from, 'j F Y')}}"


def _clause(row, sides) -> dict:
    """Return a clause as its number and, for each side that is printed, its heading and its text."""
    said = [getattr(row, language) for language in sides]
    words = [{"heading": one.heading, "tree": tree(one.text)} if one else {"heading": "", "tree": []} for one in said]
    return {"number": row.number, "heading": bool(row.number) and "." not in row.number, "sides": words}
