"""Binding a pack: our own pages are typeset and tagged, the papers follow as they are."""

import copy
import io
import logging
from dataclasses import dataclass

from django.core.cache import cache

from common.bare import apart
from common.printing.typesetting import typeset
from meetings.models import PaperSide
from meetings.papers.contents import PAGES

MOST_PAGES = 600  # of one paper; longer ones stay on the site
SECONDS = 60  # that sewing a whole pack may compute
MONTH = 30 * 24 * 60 * 60
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Book:
    """A finished pack: its bytes, and how many pages it has."""

    pdf: bytes
    pages: int


def bind(contents) -> Book:
    """Return the Book of these Contents; without the papers if they need more together than a pack may take."""
    pages = {bound.side.pk: _pages_of(bound.side) for bound in contents.papers if bound.is_pdf}
    try:
        return _bound(contents, {pk: number for pk, number in pages.items() if 0 < number <= MOST_PAGES})
    except apart.Exceeded as fault:
        logger.warning("a pack is bound without its papers: %s", fault)
        return _bound(contents, {})


def _bound(contents, pages) -> Book:
    """Return the Book with those papers of which we have the number of pages."""
    from pypdf import PdfReader  # large, and few processes bind

    page = _with_places(contents, pages)
    own = typeset(PAGES, page)
    papers = [bound for bound in contents.papers if bound.side.pk in pages]
    papers = [(bound.item_number, str(bound.paper.title), _data(bound.side)) for bound in papers]
    items = [(number, str(title)) for number, title in contents.items]
    pdf = apart.run("meetings.papers.sewing.sewn", own, items, papers, page["labels"]["page"], seconds=SECONDS)
    return Book(pdf, len(PdfReader(io.BytesIO(own)).pages) + sum(pages.values()))


def _data(side):
    with _storage().open(side.stored_as) as file:
        return file.read()


def _storage():
    return PaperSide._meta.get_field("file").storage


def _pages_of(side):
    """Return how many pages of a paper can be bound: none if it is locked, broken, endless or gone.

    The answer is kept, because a file never changes under its name, and one that breaks its reader takes long.
    """
    key = f"bindable:{side.stored_as}"
    known = cache.get(key)
    if known is None or not _storage().exists(side.stored_as):
        known = _counted(side)
        cache.set(key, known, MONTH)
    return known


def _counted(side) -> int:
    try:
        return int(apart.run("meetings.papers.sewing.pages_of", _data(side)))
    except (FileNotFoundError, apart.Exceeded):
        return 0


def _with_places(contents, pages) -> dict:
    """Return the data of our own pages, each paper that is bound knowing how many bound pages stand before it."""
    after, places = 0, {}
    for bound in contents.papers:
        if bound.side.pk in pages:
            places[bound.side.pk] = after
            after += pages[bound.side.pk]
    page = copy.deepcopy(contents.page) | {"bound": after}
    for item in [*page["as_read"], *page["items"]]:
        for paper in item["papers"]:
            if paper["side"] in places:
                paper["after"] = places[paper["side"]]
    return page
