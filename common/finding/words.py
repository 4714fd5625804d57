"""Words as a search compares them: without accents, case and apostrophes, Welsh ones by what they may be a mutation of.

The same is made by the functions of migration 0006 for what the database keeps; a test holds the two together.
"""

import re
import unicodedata
from dataclasses import dataclass

from common.languages.ordering import JOINED, NOT_LETTERS, SMALL

UNSEEN = re.compile("[\u0300-\u036f\u00ad]")
APOSTROPHES = re.compile("[`\u2018\u2019\u02bc]")
ENDING = re.compile(r"([a-z]{2,})'(?:r|n|i|u|m|w|s|d|th|ch|ll)(?![a-z])")  # Cymru'n, the Forum's
JOINING = re.compile(r"([a-z])-(?=[a-z])")
HYPHEN = "\ue000"  # one between two letters, while the others part words
WEB = re.compile(r"\bweb ?(?=sites?\b|pages?\b)", re.IGNORECASE)  # in one word or two
LONGEST = 40  # letters of a word that are compared
VOWELS = "aeiouwy"

# What a word may begin with once it is mutated, and what it began with then: the longest beginning decides.
MUTATED = {
    "ngh": ("c",), "ng": ("g",), "nh": ("t",), "n": ("d",), "mh": ("p",), "m": ("b",),
    "ph": ("p",), "th": ("t",), "ch": ("c",),
    "gh": (), "g": ("c",), "b": ("p",), "dd": ("d",), "d": ("t",), "ff": (), "f": ("b", "m"),
    "ll": (), "l": ("ll", "gl"), "rh": (), "r": ("rh", "gr"),
    **{f"h{vowel}": (vowel,) for vowel in VOWELS},
    **{vowel: (f"g{vowel}",) for vowel in VOWELS},
}  # fmt: skip
# What a sentence needs and nobody looks for; looked for all the same where nothing else is asked.
_SMALL = """
    a an and are as at be been by for from had has have he her his how i in is it its me my not of on or our she so
    that the their them they this to us was we were what when where which who why will with you your
    ac ag ai am ar beth ble bod bydd byddai chi cyn dan dros ei eich ein er eu fe fel fod fy gan gyda hi hon hwn hynny
    iddi iddo ir mae maer mai mewn mi na nad neu nhw ni nid o oedd oes os pa pam pan pwy rhwng roedd sut sy sydd syn ti
    trwy un wedi wrth y ydy ym yn yng yr yw"""
SMALL_WORDS = frozenset(_SMALL.split())


def fold(text: str) -> str:
    """Return a text in small letters without accents, with one kind of apostrophe and hyphen."""
    letters = unicodedata.normalize("NFKD", text).translate(SMALL)
    return APOSTROPHES.sub("'", UNSEEN.sub("", letters)).translate(JOINED).replace("\u2010", "-")


def radicals(word: str) -> tuple[str, ...]:
    """Return what a folded word may be in a dictionary of Welsh: itself, and each word that mutates into it."""
    if len(word) < 3:
        return (word,)
    beginning = next((word[:size] for size in (3, 2, 1) if word[:size] in MUTATED), "")
    return (word, *(first + word[len(beginning) :] for first in MUTATED.get(beginning, ())))


@dataclass(frozen=True)
class Term:
    """One word that is looked for: folded and in one piece, its parts where it was written with hyphens, and as it
    was written.
    """

    word: str
    parts: tuple[str, ...]
    written: str

    @property
    def may_be_misspelt(self) -> bool:
        """Whether it is long enough for a fault of typing to be told from another word."""
        return len(self.word) >= 4 and self.word.isalpha()


def _terms(written) -> list[Term]:
    """Return the Terms of what was written between two spaces."""
    folded = JOINING.sub(rf"\1{HYPHEN}", ENDING.sub(r"\1", fold(written).replace(HYPHEN, " "))).replace("'", "")
    words = NOT_LETTERS.sub(" ", folded).split()
    return [_term(word, written if len(words) == 1 else word.replace(HYPHEN, "-")) for word in words]


def _term(word, written) -> Term:
    parts = tuple(word.split(HYPHEN)) if HYPHEN in word else ()
    return Term(word.replace(HYPHEN, "")[:LONGEST], parts, written)


def terms(words: str) -> tuple[Term, ...]:
    """Return the Terms of what somebody looks for, each once, small words left out where there are others."""
    found = {term.word: term for piece in WEB.sub("web-", words).split() for term in _terms(piece)}
    large = [term for term in found.values() if term.word not in SMALL_WORDS]
    return tuple(large or found.values())


def says_only(text: str, names: set[str]) -> bool:
    """Whether a text has no words but small ones and some names, mutated or not."""
    said = [term.word for term in terms(text)]
    return all(word in SMALL_WORDS or not names.isdisjoint(radicals(word)) for word in said)
