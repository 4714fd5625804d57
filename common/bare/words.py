"""How many words a file holds, for its reading time; run apart (`common/bare/apart.py`): files are strangers'."""

import html
import io
import re
import zipfile
from collections.abc import Iterator

from pypdf import PdfReader

READ = 20 * 2**20  # bytes of text that words are counted in
PAGES_READ = 500
WORD = re.compile(r"\w[\w'’-]*")
TAG = re.compile(rb"<[^>]*>")
PART_OF_WORD = re.compile(
    rb"</?(?:w:(?:r|t|rPr|rFonts|lang|b|i|u|sz|szCs|color|proofErr)|a:(?:r|t|rPr)|text:span)\b[^>]*>"
)


def counted(data: bytes, suffix: str, words_in: str) -> bytes:
    """Return the number of words in a file, as digits; `words_in` begins the names of a zip's entries with text."""
    if suffix == ".pdf":
        return _count(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages[:PAGES_READ])
    if suffix == ".txt":
        return _count([data[:READ].decode("utf-8-sig", "replace")])
    return _count(zipped_text(data, words_in))


def zipped_text(data: bytes, begins: str) -> Iterator[str]:
    """Yield the text of the entries whose names begin so; without an XML parser, so that no entity is ever resolved."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith(begins):
                with archive.open(name) as entry:
                    text = PART_OF_WORD.sub(b"", entry.read(READ))
                yield html.unescape(TAG.sub(b" ", text).decode("utf-8", "replace"))


def _count(texts):
    return str(sum(len(WORD.findall(text)) for text in texts)).encode()
