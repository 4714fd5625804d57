"""Words that say what is looked for: "decision about the web site", "penderfyniad am y wefan", "meeting in Bangor"."""

from collections.abc import Iterable, Sequence

from common.finding.asking import Findable, Found, Match, matches
from common.finding.words import Term, radicals, terms

CALLED = {  # what people call a kind, folded, where its index has not these words
    "decision": ("decision", "decisions", "penderfyniad", "penderfyniadau"),
    "action": ("action", "actions", "cam", "camau", "gweithredu"),
    "meeting": ("meeting", "meetings", "cyfarfod", "cyfarfodydd"),
    "paper": ("paper", "papers", "papur", "papurau"),
    "document": ("document", "documents", "policy", "policies", "dogfen", "dogfennau", "polisi", "polisiau"),
    "resource": ("resource", "resources", "adnodd", "adnoddau"),
    "organisation": ("organisation", "organisations", "sefydliad", "sefydliadau"),
}
ABOUT = {"about", "concerning", "regarding", "ynghylch", "ynglyn"}
LONGEST_NAME = 80  # letters of a text that may be what something is called


def meant_first(findables: Sequence[Findable], asked: Iterable[Term]) -> list[Findable]:
    """Return the Findables, those first whose kind one of the terms names."""
    named = _naming(findables, asked)
    return [one.meant() if _is_meant(one, named) and not one.is_first else one for one in findables]


def of_kind(findables: Sequence[Findable], asked: Sequence[Term]) -> tuple[tuple[Term, ...], list[Match]]:
    """Return the terms that name no kind, and what holds all of them of the kinds that the others name; nothing where
    none is named, or nothing else is asked.
    """
    named = _naming(findables, asked)
    rest = tuple(term for term in asked if term not in named and term.word not in ABOUT)
    places = [place for place, one in enumerate(findables) if _is_meant(one, named)]
    if not rest or not places:
        return rest, []
    found = matches([findables[place] for place in places], rest)
    return rest, [match._replace(place=places[match.place]) for match in found]


def _naming(findables, asked) -> list[Term]:
    return [term for term in asked if any(_names(term, one) for one in findables)]


def _is_meant(findable, named) -> bool:
    return any(_names(term, findable) for term in named)


def _names(term, findable) -> bool:
    return any(word in CALLED.get(findable.what, ()) for word in radicals(term.word))


def just_so_first(found: Sequence[Found], asked: Sequence[Term]) -> list[Found]:
    """Return what was found; of the first ones, as long as they are of one kind, those in front that are called just
    so: by "Chair" the Chair before the Vice-Chair, in whose name the word stands too.
    """
    alike = next((place for place, one in enumerate(found) if one.kind != found[0].kind), len(found))
    return [*sorted(found[:alike], key=lambda one: not _is_called(one, asked)), *found[alike:]]


def _is_called(found, asked) -> bool:
    return any(_is_just(text, asked) for text in (found.title, *found.texts) if len(text) <= LONGEST_NAME)


def _is_just(text, asked) -> bool:
    words = [set(radicals(term.word)) for term in terms(text)]
    return len(words) == len(asked) and all(
        any(some.intersection(radicals(one.word)) for some in words) for one in asked
    )
