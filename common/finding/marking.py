"""What was looked for, marked where it stands: the part of a text around it, and in that the words themselves."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from common.both_languages import reading_language
from common.finding.words import Term, fold, radicals

WORD = re.compile(r"[^\W_]+(?:['’‘-][^\W_]+)*")
BEFORE, AROUND = 60, 220  # letters before the first word that is marked, and in all
ENDINGS = re.compile(r"(?:ing|ed|es|s|e)$")
LONGEST_TEXT = 400_000


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and whether it is a word that was looked for."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Extract:
    """Part of a text as Pieces, with the language that it is in, or ""."""

    pieces: tuple[Piece, ...]
    lang: str = ""

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def __str__(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class Marker:
    """Knows the words of a text that some terms find, as the database found them."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.words = {word for term in terms for word in (term.word, *term.parts)}
        self.radicals = {radical for word in self.words for radical in radicals(word)}
        self.stems = {ENDINGS.sub("", word) for word in self.words if len(word) > 4}
        self.known: dict[str, bool] = {}

    def finds(self, word: str) -> bool:
        """Whether a word, as it is written, is one that was looked for."""
        if word not in self.known:
            folded = fold(word).replace("'", "")
            self.known[word] = any(self._is(part) for part in {folded.replace("-", ""), *folded.split("-")})
        return self.known[word]

    def _is(self, word):
        if any(word.startswith(one) for one in self.words) or ENDINGS.sub("", word) in self.stems:
            return True
        return any(one.startswith(tuple(self.radicals)) for one in radicals(word) if len(one) > 2)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the words stand in a text that were looked for."""
        found = WORD.finditer(text[:LONGEST_TEXT])
        return [match.span() for match in found if self.finds(match.group())]

    def whole(self, text: str) -> Extract:
        """Return a whole text, marked."""
        return Extract(_pieces(text, 0, len(text), self.spans(text)), getattr(text, "lang", ""))

    def best(self, texts: Sequence[str]) -> Extract:
        """Return the part of the first text in which a word stands that was looked for; where none does, the beginning
        of the first one that its reader reads in their own language.
        """
        for text in texts:
            if spans := self.spans(text):
                return self._around(text, spans)
        own = [text for text in texts if text and getattr(text, "lang", "") in ("", reading_language())]
        return self._around(own[0], []) if own else Extract(())

    def around(self, text: str) -> Extract:
        """Return the part of a text that the first words stand in."""
        return self._around(text, self.spans(text))

    def _around(self, text, spans):
        start = _start(text, spans[0][0]) if spans else 0
        end = _end(text, start + AROUND)
        pieces = list(_pieces(text, start, end, spans))
        pieces = [Piece("… ")] * (start > 0) + pieces + [Piece(" …")] * (end < len(text))
        return Extract(tuple(pieces), getattr(text, "lang", ""))


def _start(text, first) -> int:
    """Return where an extract begins: with a word, a little before the first one that is marked."""
    if first <= BEFORE:
        return 0
    space = text.rfind(" ", 0, first - BEFORE // 2)
    return space + 1 if space >= first - 2 * BEFORE else first


def _end(text, most) -> int:
    if most >= len(text):
        return len(text)
    space = text.rfind(" ", most - BEFORE, most)
    return space if space > 0 else most


def _pieces(text, start, end, spans) -> tuple[Piece, ...]:
    pieces, at = [], start
    for first, last in spans:
        if first >= at and last <= end:
            pieces += [Piece(text[at:first]), Piece(text[first:last], is_marked=True)]
            at = last
    return tuple(piece for piece in (*pieces, Piece(text[at:end])) if piece.text)
