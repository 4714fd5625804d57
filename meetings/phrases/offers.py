"""What is offered on the page that checks an import: the decisions and actions that sentences of the text read
like, each to be ticked.
"""

import re
from dataclasses import dataclass, field, replace

from meetings.phrases.known import Known
from meetings.phrases.outcomes import Offer, decisions_in
from meetings.phrases.rich import unmarked
from meetings.phrases.sheet import LISTS, SIDES
from meetings.phrases.tasks import actions_in, doers
from meetings.phrases.words import words_of

MOST = 400  # offers of one text
NUMBER = re.compile(r"^[\w()./-]*\d[\w()./]*\.? ")  # what an item had in the source


SAME_WORDS = 4  # at least, of two actions that are the same


@dataclass(frozen=True)
class Offered:
    """An offer with the place it was found at: which item, which paragraph."""

    section: int
    block: int
    offer: Offer
    other: Offer | None = field(default=None)

    @property
    def kind(self):
        """Return "decision" or "action"."""
        return self.offer.kind

    @property
    def text(self):
        """Return the words of it, in both languages where the paragraph has them."""
        return SIDES.join((self.offer.text, self.other.text)) if self.other else self.offer.text

    @property
    def key(self) -> str:
        """Return what a tick is kept under."""
        return f"{self.kind}: {self.text}"


def offers_of(sheet, meeting=None) -> list:
    """Return the Offereds of a sheet in their order, without what is marked as a decision or an action anyway."""
    known = Known(one for name in LISTS for one in getattr(sheet, name))
    found = []
    for place, section in enumerate(sheet.sections):
        for second, block in enumerate(section.blocks):
            if len(found) < MOST:
                found += [
                    Offered(place, second, *pair)
                    for pair in _of_block(section, block, known, meeting, is_first=second == 0)
                ]
    return found


def _of_block(section, block, known, meeting, *, is_first) -> list:
    """Return [(offer, its other side or None)] of a paragraph."""
    sides = [side.strip() for side in unmarked(block.text).split(SIDES.strip())]
    titles = [NUMBER.sub("", title) for title in section.title.split(SIDES)] if is_first else [""]
    marked = " ".join(" ".join(text.split()) for _kind, text in block.entries)
    told = [set(words_of(text)) for other in section.blocks for kind, text in other.entries if kind == "action"]
    found = []
    for place, side in enumerate(sides):
        title = titles[place] if place < len(titles) else titles[0]
        actions = [
            _with_owner(offer, known) for offer in actions_in(side, known, meeting) if not _is_told(offer.text, told)
        ]
        decided = " ".join(" ".join(text.split()) for kind, text in block.entries if kind == "decision")
        offers = [Offer("decision", text) for text in decisions_in(side, title) if text not in decided] + actions
        found.append([offer for offer in offers if offer.kind == "decision" or offer.text not in marked])
    if len(found) == 2 and [offer.kind for offer in found[0]] == [offer.kind for offer in found[1]]:
        return list(zip(*found, strict=True))
    return [(offer, None) for side in found for offer in side]


def _is_told(text, told) -> bool:
    """Whether an action that is marked in the same item says nearly the same."""
    words = set(words_of(text))
    return any(len(words & other) >= max(SAME_WORDS, 0.7 * len(words)) for other in told)


def _with_owner(offer, known):
    """Return an action that says whose it is: one that says only "he will" begins with the name."""
    if not offer.owners or set(doers(offer.text, known)) == set(offer.owners):
        return offer
    return replace(offer, text=f"{', '.join(offer.owners)}: {offer.text}")
