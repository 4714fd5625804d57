"""What a search found, as its page shows it: hits with the words marked, and what they can be narrowed by."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from common.finding import nearly
from common.finding.asking import Found, matches, shown
from common.finding.marking import Extract, Marker
from common.finding.partly import MOST as MOST_PARTLY
from common.finding.partly import partly
from common.finding.results import Chosen, Results
from common.finding.words import terms
from forum_site import doors
from forum_site.pages.kinds import just_so_first, meant_first, of_kind

A_PAGE = 20
MOST_OF_A_FACET = 12  # years and people that are offered


@dataclass(frozen=True)
class Hit:
    """One thing that was found, its words marked."""

    kind: str
    title: Extract
    url: str
    extract: Extract
    detail: str
    when: Any


@dataclass(frozen=True)
class Choice:
    """One of what the things can be narrowed by; the address of the one that is chosen takes the choice back."""

    label: Any
    number: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """What is chosen from: kinds, years or people."""

    label: str
    choices: list[Choice]
    is_chosen: bool


def found(words: str, chosen: Chosen, number: str, reader) -> dict[str, Any]:
    """Return the page of what somebody's words find, as the context of its template: `page`, `hits`, `facets`,
    `meant`, the words that were looked for instead where the reader's own find nothing, and `is_partly`, whether
    nothing holds all of them.
    """
    asked = terms(words)
    findables = meant_first(doors.findable(reader), asked)
    asked, rows, instead, is_partly = _rows(findables, asked)
    results = Results(findables, rows, chosen)
    page = Paginator(results.things, A_PAGE).get_page(number)
    there = shown(findables, [thing.match for thing in page])
    hits = [_hit(one, Marker(asked)) for one in (just_so_first(there, asked) if page.number == 1 else there)]
    facets = _facets(results, words, chosen, reader) if results.all else []
    is_cut = results.is_cut or (is_partly and len(rows) >= MOST_PARTLY)
    context = {"page": page, "hits": hits, "facets": facets, "is_cut": is_cut, "words": words}
    return context | {"meant": _written(instead, hits), "is_partly": is_partly}


def _rows(findables, asked):
    """Return the words that were looked for at last, their rows, the words of them that were put right, and whether
    the rows hold only some: first all of the words, then those of the kind that some of them name, then what they
    may be a fault for, then the most of these.
    """
    if not asked or (rows := matches(findables, asked)):
        return asked, rows if asked else [], (), False
    rest, rows = of_kind(findables, asked)
    if rows:
        return rest, rows, (), False
    near = nearly.nearest(findables, asked)
    known = tuple(one.term for one in near if one)
    if known != asked and len(known) == len(asked) and (rows := matches(findables, known)):
        return known, rows, known, False
    return known, partly(findables, [one for one in near if one]), (), True


def where(words: str, reader) -> list[Found]:
    """Return everything that these words find for somebody, the best first: each as its app hands it up."""
    asked, findables = terms(words), doors.findable(reader)
    rows = matches(findables, asked) if asked else []
    return shown(findables, [thing.match for thing in Results(findables, rows, Chosen()).things])


def _hit(one, marker) -> Hit:
    """Return a Found with its words marked: of a long title only the part that they stand in."""
    title = marker.around(one.title)
    return Hit(one.kind, title, one.url, marker.best([text for text in one.texts if text]), one.detail, one.when)


def _written(instead, hits) -> str:
    texts = [text for hit in hits for text in (str(hit.title), str(hit.extract))]
    return " ".join(nearly.as_written(term, texts) for term in instead)


def _facets(results, words, chosen, reader) -> list[Facet]:
    kinds = [(kind, label, number) for kind, label, number in results.kinds()]
    years = [(year, year, number) for year, number in results.years()[:MOST_OF_A_FACET]]
    counted = results.people(MOST_OF_A_FACET)
    names = doors.called([key for key, _number in counted], reader) if counted else {}
    people = [(key, names[key], number) for key, number in counted if key in names]
    offered = [("kind", _("Kind"), kinds), ("year", _("Year"), years), ("person", _("Person"), people)]
    facets = [_facet(name, label, rows, words, chosen) for name, label, rows in offered]
    return [facet for facet in facets if len(facet.choices) > 1 or facet.is_chosen]


def _facet(name, label, rows, words, chosen) -> Facet:
    now = getattr(chosen, name)
    others = {other: getattr(chosen, other) for other in ("kind", "year", "person") if other != name}
    kept = {"words": words, **{other: value for other, value in others.items() if value}}
    choices = [
        Choice(called, number, "?" + urlencode(kept if key == now else {**kept, name: key}), key == now)
        for key, called, number in rows
    ]
    return Facet(label, choices, bool(now))
