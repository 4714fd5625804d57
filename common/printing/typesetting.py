"""Setting pages as accessible PDF; all words go in as data, none as markup."""

import json
from pathlib import Path

SHARED = tuple(sorted(Path(__file__).parent.glob("*.typ")))  # what every source may import, by its bare name


def form_of(source: Path) -> bytes:
    """Return what the pages of a source are set by: when it changes, they are to be set anew."""
    return b"".join(path.read_bytes() for path in (source, *SHARED))


def typeset(source: Path, page: dict) -> bytes:
    """Return the pages of a source (a file of Typst), filled with plain data, as PDF/UA-1.

    Where somebody used letters that our typeface has not, it is a tagged PDF without that claim.
    """
    files = {"main.typ": source.read_bytes()} | {path.name: path.read_bytes() for path in SHARED}
    import typst  # large, and many a process never sets a page

    facts = {"sys_inputs": {"data": json.dumps(page)}, "ignore_system_fonts": True}
    try:
        return typst.compile(files, pdf_standards="ua-1", **facts)
    except typst.TypstError:
        return typst.compile(files, **facts)
