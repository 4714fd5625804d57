"""Setting pages as accessible PDF; all words go in as data, none as markup."""

from pathlib import Path

from common.printing.press import PRESS

SHARED = tuple(sorted(Path(__file__).parent.glob("*.typ")))  # what every source may import, by its bare name


def form_of(source: Path) -> bytes:
    """Return what the pages of a source are set by: when it changes, they are to be set anew."""
    return b"".join(path.read_bytes() for path in (source, *SHARED))


def typeset(source: Path, page: dict) -> bytes:
    """Return the pages of a source (a file of Typst), filled with plain data, as PDF/UA-1.

    Where somebody used letters that our typeface has not, it is a tagged PDF without that claim. It is set in a process
    of its own (`press.py`); raises PressError.
    """
    files = {"main.typ": source.read_bytes()} | {path.name: path.read_bytes() for path in SHARED}
    return PRESS.typeset(files, page)
