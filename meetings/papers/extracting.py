"""The text of a PDF or a zipped document; run apart (`common/bare/apart.py`), because files are strangers'."""

from collections.abc import Iterable

from common.bare import LOCKED
from common.bare.pdf import opened
from common.bare.words import PAGES_READ, zipped_text

MOST = 1_200_000  # letters that are kept of one file: some 400 pages


def text(data: bytes, suffix: str, words_in: str) -> bytes:
    """Return the text of such a file in UTF-8, its first MOST letters, LOCKED for one that only a password opens;
    `words_in` begins the names of a zip's entries with text.
    """
    if suffix == ".pdf":
        reader = opened(data)
        return LOCKED if reader is None else _joined(page.extract_text() for page in reader.pages[:PAGES_READ])
    return _joined(zipped_text(data, words_in))


def _joined(pages: Iterable[str]) -> bytes:
    """Return pages as one text, as far as they fit; the rest is never opened."""
    found, room = [], MOST
    for page in pages:
        found.append(page[:room])
        room -= len(page)
        if room <= 0:
            break
    return " ".join(found).encode("utf-8", "ignore")
