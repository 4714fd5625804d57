"""A text of another app goes to a meeting: as an item of its agenda, with the text as a paper beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.both_languages import LANGUAGES
from common.editing import IllegalChange, locked
from common.printing.typesetting import typeset
from common.rich_text import from_typing
from meetings.agenda import standing_items
from meetings.models import AgendaItem, ItemKind, Meeting, Paper
from meetings.papers import papers
from meetings.papers.contents import page_label
from members.models import Identity, Person

PAGES = Path(__file__).parent / "typst" / "text.typ"
MINUTES = 15  # that it is given on an agenda, until its administrator gives it more or fewer
LONGEST, LONGEST_NAME = 200, 80  # letters of a title, and of the name of a file


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A text that is brought: what is said of it in the language that is active, and who reads it."""

    called: Callable[[], str]
    asked: Callable[[], str]  # what the meeting is asked to do with it
    presenter: Person | None
    is_shared: bool  # whether partners read it too
    languages: tuple[str, ...]  # that it is written in
    page: Callable[[str], dict]  # (one of these): its name, facts, and first and second part, as plain data


@dataclass(frozen=True)
class Way:
    """Where a text goes: the item that brings it already, or None; the meeting, as far as a reader sees it; and what
    stands against bringing it there, or "".
    """

    item: AgendaItem | None
    meeting: Meeting | None
    against: str


def item_to_come(key) -> AgendaItem | None:
    """Return the item of a key, which may be None, while its meeting is still to come; or None."""
    return AgendaItem.objects.to_come().filter(pk=key).select_related("meeting").first() if key else None


@transaction.atomic
def bring(*, way_of: Callable[[], Way], brought: Callable[[], Brought], by: Person) -> AgendaItem:
    """Put a text on the agenda that `way_of` leads to, with itself as a paper, and return the item; where it stands on
    one already, it takes the place of the older text, and what others put beside it stays.

    Raises IllegalChange where something stands against it, also what came up while the paper was set; and NoRoom of
    common.filing.stored. Typesetting takes its time, and the agenda is not locked until it is done.
    """
    seen = _open(way_of())
    text = brought()
    uploads = _uploads(text)
    locked(seen.meeting)
    way = _open(way_of())
    if way.meeting != seen.meeting:
        raise IllegalChange(_("Things have changed since you opened the page."))
    item = way.item or _place(text, meeting=way.meeting)
    _add(text, item=item, uploads=uploads, by=by)
    return item


def _open(way) -> Way:
    if way.against:
        raise IllegalChange(way.against)
    return way


def _place(brought: Brought, *, meeting: Meeting) -> AgendaItem:
    """Put it on the agenda of a meeting as an item, and return that."""
    texts = {f"text_{language}": from_typing(said) for language, said in _in_each(brought.asked).items()}
    facts = {"kind": ItemKind.BUSINESS, "minutes": MINUTES, "reserved": not brought.is_shared}
    item = AgendaItem(presenter=brought.presenter, **facts, **texts, **_titles(brought))
    return standing_items.place_item(meeting=meeting, item=item)


def _uploads(brought: Brought) -> list[papers.Upload]:
    """Return it as a PDF in each language that it is written in."""
    found = []
    for language in brought.languages:
        with override(language):
            pages = typeset(PAGES, _framed(brought.page(language), language))
            content = ContentFile(pages, name=f"{_shortened(brought, LONGEST_NAME)}.pdf")
        found.append(papers.Upload(language, content, "application/pdf"))
    return found


def _add(brought: Brought, *, item: AgendaItem, uploads: list[papers.Upload], by: Person) -> None:
    """Add it to an item as a paper, in the place of what was brought there before: what bears its name, or the
    item's. What partners do not read any more they find on no agenda by its name.
    """
    if not brought.is_shared:
        AgendaItem.objects.filter(pk=item.pk, reserved=False).update(reserved=True)
    paper = Paper(item=item, shared_with_partners=brought.is_shared, **_titles(brought))
    names = [Q(title_en=one.title_en, title_cy=one.title_cy) for one in (paper, item)]
    for older in Paper.objects.not_removed().filter(names[0] | names[1], item=item):
        papers.remove_paper(paper=older)
    papers.add_paper(paper=paper, uploads=uploads, by=by)


def _framed(page, language) -> dict:
    """Return a page with what stands around every one, in the language that is active."""
    frame = {"lang": language, **Identity.now().for_paper(), "day": date_format(timezone.localdate(), "j F Y")}
    return {**frame, "labels": {"page": page_label()}, **page}


def _titles(brought) -> dict:
    """Return the two sides of the title of the item and of its paper."""
    called = _in_each(lambda: _shortened(brought, LONGEST))
    return {f"title_{language}": title for language, title in called.items()}


def _shortened(brought, most) -> str:
    return Truncator(brought.called()).chars(most)


def _in_each(say) -> dict:
    """Return what `say` says in each language."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = say()
    return said
